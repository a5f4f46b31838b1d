/** What people are told, and through which channel. */
@NullMarked
package io.healing.core.notify;

import org.jspecify.annotations.NullMarked;
