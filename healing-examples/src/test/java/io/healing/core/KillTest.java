package io.healing.core;

import java.nio.file.Path;
import java.util.ArrayList;
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

  @TempDir Path directory;

  @Test
  void whereverAProcessIsKilledNothingIsHalfDoneDoneTwiceOrLost() throws Exception {
    new KillSeries(directory, "work", points(), random).play();
  }

  private List<String> points() {
    List<String> points = new ArrayList<>();
    APPLY.forEach(step -> points.add("apply:" + step + ":" + random.nextInt(1, 5)));
    UNDO.forEach(step -> points.add("undo:" + step + ":" + (step.equals("w.deleted") ? 1 : 2)));
    points.addAll(SETTLE);
    int more = Math.max(4, KillSeries.RUNS - points.size());
    for (int i = 0; i < more; i++) {
      points.add(KillSeries.RANDOM);
    }
    return points;
  }
}
