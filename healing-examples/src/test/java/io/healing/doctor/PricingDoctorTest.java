package io.healing.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import io.healing.api.environment.DoctorState;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents of the dynamic pricing application promise, on real files and databases. */
class PricingDoctorTest {
  @TempDir Path folder;

  @Test
  void aFreshCheckoutIsHealedSoFarAsAProgramCan() throws IOException {
    PricingApplication application = PricingApplication.checkedOut(folder);
    assertThat(application.doctor().check().exitCode()).isEqualTo(1);

    DoctorReport report = application.doctor().heal();

    assertThat(report.exitCode()).describedAs(report.toString()).isEqualTo(2);
    assertThat(left(report))
        .extracting(DoctorEntry::code)
        .contains("environment.env_key_placeholder", "environment.package_missing")
        .doesNotContain("environment.directory_missing", "database.missing");
    application.insertAsTheApplicationDoes("a");
    assertThat(application.path(".env")).hasSameTextualContentAs(application.path(".env.example"));
  }

  @Test
  void whatIsInOrderIsLeftAloneByteForByte() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    Map<String, String> before = application.everything();

    DoctorReport report = application.doctor().heal();

    assertThat(report.exitCode()).describedAs(report.toString()).isZero();
    assertThat(report.counts().get(DoctorState.CHANGED)).isZero();
    assertThat(application.everything()).isEqualTo(before);
  }

  @Test
  void aSecondHealChangesNothing() throws IOException {
    PricingApplication application = PricingApplication.checkedOut(folder);
    application.doctor().heal();
    Map<String, String> before = application.everything();

    DoctorReport again = application.doctor().heal();

    assertThat(again.counts().get(DoctorState.CHANGED)).isZero();
    assertThat(application.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "app/data.db, product_catalog, updated_at, true",
    "app/data.db, product_catalog, source_url, false",
    "data/chat.db, threads, updated_at, true",
    "data/auth.db, users, two_factor_enabled, true",
    "data/auth.db, users, totp_secret, false"
  })
  void aColumnThatIsMissingInAFilledTableIsAddedAndFilled(
      String database, String table, String column, boolean filled) throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    String others = "SELECT count(*) FROM " + table;
    List<String> rows = application.rows(database, others);
    application.sql(database, "ALTER TABLE " + table + " DROP COLUMN " + column);

    DoctorReport report = application.doctor().heal();

    assertThat(report.exitCode()).describedAs(report.toString()).isZero();
    assertThat(application.rows(database, others)).isEqualTo(rows);
    assertThat(application.rows(database, "SELECT " + column + " FROM " + table))
        .allSatisfy(value -> assertThat(value.equals("null")).isNotEqualTo(filled));
    application.insertAsTheApplicationDoes("b");
  }

  @ParameterizedTest
  @CsvSource({
    "app/data.db, product_catalog",
    "app/data.db, market_ticks",
    "app/data.db, price_proposals",
    "app/data.db, ingestion_jobs",
    "data/auth.db, session_tokens",
    "data/chat.db, messages",
    "data/chat.db, summaries",
    "data/market.db, market_data",
    "data/market.db, pricing_list"
  })
  void aMissingTableIsMadeSoThatTheApplicationsOwnInsertsWork(String database, String table)
      throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    application.sql(database, "DROP TABLE " + table);
    assertThat(application.doctor().check().exitCode()).isEqualTo(1);

    DoctorReport report = application.doctor().heal();

    assertThat(report.exitCode()).describedAs(report.toString()).isZero();
    application.insertAsTheApplicationDoes("b");
  }

  @Test
  void aMissingIndexIsMade() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    application.sql("data/chat.db", "DROP INDEX idx_messages_thread");
    assertThat(application.doctor().heal().exitCode()).isZero();
    assertThat(application.rows("data/chat.db", "SELECT name FROM sqlite_master"))
        .contains("idx_messages_thread");
  }

  @Test
  void aMissingEnvFileIsMadeFromItsTemplateAndOneThatIsThereIsNeverOverwritten()
      throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    Files.delete(application.path(".env"));
    application.doctor().heal();
    assertThat(application.path(".env")).hasSameTextualContentAs(application.path(".env.example"));

    application.write(".env", "OPENAI_API_KEY=mine-and-real\n");
    application.doctor().heal();
    assertThat(application.path(".env")).hasContent("OPENAI_API_KEY=mine-and-real\n");
  }

  @Test
  void withoutATemplateAMissingEnvFileIsAFailureWithAdvice() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    Files.delete(application.path(".env"));
    Files.delete(application.path(".env.example"));
    DoctorReport report = application.doctor().heal();
    assertThat(report.exitCode()).isEqualTo(1);
    DoctorEntry entry = only(report, "environment.env_file_missing");
    assertThat(entry.state()).isEqualTo(DoctorState.NEEDS_YOU);
    assertThat(entry.hint()).isNotBlank();
  }

  @Test
  void aMissingDirectoryIsMadeAndAFileInItsPlaceIsToldAndKept() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    Files.delete(application.path("backend"));
    Files.delete(application.path("scripts"));
    application.write("scripts", "I am a file");
    DoctorReport report = application.doctor().heal();
    assertThat(application.path("backend")).isDirectory();
    assertThat(application.path("scripts")).hasContent("I am a file");
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(only(report, "environment.not_a_directory").place()).isEqualTo("scripts");
  }

  @Test
  void oneThatCannotBeHealedStopsNoOther() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    Files.writeString(
        application.path("data/chat.db"), "this is no database, but a text ".repeat(99));
    Files.delete(application.path("backend"));
    application.sql("data/market.db", "DROP TABLE pricing_list");
    DoctorReport report = application.doctor().heal();
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(left(report)).extracting(DoctorEntry::place).containsExactly("data/chat.db");
    assertThat(application.path("backend")).isDirectory();
    assertThat(application.rows("data/market.db", "SELECT count(*) FROM pricing_list"))
        .containsExactly("0");
  }

  @Test
  void aDryRunListsExactlyWhatTheRealRunThenDoes() throws IOException {
    PricingApplication application = PricingApplication.checkedOut(folder);
    Map<String, String> before = application.everything();

    DoctorReport dry = application.doctor().check();

    assertThat(application.everything()).isEqualTo(before);
    assertThat(application.path(".healing")).doesNotExist();
    DoctorReport real = application.doctor().heal();
    assertThat(changes(real)).isEqualTo(changes(dry)).isNotEmpty();
  }

  private static List<String> changes(DoctorReport report) {
    return report.entries().stream()
        .filter(entry -> entry.level() == Level.ERROR)
        .flatMap(entry -> entry.changes().stream())
        .distinct()
        .toList();
  }

  @Test
  void rollingEverythingBackBringsTheOldStateBack() throws IOException {
    PricingApplication application = PricingApplication.checkedOut(folder);
    Map<String, String> before = application.everything();
    application.doctor().heal();
    try (var store = SqliteHealingStore.open(application.path(".healing/healing.db"));
        var admin =
            HealingAdmin.on(Healing.configuration(application.path("healing.yaml")), store)) {
      admin.actions().forEach(entry -> admin.rollback(entry.row().id(), "ann"));
    }
    assertThat(application.everything()).isEqualTo(before);
  }

  @Test
  void onlyDatabasesOrOnlyFilesLeavesTheOtherHalfAlone() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    Files.delete(application.path("backend"));
    application.sql("data/market.db", "DROP TABLE pricing_list");
    DoctorScope files = DoctorScope.all().withGroups(Set.of(EnvironmentGroup.FILE_SYSTEM));
    DoctorReport report = application.doctor().heal(files);
    assertThat(application.path("backend")).isDirectory();
    assertThat(application.rows("data/market.db", "SELECT name FROM sqlite_master"))
        .doesNotContain("pricing_list");
    assertThat(report.counts().get(DoctorState.SKIPPED)).isEqualTo(2);
    DoctorScope databases = DoctorScope.all().withGroups(Set.of(EnvironmentGroup.DATABASES));
    assertThat(application.doctor().heal(databases).exitCode()).isZero();
    assertThat(application.rows("data/market.db", "SELECT name FROM sqlite_master"))
        .contains("pricing_list");
  }

  @Test
  void onlyOneCodeIsMendedAndAllAreListed() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    Files.delete(application.path("backend"));
    application.sql("data/market.db", "DROP TABLE pricing_list");
    DoctorScope one = DoctorScope.all().withCodes(Set.of("environment.directory_missing"));
    DoctorReport report = application.doctor().heal(one);
    assertThat(only(report, "environment.directory_missing").state())
        .isEqualTo(DoctorState.CHANGED);
    assertThat(only(report, "database.table_missing").state()).isEqualTo(DoctorState.SKIPPED);
    assertThat(report.exitCode()).isEqualTo(1);
  }

  @Test
  void packagesAreInstalledOnlyWhenThatIsAskedFor() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    Files.delete(application.path("frontend/node_modules"));
    DoctorReport asked = application.doctor().heal();
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(only(asked, "environment.package_missing").state()).isEqualTo(DoctorState.SKIPPED);
    assertThat(application.path("frontend/node_modules")).doesNotExist();
    DoctorReport installed = application.doctor().heal(DoctorScope.all().withInstall(true));
    assertThat(installed.exitCode()).describedAs(installed.toString()).isZero();
    assertThat(application.path("frontend/node_modules")).isDirectory();
  }

  @Test
  void eachProblemThatOnlyAPersonCanMendIsToldWithItsMend() throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    application.write(".env", "OPENAI_API_KEY=\n");
    Files.delete(application.path("site-packages"));
    Files.delete(application.path("frontend/node_modules"));
    Files.writeString(application.path("data/chat.db"), "no database at all ".repeat(400));
    byte[] corrupt = Files.readAllBytes(application.path("data/market.db"));
    java.util.Arrays.fill(corrupt, 4_096, corrupt.length, (byte) 0x5a);
    Files.write(application.path("data/market.db"), corrupt);
    Map<String, String> before = application.everything();

    DoctorReport report = application.doctor().heal();

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(left(report))
        .allSatisfy(entry -> assertThat(entry.hint()).isNotBlank())
        .extracting(entry -> entry.place() + " " + entry.code())
        .containsExactlyInAnyOrder(
            ".env#OPENAI_API_KEY environment.env_key_missing",
            ".env#GEMINI_API_KEY environment.env_key_missing",
            "data/chat.db database.not_a_database",
            "data/market.db database.corrupt",
            "packages/requirements.txt environment.package_missing",
            "packages/frontend/package.json environment.package_missing");
    assertThat(application.everything()).as("nothing was touched").isEqualTo(before);
  }

  static List<DoctorEntry> left(DoctorReport report) {
    return report.entries().stream().filter(DoctorEntry::left).toList();
  }

  static DoctorEntry only(DoctorReport report, String code) {
    List<DoctorEntry> found =
        report.entries().stream().filter(entry -> entry.code().equals(code)).toList();
    assertThat(found).describedAs(report.toString()).hasSize(1);
    return found.get(0);
  }
}
