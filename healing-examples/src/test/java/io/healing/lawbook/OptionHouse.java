package io.healing.lawbook;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A house in which one option is set. */
abstract class OptionHouse {
  static final String JOB = "import";
  static final String FILE = BrokenConfig.file(JOB);

  @TempDir Path home;

  House.Plan limits(String option, Object value) {
    return House.in(home).root(root -> root.withLimits(Changed.in(root.limits(), option, value)));
  }

  static void fails(House house, String job) {
    house.runner.does(
        job,
        log -> {
          throw new IllegalStateException("odd");
        });
  }
}
