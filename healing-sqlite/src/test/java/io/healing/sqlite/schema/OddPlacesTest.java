package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddPlacesTest {
  private static final String DDL =
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT DEFAULT CURRENT_TIMESTAMP);\n"
          + "CREATE INDEX t_a ON t (a);\n"
          + "INSERT INTO t (a) VALUES ('first');\n";
  private static final String LACKING =
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t VALUES (1, 'x'), (2, 'y');"
          + "CREATE INDEX t_a ON t (a);";

  @TempDir Path base;

  @Test
  void aMissingDatabaseIsAnErrorAndNotMade() throws Exception {
    Kit kit = Kit.declared(base, DDL);

    Finding finding = kit.only();

    assertThat(finding.id()).isEqualTo("database.missing");
    assertThat(finding.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(finding.hint()).contains("create: true").contains("backup");
    assertThat(kit.wishes()).isEmpty();
    assertThat(kit.files()).containsExactly("schema.sql");
  }

  @Test
  void aMissingDatabaseIsMadeWhereThatIsDeclared() throws Exception {
    Kit kit = Kit.declared(base, DDL);
    kit.create = true;

    List<ActionPlan> done = kit.heal();

    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask("SELECT a FROM t")).isEqualTo("first");
    assertThat(kit.files()).containsExactly(".healing", "app.db", "schema.sql");
    kit.undo(done.get(0));
    assertThat(kit.files()).containsExactly(".healing", "schema.sql");
  }

  @Test
  void aDatabaseThatWasMadeStaysAsSoonAsSomebodyHasWritten() throws Exception {
    Kit kit = Kit.declared(base, "PRAGMA journal_mode = WAL;" + DDL);
    kit.create = true;
    ActionPlan done = kit.heal().get(0);
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + kit.file())) {
      open.createStatement().executeUpdate("INSERT INTO t (a) VALUES ('mine')");
      assertThat(base.resolve("app.db-wal")).exists();

      assertThatThrownBy(() -> kit.undo(done)).hasMessageContaining("it was not deleted");
    }
    assertThat(kit.ask("SELECT count(*) FROM t")).isEqualTo("2");
  }

  @Test
  void theDirectoryOfAMissingDatabaseIsWishedFirstAndBothCanBePlannedBefore() throws Exception {
    Kit kit = Kit.declared(base, DDL);
    var requirement = new DatabaseRequirement("data/x/app.db", List.of("schema.sql"), true, null);
    Finding finding = kit.schema.check(kit.look(requirement)).findings().get(0);

    List<ActionRequest> wishes = kit.schema.mends(finding, kit.look(requirement));

    assertThat(wishes)
        .extracting(wish -> wish.type().word())
        .containsExactly("create_directory", "create_database");
    assertThat(wishes.get(0).target()).isEqualTo(Target.file(base.toRealPath().resolve("data/x")));
    assertThat(kit.schema.plan(kit.asked(wishes.get(1))).summary()).startsWith("Make the database");
    Files.createDirectories(base.resolve("data/x"));
    kit.apply(wishes.get(1));
    assertThat(base.resolve("data/x/app.db")).exists();
  }

  @Test
  void aDatabaseThatAppearsMeanwhileIsNotReplaced() throws Exception {
    Kit plain = Kit.declared(base, DDL);
    Kit kit =
        plain.withSteps(
            step -> {
              if (step.equals("synced")) {
                writeQuietly(plain.file());
              }
            });
    kit.create = true;
    ActionPlan plan = kit.schema.plan(kit.asked(kit.wishes().get(0)));

    assertThatThrownBy(() -> kit.schema.apply(plan, kit.asked(plan.request())))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("was not replaced");

    assertThat(Files.readString(kit.file())).isEqualTo("mine");
    assertThat(kit.files()).doesNotContain(".healing-tmp-app.db");
    assertThat(kit.inspect(plan, Moment.AFTER_CRASH)).isEqualTo(Inspection.UNKNOWN);
  }

  private static void writeQuietly(Path file) {
    try {
      Files.writeString(file, "mine");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aDirectoryAFileOfSomethingElseAndACorruptOneAreToldAndNotTouched() throws Exception {
    Kit kit = Kit.declared(base, DDL);
    Files.createDirectory(kit.file());
    assertThat(kit.codes()).containsExactly("database.not_a_file app.db");
    Files.delete(kit.file());

    Files.writeString(
        kit.file(), "This is a letter to my aunt, and not a database at all.\n".repeat(99));
    assertThat(kit.codes()).containsExactly("database.not_a_database app.db");

    byte[] broken = corrupt(kit);
    assertThat(kit.codes()).containsExactly("database.corrupt app.db");
    assertThat(kit.only().hint()).startsWith("Restore it from a backup");
    assertThat(kit.wishes()).isEmpty();
    assertThat(Files.readAllBytes(kit.file())).isEqualTo(broken);
  }

  private static byte[] corrupt(Kit kit) throws Exception {
    Files.delete(kit.file());
    kit.has(
        LACKING
            + "WITH RECURSIVE c(n) AS (SELECT 3 UNION ALL SELECT n + 1 FROM c WHERE n < 2000)"
            + " INSERT INTO t SELECT n, 'row number ' || n FROM c");
    byte[] bytes = Files.readAllBytes(kit.file());
    byte[] noise = "noise".repeat(2000).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(noise, 0, bytes, bytes.length / 2, noise.length);
    Files.write(kit.file(), bytes);
    return bytes;
  }

  @Test
  void corruptionThatIsSeenOnlyInTheCopyStopsTheRepair() throws Exception {
    Kit kit = Kit.declared(base, DDL).has(LACKING);
    ActionRequest wish = kit.wishes().get(0);
    ActionPlan plan = kit.schema.plan(kit.asked(wish));
    byte[] broken = corrupt(kit);

    assertThatThrownBy(() -> kit.schema.apply(plan, kit.asked(wish)))
        .hasMessageContaining("corrupt")
        .hasMessageContaining("Restore it from a backup");

    assertThat(Files.readAllBytes(kit.file())).isEqualTo(broken);
    assertThat(Files.list(base.resolve(".healing/backups"))).isEmpty();
  }

  @Test
  void aLockedDatabaseIsTold() throws Exception {
    Kit kit = Kit.declared(base, DDL).has(LACKING);
    ActionRequest wish = kit.wishes().get(0);
    try (LockChild locked = LockChild.holding(kit.file(), "EXCLUSIVE")) {
      assertThat(locked.alive()).isTrue();
      assertThat(kit.codes()).containsExactly("database.locked app.db");
      assertThatThrownBy(() -> kit.apply(wish)).hasMessageContaining("locked by another program");
    }
    try (LockChild locked = LockChild.holding(kit.file(), "IMMEDIATE")) {
      assertThat(locked.alive()).isTrue();
      assertThat(kit.codes()).containsExactly("database.column_missing app.db#t.b");
      assertThatThrownBy(() -> kit.apply(wish)).hasMessageContaining("locked by another program");
    }
    kit.apply(wish);
    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void aReadOnlyDatabaseIsToldWhereSomethingWouldHaveToBeAdded() throws Exception {
    Kit kit = Kit.declared(base, DDL).has(LACKING);
    ActionRequest wish = kit.wishes().get(0);
    Files.setPosixFilePermissions(kit.file(), PosixFilePermissions.fromString("r--r--r--"));

    assertThat(kit.codes())
        .containsExactly("database.read_only app.db", "database.column_missing app.db#t.b");
    assertThat(kit.check().findings().get(0).message()).contains("mode r--r--r--");
    assertThat(kit.wishes()).isEmpty();
    assertThatThrownBy(() -> kit.apply(wish)).hasMessageContaining("read-only");
    assertThat(kit.files()).containsExactly("app.db", "schema.sql");

    Files.writeString(base.resolve("schema.sql"), LACKING);
    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void lookingLeavesNothingBesideADatabaseInWriteAheadMode() throws Exception {
    Kit kit = Kit.declared(base, LACKING).has("PRAGMA journal_mode = WAL;" + LACKING);
    byte[] before = Files.readAllBytes(kit.file());

    assertThat(kit.codes()).isEmpty();

    assertThat(kit.files()).containsExactly("app.db", "schema.sql");
    assertThat(Files.readAllBytes(kit.file())).isEqualTo(before);
  }

  @Test
  void whatStandsOnlyInTheWriteAheadLogIsSeenAndKept() throws Exception {
    Kit kit = Kit.declared(base, DDL).has("PRAGMA journal_mode = WAL; CREATE TABLE u (x)");
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + kit.file())) {
      open.createStatement().executeUpdate(LACKING);
      assertThat(kit.codes()).containsExactly("database.column_missing app.db#t.b");

      ActionPlan done = kit.heal().get(0);

      assertThat(kit.codes()).isEmpty();
      assertThat(open.createStatement().executeQuery("SELECT count(b) FROM t").getInt(1))
          .isEqualTo(2);
      kit.undo(done);
    }
    assertThat(kit.ask("PRAGMA journal_mode")).isEqualTo("wal");
    assertThat(kit.files()).containsExactly(".healing", "app.db", "schema.sql");
  }

  @Test
  void aSchemaThatDoesNotRunOrReachesOutsideIsToldWithItsLine() throws Exception {
    assertThat(invalid("CREATE TABLE t (a);\n\nCREATE INDEX i ON nowhere (a);"))
        .isEqualTo("schema.sql, line 3: no such table: main.nowhere");
    for (String bad :
        List.of(
            "ATTACH 'x.db' AS x",
            "DETACH main",
            "backup to 'copy.db'",
            "restore from 'copy.db'",
            "VACUUM INTO 'copy.db'",
            "SELECT load_extension('x')",
            "PRAGMA writable_schema = ON",
            "CREATE TABLE x AS SELECT writefile('a', 'b')",
            "INSERT INTO t SELECT readfile('/etc/passwd')")) {
      assertThat(invalid("-- first\nCREATE TABLE t (a);\n" + bad))
          .startsWith("schema.sql, line 3: ")
          .endsWith("reaches outside of the database and is not run");
    }
    assertThat(Files.list(base)).hasSize(1);
  }

  private String invalid(String ddl) throws Exception {
    Finding finding = Kit.declared(base, ddl).only();
    assertThat(finding.id()).isEqualTo("database.schema_invalid");
    return finding.message();
  }

  @Test
  void aFolderOfSchemaFilesIsRunInTheOrderOfTheirNames() throws Exception {
    Files.createDirectory(base.resolve("schema.sql"));
    Files.writeString(base.resolve("schema.sql/2.sql"), "CREATE INDEX t_a ON t (a);");
    Files.writeString(
        base.resolve("schema.sql/1.sql"), "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);");
    Files.writeString(base.resolve("schema.sql/readme.txt"), "no SQL");

    assertThat(new Kit(base).has(LACKING).codes()).isEmpty();
  }

  @Test
  void theLevelOfTheDeclarationWins() throws Exception {
    Kit kit = Kit.declared(base, DDL);
    var requirement =
        new DatabaseRequirement("app.db", List.of("schema.sql"), false, Level.WARNING);

    assertThat(kit.schema.check(kit.look(requirement)).findings())
        .extracting(Finding::severity)
        .containsExactly(ErrorSeverity.MEDIUM);
  }
}
