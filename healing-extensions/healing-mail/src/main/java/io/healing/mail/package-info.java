/** The channel {@code mail}: messages to people over SMTP. */
@NullMarked
package io.healing.mail;

import org.jspecify.annotations.NullMarked;
