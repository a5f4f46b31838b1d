/** What all rooms share about words. */
@NullMarked
package io.healing.core.text;

import org.jspecify.annotations.NullMarked;
