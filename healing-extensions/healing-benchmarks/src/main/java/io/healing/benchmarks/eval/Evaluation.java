package io.healing.benchmarks.eval;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Runs classes that users run, with their defaults, over one public set of data. */
interface Evaluation {
  /** The word on the command line. */
  String word();

  /**
   * Prints a table for people and, as the last line, one JSON object.
   *
   * @param folders the folder of the data, then, where given, the one for results
   * @throws IOException when the data cannot be read, with the place
   */
  void run(List<Path> folders, PrintStream out) throws IOException;
}
