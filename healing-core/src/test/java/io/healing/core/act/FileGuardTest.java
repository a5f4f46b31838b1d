package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobDefinition;
import io.healing.api.store.StoreInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test lets only one rule stand in the way; {@link Workplace#refused} sees the file whole. */
class FileGuardTest {
  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
  }

  private void assertAllowed(Path file) {
    assertThatCode(() -> place.plan(place.edit(file, "dir=/srv"))).doesNotThrowAnyException();
  }

  @Test
  void aFileThatTheJobListsMayBeChanged() {
    assertAllowed(place.own("report.conf", "dir=/old"));
  }

  @Test
  void theJobsOwnFileMayBeChanged() {
    Path file = place.file("report.conf", "dir=/old");
    place.job = place.job.withJobFile(file);
    assertAllowed(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conf/a.conf", "--conf=conf/a.conf", "run.sh --conf=conf/a.conf -v"})
  void aFileThatTheCommandNamesMayBeChanged(String argument) {
    Path file = place.file("conf/a.conf", "dir=/old");
    place.job = place.job.withCommand(List.of("python", argument));
    assertAllowed(file);
  }

  @Test
  void aFileInADirectoryThatTheJobListsMayBeChanged() {
    Path file = place.file("prompts/a.md", "dir=/old");
    place.list(file.getParent());
    assertAllowed(file);
  }

  @Test
  void aFileOfNobodyIsRefused() {
    Path file = place.file("stray.conf", "dir=/old");
    Refused fault = place.refused(file, "dir=/srv");
    assertThat(fault.reason()).isEqualTo(BlockReason.GUARDED);
    assertThat(fault).hasMessageContaining("does not belong to report");
  }

  @Test
  void aFileIsNotOursBecauseItMentionsTheJob() {
    Path file = place.file("passwd", "report:x:0:0:report");
    assertThat(place.refused(file, "report:x:0:0:other"))
        .hasMessageContaining("does not belong to report");
  }

  @Test
  void theFileOfAnotherJobIsRefused() {
    Path file = place.file("other.conf", "dir=/old");
    place.others.add(JobDefinition.of("other").withFiles(List.of(file)));
    assertThat(place.refused(file, "dir=/srv")).hasMessageContaining("does not belong to report");
  }

  @Test
  void aLinkIsRefusedEvenWhereItsEndMayBeChanged() throws IOException {
    Path file = place.own("report.conf", "dir=/old");
    Path link = Files.createSymbolicLink(place.base.resolve("link.conf"), file);
    place.list(link);
    assertThat(place.refused(link, "dir=/srv")).hasMessageContaining("is a link");
  }

  @Test
  void aLinkThatLeadsOutIsRefused(@TempDir Path outside) throws IOException {
    Path file = Files.writeString(outside.resolve("a.conf"), "dir=/old");
    Files.createSymbolicLink(place.base.resolve("inside"), outside);
    place.list(place.base.resolve("inside/a.conf"));
    assertThat(place.refused(place.base.resolve("inside/a.conf"), "dir=/srv"))
        .hasMessageContaining("outside of the directories");
    assertThat(file).hasContent("dir=/old");
  }

  @Test
  void aLinkThatStaysInsideGivesTheFileItsOneTrueName() throws IOException {
    Path file = place.own("conf/report.conf", "dir=/old");
    Files.createSymbolicLink(place.base.resolve("link"), file.getParent());
    Path other = place.base.resolve("link/report.conf");
    assertThat(place.plan(place.edit(other, "dir=/srv")).request().target().name())
        .isEqualTo(file.toString());
  }

  @Test
  void aFileOutsideOfAllRootsIsRefusedAndInAnAllowedRootNot(@TempDir Path outside)
      throws IOException {
    Path file = Files.writeString(outside.toRealPath().resolve("a.conf"), "dir=/old");
    place.list(file);
    assertThat(place.refused(file, "dir=/srv")).hasMessageContaining("allowed_roots");
    place.remediation = allowing(outside);
    assertAllowed(file);
  }

  private static HealingRemediationConfig allowing(Path root) {
    return HealingRemediationConfig.defaults().withAllowedRoots(List.of(root.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "/tmp/../etc/passwd", "/proc/version", "/usr/bin/env"})
  void noSettingOpensTheSystemsDirectories(String name) {
    place.remediation = allowing(Path.of("/"));
    place.list(Path.of(name));
    assertThat(place.refused(Path.of(name), "x".repeat(100_000)).reason())
        .isEqualTo(BlockReason.GUARDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {".ssh/config", ".git/config", ".gnupg/x", "a/.GIT/config", ".healing/x"})
  void keysAndVersionControlAreRefusedWhereverTheyAre(String name) {
    assertThat(place.refused(place.own(name, "dir=/old"), "dir=/srv"))
        .hasMessageContaining("where Healing never writes");
  }

  @ParameterizedTest
  @ValueSource(strings = {".sshx/config", "etcetera/passwd", ".gitignore"})
  void placesAreMatchedByWholeNames(String name) {
    assertAllowed(place.own(name, "dir=/old"));
  }

  @ParameterizedTest
  @CsvSource({"/etc,true", "/etc/a,true", "/ETC/a,true", "/etcetera/a,false", "/srv/etc/a,false"})
  void systemDirectoriesAreMatchedByWholeNamesWithoutCase(String path, boolean hit) {
    ForbiddenPlaces places = places(List.of(), "memory");
    assertThat(places.around(Path.of(path)).isPresent()).isEqualTo(hit);
  }

  private ForbiddenPlaces places(List<String> classPath, String database) {
    String kind = database.equals("memory") ? "memory" : "sqlite";
    return ForbiddenPlaces.of(place.base, classPath, new StoreInfo(kind, database, true, null));
  }

  @Test
  void theJavaThatRunsIsForbidden() {
    Path java = Path.of(System.getProperty("java.home"), "conf", "net.properties");
    assertThat(places(List.of(), "memory").around(java)).isPresent();
  }

  @Test
  void theRunningProgramIsForbidden() {
    Path jar = place.file("lib/app.jar", "");
    Path classes = place.file("classes/a.conf", "").getParent();
    ForbiddenPlaces places = places(List.of(jar.toString(), classes.toString(), ""), "memory");
    assertThat(places.around(jar)).isPresent();
    assertThat(places.around(classes.resolve("a.conf"))).isPresent();
    assertThat(places.around(jar.resolveSibling("other.conf"))).isEmpty();
  }

  @Test
  void aProgramStartedInItsOwnDirectoryForbidsOnlyItsCodeThere() {
    ForbiddenPlaces places = places(List.of(place.base.toString()), "memory");
    assertThat(places.around(place.base.resolve("report.conf"))).isEmpty();
    assertThat(places.around(place.base.resolve("Main.class"))).isPresent();
    assertThat(places.around(place.base.resolve("META-INF/services/x"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"h.db,true", "h.db-wal,true", "h.db-shm,true", "h.db.lock-3,true", "other.db,false"})
  void healingsOwnDatabaseIsForbidden(String name, boolean hit) {
    Path database = place.file("data/h.db", "");
    ForbiddenPlaces places = places(List.of(), database.toString());
    assertThat(places.around(database.resolveSibling(name)).isPresent()).isEqualTo(hit);
  }

  @ParameterizedTest
  @CsvSource({
    "secrets/,secrets/a.conf",
    "secrets,secrets/deep/a.conf",
    "secrets/**,secrets/a.conf",
    "*.pem,keys/A.PEM",
    "**/vault/**,x/vault/a.conf",
    "conf/*.conf,conf/a.conf",
    "SECRETS/,secrets/a.conf",
    "./x/../secrets,secrets/a.conf",
    "{base}/secrets,secrets/a.conf",
    "**,anything.conf"
  })
  void theUsersForbiddenPathsAreRefused(String pattern, String name) {
    Path file = place.own(name, "dir=/old");
    place.forbidden.add(pattern.replace("{base}", place.base.toString()));
    assertThat(place.refused(file, "dir=/srv")).hasMessageContaining("forbidden_paths");
  }

  @ParameterizedTest
  @CsvSource({"secrets/,secrets.conf", "*.pem,a.pem.conf", "conf/*.conf,conf.conf", "b,a/b.conf"})
  void theUsersForbiddenPathsDoNotReachFurther(String pattern, String name) {
    place.forbidden.add(pattern);
    assertAllowed(place.own(name, "dir=/old"));
  }

  @Test
  void theJobsOwnForbiddenPathsCountToo() {
    Path file = place.own("secrets/a.conf", "dir=/old");
    place.remediation = place.remediation.withForbiddenPaths(List.of("secrets"));
    assertThat(place.refused(file, "dir=/srv")).hasMessageContaining("forbidden_paths");
  }

  @Test
  void theHomeDirectoryIsKnownInForbiddenPaths() {
    UserPattern pattern = UserPattern.of("~/secrets/", place.base);
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(pattern.forbids(home.resolve("secrets/a"))).isTrue();
    assertThat(pattern.forbids(home.resolve("other/a"))).isFalse();
    assertThat(UserPattern.of("~/*.key", place.base).forbids(home.resolve("a.key"))).isTrue();
  }

  @Test
  void aGlobThatIsNoneIsRefusedWithItsText() {
    assertThatThrownBy(() -> UserPattern.of("a[", place.base))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("\"a[\"");
  }

  @Test
  void whatIsNoFileIsRefusedWithoutReadingIt() throws Exception {
    Path pipe = place.base.resolve("pipe.conf");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    place.list(pipe);
    assertThatThrownBy(() -> place.plan(place.edit(pipe, "dir=/srv")))
        .hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> place.plan(place.edit(place.base.resolve("."), "dir=/srv")))
        .isInstanceOf(HealingException.class);
  }

  @Test
  void whatBecameALinkBetweenAnalysisAndChangeIsLeftAlone(@TempDir Path outside)
      throws IOException {
    Path file = place.own("conf/report.conf", "dir=/old");
    Path victim = Files.writeString(outside.resolve("report.conf"), "dir=/old");
    Order order = place.order(place.plan(place.edit(file, "dir=/srv")));
    Files.delete(file);
    Files.delete(file.getParent());
    Files.createSymbolicLink(file.getParent(), outside);
    Applied applied = place.acting().apply(order);
    assertThat(applied.state().word()).isEqualTo("failed");
    assertThat(victim).hasContent("dir=/old");
  }
}
