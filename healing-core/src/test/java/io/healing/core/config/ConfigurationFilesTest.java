package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.healing.api.HealingException;
import io.healing.api.config.HealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFilesTest {
  private static final int LISTS = 49;
  private static final String ONE_JOB = "jobs:\n  a: { cmd: x }\n";

  @TempDir private Path directory;

  @Test
  void aMissingFileIsRefused() {
    refused(
        directory.resolve("none.yaml"), "there is no such file. Create it, or name another one");
  }

  @Test
  void aDirectoryIsRefused() {
    refused(directory, "is a directory. Name the file in it");
  }

  @Test
  void whatIsNoRegularFileIsRefused() {
    refused(Path.of("/dev/null"), "is no regular file. Name a file with text");
  }

  @Test
  void aFileThatMayNotBeReadIsRefused() throws IOException {
    Path file = file(ONE_JOB.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root may read everything");
    refused(file, "may not be read by this user. Give the right to read it");
  }

  @Test
  void anEmptyFileDeclaresNothing() throws IOException {
    Configuration.Loaded loaded = Configuration.read(file(new byte[0]));
    assertThat(loaded.config()).isEqualTo(HealingConfig.defaults(directory));
    assertThat(loaded.warnings())
        .singleElement()
        .asString()
        .endsWith("is empty, so no job is declared");
  }

  @Test
  void whatIsNotUtf8IsRefusedWithItsLine() throws IOException {
    Path file = file("jobs:\n  a: { name: caf\u00e9 }\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Configuration.read(file))
        .isInstanceOf(HealingException.class)
        .hasMessage(file + ":2: is not UTF-8 text. Save the file as UTF-8");
    Path wide = file(ONE_JOB.getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> Configuration.read(wide)).hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void aByteOrderMarkAndWindowsLinesAreRead() throws IOException {
    String text = "\uFEFF" + ONE_JOB.replace("\n", "\r\n");
    assertThat(Configuration.read(file(text.getBytes(StandardCharsets.UTF_8))).config().jobs())
        .containsOnlyKeys("a");
  }

  @Test
  void aFaultInAFileWithWindowsLinesHasItsLine() {
    assertThatThrownBy(() -> parse("jobs:\r\n  a:\r\n    sla: { enabled: 1 }\r\n"))
        .hasMessage(
            directory.resolve("healing.yaml") + ":3: jobs.a.sla.enabled: 1 is not true or false");
  }

  @Test
  void aFileIsReadUpToThreeMebibytes() throws IOException {
    String comment = "#".repeat(1_023) + "\n";
    String text = comment.repeat(3 * 1_024 - 1) + ONE_JOB + "#".repeat(1_024 - ONE_JOB.length());
    assertThat(parse(text).config().jobs()).hasSize(1);
    assertThatThrownBy(() -> parse(text + "#"))
        .hasMessageEndingWith(
            ": has 3,145,729 characters, but at most 3,145,728 are read. Give every job a file of"
                + " its own");
    Path huge = file(new byte[4 * Document.MOST_CHARACTERS + 5]);
    assertThatThrownBy(() -> Configuration.read(huge)).hasMessageContaining("more than 12 MiB");
  }

  @Test
  void aLineIsReadUpToABound() {
    String line = "#".repeat(262_144);
    assertThat(parse(ONE_JOB + line).config().jobs()).hasSize(1);
    assertThatThrownBy(() -> parse(ONE_JOB + line + "#\n"))
        .hasMessageEndingWith(":3: has more than 262,144 characters. Break the line");
  }

  @Test
  void valuesAreNestedUpToFifty() {
    assertThat(parse("a: { b: " + "[".repeat(LISTS) + "]".repeat(LISTS) + "}").config().jobs())
        .hasSize(1);
    assertThatThrownBy(
            () -> parse("a: { b: " + "[".repeat(LISTS + 1) + "]".repeat(LISTS + 1) + "}"))
        .hasMessageContaining("nested more than 50 deep");
  }

  @Test
  void aThousandJobsMayShareAMap() {
    StringBuilder text =
        new StringBuilder("_base: &base { cmd: x, self_healing: { enabled: true } }\n");
    for (int i = 0; i < 1_000; i++) {
      text.append("job-").append(i).append(": { <<: *base }\n");
    }
    assertThat(parse(text.toString()).config().jobs()).hasSize(1_000);
  }

  @Test
  void pathsBeginAtTheDirectoryOfTheFile() throws IOException {
    Files.createDirectories(directory.resolve("work/bin"));
    Files.writeString(directory.resolve("work/bin/run.py"), "");
    Files.writeString(directory.resolve("work/prompt.md"), "");
    JobDefinition job =
        job(
            """
            cmd: python bin/run.py --prompt=prompt.md --other=none.md prompt.txt
            cwd: work
            files: [conf/a.conf, /etc/b, ~/c, ../d]
            """);
    assertThat(job.command())
        .containsExactly(
            "python",
            directory.resolve("work/bin/run.py").toString(),
            "--prompt=" + directory.resolve("work/prompt.md"),
            "--other=none.md",
            "prompt.txt");
    assertThat(job.files())
        .containsExactly(
            directory.resolve("conf/a.conf"),
            Path.of("/etc/b"),
            Path.of(System.getProperty("user.home"), "c"),
            directory.resolveSibling("d"));
    assertThat(job.jobFile()).contains(directory.resolve("healing.yaml"));
    assertThat(job.directory()).contains(directory.resolve("work"));
    assertThat(job("cmd: run\n").directory()).isEmpty();
  }

  @Test
  void variablesOfTheEnvironmentDoNotReachTheCommand() {
    String name = System.getenv().keySet().iterator().next();
    JobDefinition job =
        job("cmd: run --token=$" + name + " ${env:" + name + "}\ncwd: $" + name + "\n");
    assertThat(job.command()).containsExactly("run", "--token=$" + name, "${env:" + name + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a b  c | a,b,c",
        "a 'b c' d | a,b c,d",
        "a \"b 'c'\" | a,b 'c'",
        "a b\\ c | a,b c",
        "a '' b | a,,b",
        "a 'b c | a,b c",
        "a b\"c d\"e | a,bc de",
        "a '\\n' | a,\\n",
      })
  void aCommandIsSplitAsByAShell(String text, String arguments) {
    assertThat(String.join(",", CommandLine.split(text))).isEqualTo(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 3 * * *", "*/5 0-6 1,15 * MON-FRI", "@daily", "0 3 * * 7"})
  void aCronExpressionIsReadInItsZone(String cron) {
    JobSchedule schedule =
        job("schedule: \"" + cron + "\"\ntimezone: Asia/Tokyo\n").schedule().orElseThrow();
    assertThat(schedule).isInstanceOf(JobSchedule.Cron.class);
    assertThat(((JobSchedule.Cron) schedule).zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 3 * *", "* * * * * *", "61 * * * *", ",", "| | | | |", "0 0 L * *", "@reboot"})
  void whatIsNoCronExpressionIsRefused(String cron) {
    assertThatThrownBy(() -> job("schedule: \"" + cron + "\"\n"))
        .hasMessageContaining(":1: schedule: \"" + cron + "\" is no cron expression: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"type: manual", "type: continuous", "type: oneshot", "enabled: false"})
  void aScheduleThatTheHostDoesNotFollowExpectsNoStart(String key) {
    assertThat(job("schedule: 0 3 * * *\n" + key + "\n").schedule()).isEmpty();
    assertThat(job("schedule: 0 3 * * *\ntype: scheduled\n").schedule()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"900, PT15M", "0.5, PT0.5S", "0, none", "-1, none", "soon, none", "31536001, none"})
  void aHostsTimeLimitIsTakenWhereItIsSeconds(String seconds, String expected) {
    String found =
        job("resources: { timeout_seconds: " + seconds + " }\n")
            .maxDuration()
            .map(Duration::toString)
            .orElse("none");
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void ourOwnTimeLimitWinsOverTheHosts() {
    assertThat(job("max_duration: 1m\nresources: { timeout_seconds: 5 }\n").maxDuration())
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void theHostsKeysMayHoldAnything() {
    JobDefinition job =
        job(
            "name: [x]\n"
                + "cmd: { a: b }\n"
                + "cwd: [y]\n"
                + "timezone: 5\n"
                + "resources: 7\n"
                + "type: { z: 1 }\n"
                + "env: !tag {}\n");
    assertThat(job.name()).isEqualTo("healing");
    assertThat(job.command()).isEmpty();
  }

  @Test
  void aJobMayHaveAFileOfItsOwn() throws IOException {
    Path file = directory.resolve("report.yaml");
    Files.writeString(file, "name: Report\nsla_: {}\nself_healing: { enabled: true }\n");
    Configuration.LoadedJob loaded = Configuration.readJob(file);
    assertThat(loaded.job().definition().id()).isEqualTo("report");
    assertThat(loaded.job().definition().jobFile()).contains(file);
    assertThat(loaded.job().selfHealing().enabled()).isTrue();
    assertThat(loaded.warnings())
        .containsExactly(file + ":2: sla_: is left to the host. Maybe sla");
  }

  @Test
  void aMisspelledKeyOfAJobIsAWarningWithItsPlace() throws IOException {
    Path file = directory.resolve("jobs.yaml");
    Files.writeString(
        file,
        "report:\n  evry: 5m\n  file: [x]\n  reportable: true\n  env: {}\n  tag: 1\n  end: 2\n");

    assertThat(Configuration.read(file).warnings())
        .containsExactly(
            file + ":2: report.evry: is left to the host. Maybe every",
            file + ":3: report.file: is left to the host. Maybe files",
            file + ":4: report.reportable: is left to the host. Maybe repeatable");
  }

  @Test
  void aFaultInAJobsOwnFileHasItsLine() throws IOException {
    Path file = directory.resolve("report.yml");
    Files.writeString(file, "sla:\n  success_rate: 101\nself_healing: { mod: x }\n");
    assertThatThrownBy(() -> Configuration.readJob(file))
        .hasMessage(
            file
                + ":2: sla.success_rate: 101.0 must be less than or equal to 100\n"
                + file
                + ":3: self_healing.mod: is unknown. Maybe mode");
    Files.writeString(file, "# nothing\n");
    assertThatThrownBy(() -> Configuration.readJob(file))
        .hasMessage(file + ": holds no job. Write its keys, as in cmd: python report.py");
  }

  @Test
  void manyFaultsAreCounted() {
    String text = "sla: { enabled: x }\n".repeat(1);
    StringBuilder jobs = new StringBuilder();
    for (int i = 0; i < 1_200; i++) {
      jobs.append("j").append(i).append(": { ").append(text.strip()).append(" }\n");
    }
    assertThatThrownBy(() -> parse(jobs.toString()))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1_001))
        .hasMessageEndingWith("\nand 200 more faults");
  }

  private void refused(Path file, String message) {
    assertThatThrownBy(() -> Configuration.read(file))
        .isInstanceOf(HealingException.class)
        .hasMessage(file + ": " + message);
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("healing.yaml"), content);
  }

  private Configuration.Loaded parse(String text) {
    return Configuration.parse(text, directory.resolve("healing.yaml"));
  }

  private JobDefinition job(String text) {
    return Configuration.parseJob(text, directory.resolve("healing.yaml")).job().definition();
  }
}
