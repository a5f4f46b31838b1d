/** Keeps secrets out of what is stored, shown, logged, told and asked. */
@NullMarked
package io.healing.core.ai;

import org.jspecify.annotations.NullMarked;
