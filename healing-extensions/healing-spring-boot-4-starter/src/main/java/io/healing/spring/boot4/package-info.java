/** Healing in the health of a Spring Boot 4 application. */
package io.healing.spring.boot4;
