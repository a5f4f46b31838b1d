/** Lines of Logback belong to the runs that logged them, and its levels can be changed. */
@NullMarked
package io.healing.logback;

import org.jspecify.annotations.NullMarked;
