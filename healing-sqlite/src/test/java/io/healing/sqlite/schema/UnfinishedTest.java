package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.Image;
import io.healing.api.Target;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases of a process that died in the middle of a write. */
class UnfinishedTest {
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";
  private static final String WANTED = T.replace(")", ", b TEXT DEFAULT 'x')");
  private static final String MANY =
      "INSERT INTO t (a) WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
          + " SELECT hex(randomblob(200)) FROM n";

  @TempDir Path base;
  @TempDir Path elsewhere;

  /** With 2000 rows that were written to the log, and committed only to the write-ahead one. */
  private Kit unfinished(String log) throws Exception {
    boolean wal = log.equals("-wal");
    Path file = elsewhere.resolve("app.db");
    Kit.run(file, "PRAGMA journal_mode = " + (wal ? "WAL" : "DELETE") + ";" + T);
    Kit.run(file, "INSERT INTO t VALUES (7777, 'kept')");
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = open.createStatement()) {
      statement.executeUpdate("PRAGMA cache_size = 2");
      statement.executeUpdate(wal ? "SELECT 1" : "BEGIN");
      statement.executeUpdate(MANY);
      byte[] left = Files.readAllBytes(file);
      Files.copy(elsewhere.resolve("app.db" + log), base.resolve("app.db" + log));
      Files.write(base.resolve("app.db"), left);
    }
    return Kit.declared(base, WANTED);
  }

  private Map<String, String> everything(Kit kit) throws Exception {
    Map<String, String> all = new TreeMap<>();
    for (String name : kit.files()) {
      Path file = base.resolve(name);
      String bytes = Image.of(Arrays.toString(Files.readAllBytes(file))).hash();
      all.put(name, bytes + Files.getLastModifiedTime(file));
    }
    return all;
  }

  private static List<String> copies() throws Exception {
    try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.map(Path::toString).filter(name -> name.contains("healing-look-")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-wal", "-journal"})
  void aCheckAndAPlanLeaveAllAsItIs(String log) throws Exception {
    Kit kit = unfinished(log);
    Map<String, String> before = everything(kit);
    assertThat(before).containsKeys("app.db", "app.db" + log);
    List<String> copies = copies();

    assertThat(kit.codes()).containsExactly("database.column_missing app.db#t.b");
    ActionRequest wish = kit.wishes().get(0);
    kit.schema.plan(kit.asked(wish));

    assertThat(everything(kit)).isEqualTo(before);
    assertThat(copies()).isEqualTo(copies);
    kit.apply(wish);
    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask("SELECT count(*), min(b) FROM t"))
        .isEqualTo(log.equals("-wal") ? "2001|x" : "1|x");
  }

  @Test
  void whatStandsInTheLogIsSeen() throws Exception {
    Kit kit = unfinished("-wal");
    try (Connection read = DatabaseFile.of(kit.file()).read()) {
      assertThat(DatabaseFile.number(read, "SELECT count(*) FROM t")).isEqualTo(2001);
    }
  }

  @Test
  void aLogInWhichNothingStandsGetsNoCompany() throws Exception {
    Kit kit = Kit.declared(base, T).has("PRAGMA journal_mode = WAL;" + T);
    Files.createFile(base.resolve("app.db-wal"));
    Map<String, String> before = everything(kit);

    assertThat(kit.codes()).isEmpty();

    assertThat(everything(kit)).isEqualTo(before);
  }

  @Test
  void oneThatIsTooLargeToCopyIsToldAndNotOpened() throws Exception {
    Kit kit = unfinished("-wal");
    try (RandomAccessFile log = new RandomAccessFile(base.resolve("app.db-wal").toFile(), "rw")) {
      log.setLength(300L * 1024 * 1024);
    }
    List<String> before = kit.files();

    assertThat(kit.only().id()).isEqualTo("database.unfinished");
    assertThat(kit.only().message())
        .startsWith("The database app.db was left in the middle of a write by a process that died");
    assertThat(kit.only().hint()).startsWith("Open it once with the application");
    assertThatThrownBy(() -> kit.schema.plan(kit.asked(unwished())))
        .hasMessageContaining("was left in the middle of a write");
    assertThat(kit.files()).isEqualTo(before);
  }

  private ActionRequest unwished() throws Exception {
    Path there = Files.createDirectory(elsewhere.resolve("there"));
    ActionRequest wish = Kit.declared(there, WANTED).has(T).wishes().get(0);
    ActionRequest here =
        ActionRequest.of(wish.type(), Target.sqlite(base.toRealPath().resolve("app.db"), "t.b"));
    for (Map.Entry<String, String> parameter : wish.parameters().entrySet()) {
      here = here.with(parameter.getKey(), parameter.getValue());
    }
    return here;
  }
}
