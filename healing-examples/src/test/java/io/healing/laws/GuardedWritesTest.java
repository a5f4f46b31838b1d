package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.config.JobConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.laws.BrokenConfigScenario.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Law 3: whatever an analyzer wishes and however much is allowed, only the job's own files are
 * written, where they really are, and only so that they stay what they were.
 */
class GuardedWritesTest {
  private static final String JOBS =
      "jobs:\n  import:\n    retries: 3\n    self_healing:\n      enabled: true\n"
          + "  export:\n    retries: 3\n";
  @TempDir Path temp;
  private Path home;

  @BeforeEach
  void files() throws IOException {
    Path root = temp.toRealPath();
    home = Files.createDirectories(root.resolve("app"));
    Files.writeString(root.resolve("outside.properties"), BrokenConfigScenario.BAD);
    Files.writeString(home.resolve("export.properties"), BrokenConfigScenario.BAD);
    Files.writeString(home.resolve("notes.properties"), "import=" + BrokenConfigScenario.BAD);
    Files.writeString(home.resolve("jobs.yaml"), JOBS);
    Files.createDirectories(home.resolve("conf/.git"));
    Files.writeString(home.resolve("conf/.git/config"), BrokenConfigScenario.BAD);
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(home.resolve(".ssh/config"), BrokenConfigScenario.BAD);
    Files.createSymbolicLink(home.resolve("link.properties"), home.resolve("export.properties"));
    Files.createSymbolicLink(home.resolve("away"), root);
  }

  /** The job claims all of these as its own, but for those of others and the one that names it. */
  private Setup wishing(ActionRequest wish) {
    List<Path> files =
        Stream.of(
                "import.properties",
                "../outside.properties",
                "away/outside.properties",
                "link.properties",
                "conf/.git/config",
                ".ssh/config",
                "jobs.yaml")
            .map(home::resolve)
            .toList();
    JobDefinition other =
        JobDefinition.of("export")
            .withFiles(List.of(home.resolve("export.properties"), home.resolve("jobs.yaml")));
    return BrokenConfigScenario.in(home)
        .definition(job -> job.withFiles(files))
        .with(builder -> builder.job(JobConfig.of(other)))
        .job(
            c ->
                c.withSuggestions(
                    c.suggestions().withMinSeverityForApproval(SuggestionSeverity.CRITICAL)))
        .job(
            c ->
                c.withRemediation(
                    c.remediation().withAllowedActions(List.of("edit_config", "create_file"))))
        .plugin(WishingAnalyzer.whenSick(wish, UnaryOperator.identity()));
  }

  private static BrokenConfigScenario failing(Setup setup) {
    BrokenConfigScenario scenario = setup.open();
    return scenario.edit(BrokenConfigScenario.BAD).run().pass(Duration.ofMinutes(1));
  }

  private ActionRequest edit(String path, String content) {
    return ActionRequest.of(
            ActionType.EDIT_CONFIG, new Target("file", home.resolve(path).toString()))
        .with("content", content);
  }

  @Test
  void theWishIsFulfilledWhereNothingSpeaksAgainstIt() {
    try (BrokenConfigScenario scenario =
        failing(wishing(edit("import.properties", BrokenConfigScenario.GOOD)))) {
      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "../outside.properties, outside of the directories",
    "conf/../../outside.properties, outside of the directories",
    "away/outside.properties, outside of the directories",
    "link.properties, is a link",
    "export.properties, does not belong to",
    "notes.properties, does not belong to",
    "conf/.git/config, a .git directory",
    ".ssh/config, a .ssh directory",
    "/etc/hostname, lies in /etc",
    "healing.db, Healing's own database"
  })
  void aFileIsLeftAlone(String path, String because) throws IOException {
    ActionRequest wish = edit(path, BrokenConfigScenario.GOOD);
    try (BrokenConfigScenario scenario = wishing(wish).open()) {
      Path file = home.resolve(path);
      byte[] before = path.equals("healing.db") ? new byte[0] : Files.readAllBytes(file);
      scenario.edit(BrokenConfigScenario.BAD).run().pass(Duration.ofMinutes(1));

      assertThat(scenario.actions()).isEmpty();
      assertThat(scenario.why()).contains(BlockReason.GUARDED.sentence()).contains(because);
      if (before.length > 0) {
        assertThat(file).hasBinaryContent(before);
      }
      noPersonCanApproveIt(scenario);
    }
  }

