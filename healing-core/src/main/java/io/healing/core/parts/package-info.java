/**
 * The parts of Healing, each usable alone: detection, diagnosis, recovery, health, and all of them
 * under one roof. Each is a thin cover of one {@link io.healing.core.Healing}, which by default
 * keeps everything in memory and therefore changes nothing.
 */
package io.healing.core.parts;
