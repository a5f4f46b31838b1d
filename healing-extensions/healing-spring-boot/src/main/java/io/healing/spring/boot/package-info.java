/** Configures Healing in a Spring Boot application; what Boot 3 and Boot 4 have in common. */
package io.healing.spring.boot;
