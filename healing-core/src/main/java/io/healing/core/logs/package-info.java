/**
 * Lines of logs: what in them is the same from one time to the next, and what is not. Every room
 * may use it.
 */
@NullMarked
package io.healing.core.logs;

import org.jspecify.annotations.NullMarked;
