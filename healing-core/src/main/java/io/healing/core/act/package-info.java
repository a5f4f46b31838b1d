/**
 * Makes changes and takes them back: plans, the journal, the guard on every write, verification,
 * and the built-in remediators.
 */
@NullMarked
package io.healing.core.act;

import org.jspecify.annotations.NullMarked;
