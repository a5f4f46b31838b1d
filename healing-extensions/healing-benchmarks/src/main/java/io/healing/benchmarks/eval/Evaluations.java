package io.healing.benchmarks.eval;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All evaluations by their word. */
public final class Evaluations {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 64;
  private static final List<Evaluation> ALL =
      List.of(new NabEvaluation(), new LoghubEvaluation(), new Petshop(), new Cidiff());

  private Evaluations() {}

  /**
   * Where an evaluation prints.
   *
   * @param out the table and the JSON line
   * @param err why it could not be done
   */
  public record Screen(PrintStream out, PrintStream err) {}

  /** The words, as in {@code nab|loghub}. */
  public static String words() {
    return ALL.stream().map(Evaluation::word).collect(Collectors.joining("|"));
  }

  /** Runs one; ends with 0, 1 when the data could not be read, 64 when there is no such word. */
  public static int run(String word, List<Path> folders, Screen screen) {
    Optional<Evaluation> found = ALL.stream().filter(one -> one.word().equals(word)).findFirst();
    if (found.isEmpty()) {
      screen.err().println("There is no evaluation \"" + word + "\"; known are " + words());
      return WRONG_USAGE;
    }
    if (!Files.isDirectory(folders.get(0))) {
      screen.err().println(folders.get(0) + " is no folder; name the folder of the data set");
      return FAILED;
    }
    return run(found.get(), folders, screen);
  }

  private static int run(Evaluation evaluation, List<Path> folders, Screen screen) {
    try {
      evaluation.run(folders, screen.out());
      return 0;
    } catch (IOException e) {
      screen.err().println("The data could not be read: " + e.getMessage());
      return FAILED;
    }
  }
}
