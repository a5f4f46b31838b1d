package io.healing.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Adds Healing to an application without Spring Boot: its scheduled methods are observed, and its
 * beans of Healing's plug-in types are taken. With a starter for Spring Boot this is not needed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(HealingConfiguration.class)
public @interface EnableHealing {}
