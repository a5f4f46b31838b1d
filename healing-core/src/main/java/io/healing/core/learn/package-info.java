/** How well it went: effectiveness, times to recovery, the state of the whole. */
@NullMarked
package io.healing.core.learn;

import org.jspecify.annotations.NullMarked;
