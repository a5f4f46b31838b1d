package io.healing.sqlite.schema;

import io.healing.api.environment.DatabaseRequirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long a look at five sound databases of 50 tables each takes. Run by hand, with a directory.
 */
final class LookBench {
  private LookBench() {}

  public static void main(String[] args) throws Exception {
    Path base = Files.createDirectories(Path.of(args[0]));
    StringBuilder ddl = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      ddl.append("CREATE TABLE table_").append(i).append(" (id INTEGER PRIMARY KEY, name TEXT");
      ddl.append(" NOT NULL, a REAL DEFAULT 0, b TEXT, c TEXT DEFAULT CURRENT_TIMESTAMP);\n");
      ddl.append("CREATE INDEX index_" + i + " ON table_" + i + " (name);\n");
    }
    Kit kit = Kit.declared(base, ddl.toString());
    for (int i = 0; i < 5; i++) {
      Kit.run(base.resolve(i + ".db"), "BEGIN;" + ddl + "COMMIT");
    }
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        var requirement = new DatabaseRequirement(i + ".db", List.of("schema.sql"), false, null);
        if (!kit.schema.check(kit.look(requirement)).findings().isEmpty()) {
          throw new IllegalStateException("It is sound");
        }
      }
      System.out.println((System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }
}
