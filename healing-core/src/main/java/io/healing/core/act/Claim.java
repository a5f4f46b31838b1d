package io.healing.core.act;

import io.healing.api.Target;
import io.healing.api.decide.BlockReason;
import io.healing.api.store.Intent;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes an intent in one transaction with all that must hold for it. */
final class Claim {
  private final Workshop shop;

  Claim(Workshop shop) {
    this.shop = shop;
  }

  /**
   * Runs the preparation and writes the intent that it answers. The intent is in hand before
   * anybody else can see it, so that nobody takes it for one that was left behind.
   */
  Intent begin(Supplier<Intent> preparation) {
    long[] begun = new long[1];
    try {
      Intent kept = shop.store().transaction(() -> write(preparation.get(), begun));
      begun[0] = 0;
      return kept;
    } finally {
      if (begun[0] != 0) {
        shop.inHand().remove(begun[0]);
      }
    }
  }

  private Intent write(Intent intent, long[] begun) {
    long id = shop.store().journal().begin(intent);
    begun[0] = id;
    shop.inHand().add(id);
    shop.step("t1.inside");
    return shop.store().journal().find(id).orElseThrow();
  }

  /** One change at a time on a target, and none while it is not known how it stands. */
  static void refuseBusy(Workshop shop, Target target) {
    Optional<Intent> pending = shop.store().journal().pendingOn(target);
    if (pending.isPresent()) {
      Intent other = pending.get();
      throw new Refused(
          BlockReason.BUSY,
          target
              + " is in the hands of intent "
              + other.id()
              + " ("
              + other.kind().word()
              + ", "
              + other.state().word()
              + " since "
              + other.begunAt()
              + ")",
          "Wait until it is settled; one that is unsettled needs a person");
    }
  }
}
