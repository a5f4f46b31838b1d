package io.healing.core.act;

import io.healing.api.HealingException;
import io.healing.api.decide.BlockReason;

/** Something may not or cannot be done now; nothing was changed. */
public final class Refused extends HealingException {
  private static final long serialVersionUID = 1L;

  private final BlockReason reason;

  /** A refusal with its reason and its mend. */
  public Refused(BlockReason reason, String message, String hint) {
    super(message, hint);
    this.reason = reason;
  }

  static Refused alreadySo(String message) {
    return new Refused(BlockReason.ALREADY_SO, message, "Nothing is to be changed");
  }

  static Refused guarded(String message, String hint) {
    return new Refused(BlockReason.GUARDED, message, hint);
  }

  /** The reason that is stored and told by {@code why}. */
  public BlockReason reason() {
    return reason;
  }
}
