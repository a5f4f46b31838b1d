package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir private Path directory;
  private Path config;
  private Screen80 screen;

  @BeforeEach
  void declare() throws IOException {
    directory = directory.toRealPath();
    config = directory.resolve("healing.yaml");
    write("directories: [data, logs]");
    Files.createDirectory(directory.resolve("data"));
    screen = new Screen80(config);
  }

  private void write(String... lines) throws IOException {
    Files.writeString(config, "environment:\n  " + String.join("\n  ", lines) + "\n");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.sorted().toList();
    }
  }

  @Test
  void aCheckAndADryRunTellAndChangeNothing() throws IOException {
    List<Path> before = files();
    assertThat(screen.call("doctor")).isEqualTo(1);
    assertThat(screen.out())
        .isEqualTo(
            """
            File system
              ✓ data: directory data
              ✗ logs: The directory logs is missing
                  environment.directory_missing
                  --fix would do: Make the directory %s/logs
                  → mkdir -p logs
            1 ok, 0 changed, 1 can be fixed, 0 needs you, 0 failed, 0 skipped
            """
                .formatted(directory));
    assertThat(screen.call("doctor", "--dry-run", "--quiet")).isEqualTo(1);
    assertThat(screen.out()).doesNotContain("✓").contains("--fix would do: Make the directory");
    assertThat(screen.call("doctor", "--fix", "--dry-run")).isEqualTo(1);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aFixIsJournalledAndCanBeTakenBack() {
    assertThat(screen.call("doctor", "--fix")).isZero();
    assertThat(screen.out()).contains("✚ logs").contains("(a1)").contains("1 ok, 1 changed");
    assertThat(directory.resolve("logs")).isDirectory();
    assertThat(screen.call("rollback", "a1", "--by", "anna")).as(screen.err()).isZero();
    assertThat(directory.resolve("logs")).doesNotExist();
  }

  @Test
  void whatAPersonTookBackIsNotPromisedAgainUntilItIsLifted() throws IOException {
    assertThat(screen.call("doctor", "--fix")).isZero();
    assertThat(screen.call("rollback", "a1", "--by", "anna")).as(screen.err()).isZero();
    List<Path> before = files();
    for (String[] call : new String[][] {{"doctor"}, {"doctor", "--fix"}}) {
      assertThat(screen.call(call)).isEqualTo(1);
      assertThat(screen.out())
          .contains("not done: anna said no to it (rolled back); 'healing lift s1' lifts that")
          .contains("0 can be fixed, 1 needs you")
          .doesNotContain("--fix would do");
    }
    assertThat(files()).isEqualTo(before);
    assertThat(screen.call("lift", "s1")).as(screen.err()).isZero();
    assertThat(screen.call("lift", "s1")).isEqualTo(ExitCode.REFUSED);
    assertThat(screen.call("doctor")).isEqualTo(1);
    assertThat(screen.out()).contains("--fix would do: Make the directory");
    assertThat(screen.call("doctor", "--fix")).isZero();
    assertThat(directory.resolve("logs")).isDirectory();
  }

  @Test
  void whyTellsWhatTheDoctorDidAndWhoTookItBack() {
    assertThat(screen.call("doctor", "--fix")).isZero();
    String asked =
        "a repair was begun (the doctor was asked to by " + System.getProperty("user.name");
    for (String name : List.of("a1", "s1", "r1", "logs", "@environment/logs")) {
      assertThat(screen.call("why", name)).as(screen.err()).isZero();
      assertThat(screen.out()).as(name).contains(asked + ": Make the directory");
    }
    assertThat(screen.call("rollback", "a1", "--by", "anna")).isZero();
    assertThat(screen.call("why", "logs")).isZero();
    assertThat(screen.out()).contains("(a1 was taken back by anna)").contains(asked);
  }

  @Test
  void whyTellsWhoAppliedIt() {
    try (SqliteHealingStore store =
            SqliteHealingStore.open(directory.resolve(".healing/healing.db"));
        ManualHealing healing =
            Healing.builder()
                .config(Healing.configuration(config))
                .store(store)
                .manual(InstantSource.system().instant())) {
      healing.tick(Duration.ofMinutes(2));
    }
    assertThat(screen.call("apply", "s1", "--by", "anna")).as(screen.err()).isZero();
    assertThat(directory.resolve("logs")).isDirectory();
    assertThat(screen.call("why", "s1")).isZero();
    assertThat(screen.out()).contains("a repair was begun (wanted by anna: Make the directory");
  }

  @Test
  void aPauseStopsNothingThatAPersonAsksForAndIsTold() throws IOException {
    try (SqliteHealingStore store =
        SqliteHealingStore.open(directory.resolve(".healing/healing.db"))) {
      assertThat(store.info().durable()).isTrue();
    }
    assertThat(screen.call("pause", "--by", "anna", "--reason", "release")).isZero();
    assertThat(screen.call("doctor", "--fix")).isZero();
    assertThat(screen.err()).contains("It is paused (anna: release)");
    assertThat(screen.call("pause", "--help")).isZero();
    assertThat(screen.out()).contains("doctor --fix");
  }

  @Test
  void whatWasFoundIsShownWhereNothingCanBeJournalled() throws IOException {
    Files.writeString(directory.resolve("h.db"), "no database at all, but a text of some length");
    String database = directory.resolve("h.db").toString();
    assertThat(screen.call("--db", database, "doctor", "--fix")).isEqualTo(1);
    assertThat(screen.out()).contains("✗ logs: The directory logs is missing");
    assertThat(screen.err()).contains("h.db");
    assertThat(screen.call("--db", database, "doctor", "--fix", "--json")).isEqualTo(1);
    JsonNode document = new ObjectMapper().readTree(screen.out());
    assertThat(document.get("exit_code").asInt()).isEqualTo(1);
    assertThat(document.get("error").asText()).contains("h.db");
    assertThat(document.get("entries")).hasSize(2);
    assertThat(screen.call("--db", database, "start", "--", "true")).isEqualTo(1);
    assertThat(screen.err()).contains("✗ logs: The directory logs is missing").contains("h.db");
    assertThat(directory.resolve("logs")).doesNotExist();
  }

  @Test
  void onlyACodeThatCanBeOneIsTakenAndAnUnknownOneIsTold() {
    for (String wrong : List.of("", "bogus", "no code")) {
      assertThat(screen.call("doctor", "--only", wrong)).isEqualTo(ExitCode.USAGE);
      assertThat(screen.err()).contains("is no code, such as environment.directory_missing");
    }
    assertThat(screen.call("doctor", "--fix", "--only", "bogus.code")).isEqualTo(1);
    assertThat(screen.err())
        .contains("--only bogus.code: nothing that was found has this code")
        .contains("Found: environment.directory_missing");
    assertThat(screen.call("doctor", "--fix", "--only", "environment.directory_missing")).isZero();
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void outputThatCannotBeWrittenIsAFault() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Terminal terminal =
        new Terminal(
            new PrintStream(full, false, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            StandardCharsets.UTF_8,
            () -> 80,
            false);
    for (String[] call : new String[][] {{"doctor", "--json"}, {"-V"}, {"doctor", "--help"}}) {
      List<String> args = new ArrayList<>(List.of("-c", config.toString()));
      args.addAll(List.of(call));
      assertThat(HealingCli.run(terminal, args.toArray(String[]::new))).isEqualTo(ExitCode.FAULT);
    }
  }

  @Test
  void whereNothingIsDeclaredThatIsSaid() throws IOException {
    for (String text : List.of("environment:\n", "")) {
      Files.writeString(config, text);
      assertThat(screen.call("doctor")).isZero();
      assertThat(screen.out()).startsWith("Nothing is declared below environment:");
    }
  }

  @Test
  void aDatabaseBehindALinkIsLeftToAPersonWithWhatToDo() throws Exception {
    write("databases: [{ path: x.db, schema: s.sql }]");
    Files.writeString(directory.resolve("s.sql"), "CREATE TABLE t (a INTEGER, b TEXT);");
    Path real = directory.resolve("real.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + real);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INTEGER)");
    }
    Files.createSymbolicLink(directory.resolve("x.db"), Path.of("real.db"));
    assertThat(screen.call("doctor")).isEqualTo(1);
    assertThat(screen.out())
        .contains(real + " is not declared, and a declared link to it is not followed")
        .contains("Declare the file itself in place of the link");
  }

  @Test
  void aPathWithDetoursIsMended() throws IOException {
    write("directories: [\"data/../logs\"]");
    assertThat(screen.call("doctor", "--fix")).as(screen.out()).isZero();
    assertThat(directory.resolve("logs")).isDirectory();
  }

  @Test
  void whatAnEarlierStepOfTheSameFixMadePossibleIsMadeToo() throws IOException {
    write("directories: [data, logs, logs/old, var/a, var/b, deep/er, deep]");
    assertThat(screen.call("doctor")).isEqualTo(1);
    assertThat(screen.out()).contains("1 ok, 0 changed, 6 can be fixed");
    assertThat(screen.call("doctor", "--fix")).as(screen.out()).isZero();
    assertThat(screen.out()).contains("1 ok, 6 changed, 0 can be fixed");
    for (int action = 5; action >= 1; action--) {
      assertThat(screen.call("rollback", "a" + action, "--by", "anna")).as(screen.err()).isZero();
    }
    assertThat(files()).noneMatch(file -> file.endsWith("logs") || file.endsWith("var"));
  }

  @Test
  void aFixThatFindsWhatADeadProcessLeftBegunSettlesItFirst() throws Exception {
    write("directories: [data, logs]");
    try (SqliteHealingStore store =
        SqliteHealingStore.open(directory.resolve(".healing/healing.db"))) {
      LeftBehind.directory(store, directory.resolve("logs"));
    }
    assertThat(screen.call("doctor", "--fix")).as(screen.out()).isZero();
    assertThat(directory.resolve("logs")).isDirectory();
  }

  @Test
  void aFixOfAHealthyFolderOpensNoDatabase() throws IOException {
    Files.createDirectory(directory.resolve("logs"));
    List<Path> before = files();
    assertThat(screen.call("doctor", "--fix")).isZero();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void theJsonIsOneDocumentOnStandardOutput() throws IOException {
    assertThat(screen.call("doctor", "--json")).isEqualTo(1);
    JsonNode document = new ObjectMapper().readTree(screen.out());
    assertThat(document.get("exit_code").asInt()).isEqualTo(1);
    assertThat(document.at("/counts/can_be_fixed").asInt()).isEqualTo(1);
    assertThat(document.get("entries").findValuesAsText("code"))
        .contains("environment.directory_missing");
    assertThat(document.at("/entries/1/changes/0").asText()).startsWith("Make the directory");
  }

  @Test
  void onlyWarningsLeftAreTwo() throws IOException {
    write("directories: [data]", "endpoints: [\"127.0.0.1:1\"]");
    assertThat(screen.call("doctor")).isEqualTo(2);
    assertThat(screen.out()).contains("  ! ");
    assertThat(screen.call("doctor", "--fs-only")).isZero();
    assertThat(screen.out()).contains("2 skipped");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThat(screen.call("doctor", "--install")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.call("doctor", "--db-only", "--fs-only")).isEqualTo(ExitCode.USAGE);
    assertThat(new Screen80(directory.resolve("none.yaml")).call("doctor"))
        .isEqualTo(ExitCode.USAGE);
  }
}
