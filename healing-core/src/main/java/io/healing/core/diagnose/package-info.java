/** Looks for the cause of what was found and for what could be better, and ranks what to do. */
@NullMarked
package io.healing.core.diagnose;

import org.jspecify.annotations.NullMarked;
