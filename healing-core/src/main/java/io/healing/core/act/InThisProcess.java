package io.healing.core.act;

import io.healing.api.act.Remediator;

/**
 * Changes what only this process has in its memory: while the process lives no other can take it
 * back or tell how it stands, and when it ends, the change ends with it.
 */
interface InThisProcess extends Remediator {

  /** Whether something of the change is left when the process has ended, as a file is. */
  default boolean outlives() {
    return false;
  }
}
