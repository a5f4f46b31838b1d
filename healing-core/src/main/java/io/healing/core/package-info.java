/**
 * The loop: what the host calls, and the one class in which the way of an event can be read from
 * top to bottom.
 */
package io.healing.core;
