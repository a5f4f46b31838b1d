/** Other programs, run with an end to their time and output. Every room may use it. */
@NullMarked
package io.healing.core.process;

import org.jspecify.annotations.NullMarked;
