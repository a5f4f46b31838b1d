package io.healing.benchmarks;

import io.healing.benchmarks.eval.Evaluations;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command of the packed jar: {@code eval SET DATA [RESULTS]}, or {@code bench}. */
public final class Main {
  private static final int WRONG_USAGE = 64;

  private Main() {}

  /** Ends with 0 when it was done, 1 when the data is not what it should be, 64 on wrong usage. */
  public static void main(String[] args) throws Exception {
    int code = run(List.of(args), System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(List<String> args, PrintStream out, PrintStream err) throws Exception {
    if (args.equals(List.of("bench"))) {
      Measurements.main(new String[0]);
      return 0;
    }
    boolean known = args.size() >= 3 && args.size() <= 4 && args.get(0).equals("eval");
    if (!known) {
      err.println(
          "Usage: java -jar benchmarks.jar eval " + Evaluations.words() + " DATA [RESULTS]");
      err.println("       java -jar benchmarks.jar bench");
      return WRONG_USAGE;
    }
    Path[] folders = args.stream().skip(2).map(Path::of).toArray(Path[]::new);
    return Evaluations.run(args.get(1), Arrays.asList(folders), new Evaluations.Screen(out, err));
  }
}
