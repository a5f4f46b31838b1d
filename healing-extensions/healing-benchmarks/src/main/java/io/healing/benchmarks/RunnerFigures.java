package io.healing.benchmarks;

/**
 * What job runners get done with and without Healing beside them, as one table. Ends with exit code
 * 1 when a row falls short. A number of pairs may be given, at least 7; 12 without.
 */
public final class RunnerFigures {
  private static final int PAIRS = 12;

  private RunnerFigures() {}

  /** Prints the table. */
  public static void main(String[] args) throws Exception {
    Pairs table = new Pairs(args.length == 0 ? PAIRS : Integer.parseInt(args[0]));
    table.head();
    QuartzFigures.measure(table);
    DbSchedulerFigures.measure(table);
    if (table.fellShort()) {
      System.exit(1);
    }
  }
}
