package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that changes files is killed at every step and at random; nothing is ever half done.
 */
@Timeout(1_800)
class KillTest {
  private static final int RUNS = Integer.getInteger("healing.kill.runs", 25);
  private static final int AHEAD = 2;
  private static final String RANDOM = "never";

  private static final List<String> APPLY =
      List.of(
          "t1.before",
          "t1.inside",
          "t1.after",
          "w.guarded",
          "w.temp",
          "w.renamed",
          "w.after",
          "t2.before",
          "t2.inside",
          "t2.after");

  private static final List<String> UNDO =
      List.of(
          "undo.t1.before",
          "t1.inside",
          "undo.t1.after",
          "undo.w.guarded",
          "w.temp",
          "w.renamed",
          "w.deleted",
          "undo.w.after",
          "undo.t2.before",
          "undo.t2.after");

  /** A chain of processes of which each dies while it settles what the one before it left. */
  private static final List<String> SETTLE =
      List.of(
          "apply:w.after:1",
          "settle:settle.looked:1",
          "settle:t2.inside:1",
          "undo:undo.w.after:1",
          "settle:settle.looked:1",
          "settle:undo.t2.before:1");

  private final SplittableRandom random = new SplittableRandom(20_260_131);
  private final List<String> said = new ArrayList<>();
  private int kills;

  @TempDir Path directory;

  @Test
  void whereverAProcessIsKilledNothingIsHalfDoneDoneTwiceOrLost() throws Exception {
    KillHome home = KillHome.in(directory, 0);
    long began = System.nanoTime();
    Deque<KillProcess> ahead = new ArrayDeque<>();
    List<String> points = points();
    try {
      for (int i = 0; i < points.size(); i++) {
        while (ahead.size() < AHEAD && i + ahead.size() < points.size()) {
          ahead.add(start(home, i + ahead.size(), points));
        }
        try (KillProcess child = ahead.remove()) {
          kill(child, points.get(i));
        }
        audit(home, i, points);
      }
    } finally {
      ahead.forEach(KillProcess::close);
    }
    System.out.printf(
        "%d kills at %d named steps and at random in %d s%n",
        kills, APPLY.size() + UNDO.size(), (System.nanoTime() - began) / 1_000_000_000);
    assertThat(kills).isGreaterThanOrEqualTo(RUNS);
  }

  private List<String> points() {
    List<String> points = new ArrayList<>();
    APPLY.forEach(step -> points.add("apply:" + step + ":" + random.nextInt(1, 5)));
    UNDO.forEach(step -> points.add("undo:" + step + ":" + (step.equals("w.deleted") ? 1 : 2)));
    points.addAll(SETTLE);
    int more = Math.max(4, RUNS - points.size());
    for (int i = 0; i < more; i++) {
      points.add(RANDOM);
    }
    return points;
  }

  private static KillProcess start(KillHome home, int number, List<String> points)
      throws Exception {
    return KillProcess.start(home, "p" + number, clock(number), points.get(number));
  }

  /** Every process begins after the one before it. */
  private static Instant clock(int number) {
    return Instant.parse("2026-01-31T22:10:00Z").plus(Duration.ofHours(2L * number));
  }

  private void kill(KillProcess child, String point) throws Exception {
    child.letIn();
    child.tell("work");
    if (point.equals(RANDOM)) {
      child.listen(random.nextInt(2, 40));
      assertThat(child.kill(random.nextInt(0, 40))).isEqualTo(KillPoint.KILLED);
    } else {
      assertThat(child.death()).as("%s, which said %s", point, child.said()).isEqualTo(137);
    }
    kills++;
    said.addAll(child.said());
  }

  private void audit(KillHome home, int number, List<String> points) throws Exception {
    String point = points.get(number);
    if (!point.equals(RANDOM)) {
      List<String> ledger = home.ledger();
      assertThat(ledger.get(ledger.size() - 1))
          .isEqualTo("died " + point.substring(0, point.lastIndexOf(':')));
    }
    KillAudit audit = new KillAudit(home);
    audit.filesAreWhole();
    boolean settledByNext =
        number + 1 < points.size() && points.get(number + 1).startsWith("settle:");
    if (!settledByNext) {
      audit.settled("audit" + number, clock(number).plus(Duration.ofHours(1)), said);
    }
  }
}
