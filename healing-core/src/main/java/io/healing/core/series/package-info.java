/** Streams of numbers, judged point by point. Every room may use it; it knows no room. */
@NullMarked
package io.healing.core.series;

import org.jspecify.annotations.NullMarked;
