/** Sees what is wrong: the built-in monitors, and what their findings become over time. */
package io.healing.core.detect;
