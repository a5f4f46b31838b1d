/** Lines of Log4j 2 belong to the runs that logged them, and its levels can be changed. */
@NullMarked
package io.healing.log4j2;

import org.jspecify.annotations.NullMarked;
