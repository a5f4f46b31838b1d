/** When a subject is reviewed, what is read of it, and the life of a suggestion. */
@NullMarked
package io.healing.core.review;

import org.jspecify.annotations.NullMarked;
