package io.healing.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that carries out a recovery procedure of two steps, and takes it back the last step
 * first, is killed at every step of every change and at random: nothing is half done, and no step
 * is repeated, left out or taken back in another order.
 */
@Timeout(1_800)
class KillProcedureTest {
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
          "undo.w.after",
          "undo.t2.before",
          "undo.t2.after");

  /** One of each kind, for an ordinary build; two of them die while they settle another's death. */
  private static final List<String> FEW =
      List.of(
          "apply:t1.after:2",
          "apply:w.renamed:1",
          "settle:settle.looked:1",
          "apply:t2.after:1",
          "undo:undo.t1.after:2",
          "undo:w.renamed:1",
          "settle:undo.t2.before:1");

  private final SplittableRandom random = new SplittableRandom(20_260_302);

  @TempDir Path directory;

  @Test
  void whereverAProcedureIsKilledNoStepIsHalfDoneRepeatedOrLost() throws Exception {
    new KillSeries(directory, "procedures", points(), random).play();
  }

  private List<String> points() {
    List<String> points = new ArrayList<>(FEW);
    boolean many = KillSeries.RUNS > FEW.size() + 2 * (APPLY.size() + UNDO.size());
    for (int step = 1; many && step <= 2; step++) {
      int which = step;
      APPLY.forEach(at -> points.add("apply:" + at + ":" + which));
      UNDO.forEach(at -> points.add("undo:" + at + ":" + which));
    }
    int more = many ? KillSeries.RUNS - points.size() : 1;
    for (int i = 0; i < more; i++) {
      points.add(KillSeries.RANDOM);
    }
    return points;
  }
}