  /** There is no plan that anybody could approve. */
  private static void noPersonCanApproveIt(BrokenConfigScenario scenario) {
    assertThat(scenario.admin().suggestions(SuggestionStatus.PENDING))
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThatThrownBy(() -> scenario.admin().approve(entry.row().id(), "x", "anna"))
                    .isInstanceOf(HealingException.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import.properties | a=34567890123456 | below half",
        "jobs.yaml | jobs: [unclosed and more and more and more and more and more and more | cannot be read",
        "jobs.yaml | SELF | what Healing itself may do",
        "jobs.yaml | OTHER | more than its part"
      })
  void aContentIsNotWritten(String path, String content, String because) throws IOException {
    String text =
        switch (content) {
          case "SELF" -> JOBS.replace("enabled: true", "enabled: false");
          case "OTHER" -> JOBS.replace("export:\n    retries: 3", "export:\n    retries: 9");
          default -> content;
        };
    try (BrokenConfigScenario scenario = wishing(edit(path, text)).open()) {
      scenario.edit(BrokenConfigScenario.BAD);
      String before = Files.readString(home.resolve(path));
      scenario.run().pass(Duration.ofMinutes(1));

      assertThat(home.resolve(path)).hasContent(before);
      assertThat(scenario.actions()).isEmpty();
      assertThat(scenario.why()).contains(BlockReason.GUARDED.sentence()).contains(because);
    }
  }

  @Test
  void aContentOfHalfTheSizeIsWritten() {
    String half = "a=345678901234567";
    assertThat(half.length() * 2).isEqualTo(BrokenConfigScenario.BAD.length() + 1);
    try (BrokenConfigScenario scenario = failing(wishing(edit("import.properties", half)))) {
      assertThat(scenario.content()).as(scenario.why()).isEqualTo(half);
    }
  }

  @Test
  void theJobsOwnPartOfASharedFileMayChange() throws IOException {
    String next = JOBS.replace("import:\n    retries: 3", "import:\n    retries: 5");
    try (BrokenConfigScenario scenario = failing(wishing(edit("jobs.yaml", next)))) {
      assertThat(Files.readString(home.resolve("jobs.yaml"))).as(scenario.why()).isEqualTo(next);
    }
  }

  @Test
  void aJobCalledRootOwnsNoFileThatMentionsIt() throws IOException {
    byte[] before = Files.readAllBytes(Path.of("/etc/passwd"));
    ActionRequest wish =
        ActionRequest.of(ActionType.EDIT_CONFIG, Target.file(Path.of("/etc/passwd")))
            .with("content", new String(before, StandardCharsets.UTF_8) + "# healed\n");
    try (BrokenConfigScenario scenario =
        failing(
            wishing(wish)
                .definition(job -> job.withName("root"))
                .job(
                    c ->
                        c.withRemediation(
                            c.remediation().withAllowedRoots(List.of("/", "/etc")))))) {
      assertThat(Path.of("/etc/passwd")).hasBinaryContent(before);
      assertThat(scenario.why()).contains(BlockReason.GUARDED.sentence());
    }
  }

  @Test
  void aForbiddenDirectoryForbidsWhatIsInIt() throws IOException {
    Files.createDirectories(home.resolve("secrets"));
    Path secret = Files.writeString(home.resolve("secrets/a.properties"), BrokenConfigScenario.BAD);
    try (BrokenConfigScenario scenario =
        failing(
            wishing(edit("secrets/a.properties", BrokenConfigScenario.GOOD))
                .definition(job -> job.withFiles(List.of(secret)))
                .job(
                    c ->
                        c.withRemediation(
                            c.remediation().withForbiddenPaths(List.of("secrets/")))))) {
      assertThat(secret).hasContent(BrokenConfigScenario.BAD);
      assertThat(scenario.why()).contains("remediation.forbidden_paths");
    }
  }

  @Test
  void aNameThatOnlyBeginsLikeAForbiddenOneIsNotForbidden() throws IOException {
    Path alike = Files.createDirectories(home.resolve(".sshx")).resolve("a.properties");
    Files.writeString(alike, BrokenConfigScenario.BAD);
    try (BrokenConfigScenario scenario =
        failing(
            wishing(edit(".sshx/a.properties", BrokenConfigScenario.GOOD))
                .definition(job -> job.withFiles(List.of(alike, home.resolve("import.properties"))))
                .job(
                    c ->
                        c.withRemediation(
                            c.remediation().withForbiddenPaths(List.of(".ssh/", "sec/")))))) {
      assertThat(Files.readString(alike)).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void theWrittenFileKeepsItsPermissions() throws IOException {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      Files.setPosixFilePermissions(scenario.file(), PosixFilePermissions.fromString("rw-r-----"));
      scenario.play();

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(Files.getPosixFilePermissions(scenario.file(), LinkOption.NOFOLLOW_LINKS))
          .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }
  }

  @Test
  void aFileThatAPersonMendedAfterTheAnalysisIsLeftAsThePersonWantsIt() {
    String mended = "batch.size=50\nsource=orders.csv\n";
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .job(c -> c.withRemediation(c.remediation().withRequireApproval(true)))
            .open()) {
      scenario.play();
      var seen = scenario.pending();
      scenario.edit(mended);
      scenario.approve(seen, "anna").pass(Duration.ofMinutes(1));

      assertThat(scenario.content()).isEqualTo(mended);
      assertThat(scenario.actions()).isEmpty();
      assertThat(scenario.why()).contains(BlockReason.WORLD_MOVED_ON.sentence());
    }
  }
}
