package io.healing.benchmarks;

/** Prints every figure of this module; each is a ratio within one run, or stands beside its bar. */
public final class Measurements {
  private Measurements() {}

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    ObserveFigures.main(args);
    StoreFigures.main(args);
    LoopFigures.main(args);
    HistoryFigures.main(args);
    SeriesFigures.main(args);
    RunnerFigures.main(new String[0]);
  }
}
