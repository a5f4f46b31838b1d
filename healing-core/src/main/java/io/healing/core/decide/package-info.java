/** Whether something may be done now: gates, counters, and why it was not done. */
@NullMarked
package io.healing.core.decide;

import org.jspecify.annotations.NullMarked;
