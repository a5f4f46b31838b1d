package io.healing.core;

import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Where a process dies: at the given step of its n-th change, undo or settlement. Notes in the
 * ledger what was done to the files up to then.
 */
final class KillPoint implements CrashPoints {
  /** The exit code of a process that was killed. */
  static final int KILLED = 137;

  private static final String HOLD = "hold:";

  private final KillHome home;
  private final boolean hold;
  private final String where;
  private int left;
  private String phase = "settle";
  private String file = "none";
  private HealingStore store;

  /** {@code phase:step:n}, with {@code hold:} before it to stay there; or {@code never}. */
  KillPoint(KillHome home, String text) {
    this.home = home;
    hold = text.startsWith(HOLD);
    String point = hold ? text.substring(HOLD.length()) : text;
    int colon = point.lastIndexOf(':');
    where = colon < 0 ? "never" : point.substring(0, colon);
    left = colon < 0 ? 0 : Integer.parseInt(point.substring(colon + 1));
  }

  /** The store in which the intents are. */
  void store(HealingStore opened) {
    store = opened;
  }

  @Override
  public void at(String step) {
    if (step.equals("t1.before")) {
      phase = "apply";
    } else if (step.equals("undo.t1.before")) {
      phase = "undo";
    } else if (step.equals("t1.inside")) {
      file = KillHome.name(newest().plan().request().target());
    } else if (step.equals("settle.looked")) {
      phase = "settle";
    }
    try {
      note(step);
      if ((phase + ":" + step).equals(where) && --left == 0) {
        end(step);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Within its own transaction nobody else can have written a newer one. */
  private Intent newest() {
    List<Intent> open = Objects.requireNonNull(store).journal().open();
    return open.get(open.size() - 1);
  }

  private void note(String step) throws IOException {
    if (step.equals("w.renamed") || step.equals("w.deleted")) {
      home.note(phase + " " + file + " " + home.markerOf(file));
    }
  }

  private void end(String step) throws IOException {
    home.note("died " + phase + ":" + step);
    if (!hold) {
      Runtime.getRuntime().halt(KILLED);
    }
    KillChild.say("holding");
    KillChild.listen();
  }
}
