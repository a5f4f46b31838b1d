/** Reads the configuration, finds its faults, and turns values into JSON and back. */
package io.healing.core.config;
