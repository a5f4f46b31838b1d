/** The laws about people, the host and secrets, each shown from end to end. */
@NullMarked
package io.healing.lawbook;

import org.jspecify.annotations.NullMarked;
