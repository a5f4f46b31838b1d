package io.healing.core;

import io.healing.api.config.HealingConfig;
import io.healing.api.decide.Ways;
import io.healing.api.store.StoreInfo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * By which way a person goes on where the program has named none: the command line where it can
 * open the database, else only the program itself.
 */
final class UsualWays {
  private UsualWays() {}

  /**
   * The ways to what is in a store.
   *
   * @param file the configuration file, or null where there is none
   */
  static Ways of(StoreInfo store, HealingConfig config, @Nullable Path file) {
    boolean seenByOthers = store.trusted() && store.kind().equals("sqlite");
    return seenByOthers
        ? Ways.commands(
            "Give each command "
                + options(Path.of(store.place()).toAbsolutePath(), config, file)
                + ", or call the same on healing.admin() in the program.")
        : Ways.code();
  }

  private static String options(Path database, HealingConfig config, @Nullable Path file) {
    String db = "--db " + quoted(database);
    if (file == null) {
      return db;
    }
    boolean named = config.database().toAbsolutePath().normalize().equals(database.normalize());
    return "-c " + quoted(file.toAbsolutePath()) + (named ? "" : " " + db);
  }

  private static String quoted(Path path) {
    return path.toString().contains(" ") ? '"' + path.toString() + '"' : path.toString();
  }
}
