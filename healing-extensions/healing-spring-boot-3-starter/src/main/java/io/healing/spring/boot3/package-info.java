/** Healing in the health of a Spring Boot 3 application. */
package io.healing.spring.boot3;
