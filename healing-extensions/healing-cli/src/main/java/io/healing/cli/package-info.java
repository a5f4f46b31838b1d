/** The command line. */
@NullMarked
package io.healing.cli;

import org.jspecify.annotations.NullMarked;
