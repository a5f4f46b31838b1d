package io.healing.sqlite.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long it takes to add a column with the default CURRENT_TIMESTAMP to a table of a million
 * rows, against the sqlite3 shell doing the same: copy of the file, integrity_check of the copy,
 * rebuild with its backfill, counts. Run by hand with a directory to work in; sqlite3 must be on
 * the path.
 */
final class RebuildBench {
  private static final String OLD =
      "CREATE TABLE t (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, price REAL, note TEXT);\n"
          + "CREATE INDEX t_sku ON t (sku);\n";
  private static final String ROWS =
      "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000000)"
          + " INSERT INTO t SELECT n, 'sku-' || (n * 7919 % 1000003), n / 3.0,"
          + " 'a note of some length for ' || n FROM c;";
  private static final String COLUMN = ", updated_at DATETIME DEFAULT CURRENT_TIMESTAMP";

  private RebuildBench() {}

  public static void main(String[] args) throws Exception {
    Path base = Files.createDirectories(Path.of(args[0]));
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    List<Long> ours = new ArrayList<>();
    List<Long> shell = new ArrayList<>();
    Path full = base.resolve("full.db");
    Files.deleteIfExists(full);
    Kit.run(full, OLD + ROWS);
    for (int round = 0; round < rounds; round++) {
      shell.add(shell(fresh(base, full, "s" + round)));
      ours.add(ours(fresh(base, full, "o" + round)));
    }
    System.out.println("healing " + ours + " ms, shell " + shell + " ms");
    System.out.printf("median ratio %.2f%n", median(ours) / (double) median(shell));
  }

  private static Path fresh(Path base, Path full, String name) throws IOException {
    Path folder = Files.createDirectories(base.resolve(name));
    Files.copy(full, folder.resolve("app.db"));
    return folder;
  }

  private static long ours(Path folder) throws Exception {
    Kit kit = Kit.declared(folder, OLD.replace("note TEXT", "note TEXT" + COLUMN));
    long start = System.nanoTime();
    kit.heal();
    long took = (System.nanoTime() - start) / 1_000_000;
    if (!kit.codes().isEmpty()) {
      throw new IllegalStateException("Not healed: " + kit.codes());
    }
    return took;
  }

  private static long shell(Path folder) throws Exception {
    String script =
        """
        .bail on
        .backup copy.db
        ATTACH 'copy.db' AS copy;
        PRAGMA copy.integrity_check;
        DETACH copy;
        PRAGMA foreign_keys = OFF;
        BEGIN IMMEDIATE;
        SELECT count(*) FROM t;
        CREATE TABLE new_t (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, price REAL, note TEXT%s);
        INSERT INTO new_t (id, sku, price, note) SELECT id, sku, price, note FROM t;
        SELECT count(*) FROM new_t;
        DROP TABLE t;
        ALTER TABLE new_t RENAME TO t;
        CREATE INDEX t_sku ON t (sku);
        PRAGMA foreign_key_check;
        COMMIT;
        """
            .formatted(COLUMN);
    Path file = Files.writeString(folder.resolve("script.sql"), script);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder("sqlite3", "app.db")
            .directory(folder.toFile())
            .redirectInput(file.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("out.txt")));
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static long median(List<Long> times) {
    long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
