/**
 * Figures of Healing for Micrometer, and meters, breakers and retries of the program as what
 * Healing watches.
 */
@org.jspecify.annotations.NullMarked
package io.healing.micrometer;
