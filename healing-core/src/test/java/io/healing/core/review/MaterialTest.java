package io.healing.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.diagnose.HealingAnalysisConfig;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.LogTemplateCount;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.review.ReviewScopeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaterialTest {
  private static final Instant NOON = Samples.NOON;

  @TempDir Path home;
  private Desk desk;

  @BeforeEach
  void filesAndOneRun() throws IOException {
    desk = Desk.in(home);
    desk.save(Desk.run(1, NOON.minusSeconds(60), "first\nsecond"));
  }

  private ReviewMaterial read(SelfHealingConfig healing) {
    return desk.read(desk.reading(ReviewKind.PROACTIVE, healing, new Desk.Host(false)));
  }

  private ReviewMaterial failed(HealingAnalysisConfig analysis) {
    return desk.read(desk.reading(ReviewKind.REACTIVE, with(analysis), new Desk.Host(false)));
  }

  private static SelfHealingConfig with(HealingAnalysisConfig analysis) {
    return SelfHealingConfig.defaults().withAnalysis(analysis);
  }

  private static SelfHealingConfig scope(int onlySource) {
    boolean[] on = new boolean[8];
    if (onlySource >= 0) {
      on[onlySource] = true;
    }
    return SelfHealingConfig.defaults()
        .withReviewScope(
            new ReviewScopeConfig(on[0], on[1], on[2], on[3], on[4], on[5], on[6], on[7]));
  }

  private static List<Integer> sizes(ReviewMaterial read) {
    return List.of(
        read.logLines().size(),
        read.runs().size(),
        read.aiSessions().size(),
        read.slaViolations().size(),
        read.workflows().size(),
        read.scripts().size(),
        read.prompts().size(),
        read.configs().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 3, 4, 5, 6, 7})
  void eachSwitchAddsExactlyItsSource(int source) {
    List<Integer> all = sizes(read(SelfHealingConfig.defaults()));
    List<Integer> seen = sizes(read(scope(source)));
    assertThat(all).doesNotContain(0);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).as("source " + i).isEqualTo(i == source ? all.get(i) : 0);
    }
  }

  @Test
  void whatIsSwitchedOffIsNotNamedAsMissingEither() {
    assertThat(read(scope(-1)).missing()).isEmpty();
  }

  @Test
  void withoutTheSourceOfLogsTheRunsDoNotShowThemEither() {
    assertThat(read(scope(1)).runs().get(0).logTail()).isEmpty();
    assertThat(read(SelfHealingConfig.defaults()).runs().get(0).logTail()).contains("second");
  }

  private static List<String> lines(int many) {
    return new ArrayList<>(IntStream.range(0, many).mapToObj(i -> "line " + i).toList());
  }

  private static HealingAnalysisConfig logLines(int many) {
    return new HealingAnalysisConfig(true, many, true, 5, true);
  }

  @ParameterizedTest
  @CsvSource({"1,999", "100,900", "999,1", "1000,0", "1001,0"})
  void theLinesOfALogAreItsLast(int many, int from) {
    desk.save(Desk.run(2, NOON.minusSeconds(30), String.join("\n", lines(1_000))));
    List<String> expected = lines(1_000).subList(from, 1_000);
    List<String> read = read(with(logLines(many))).logLines();
    assertThat(read.subList(read.size() - expected.size(), read.size())).isEqualTo(expected);
    assertThat(read).hasSize(expected.size() + Math.min(many, 2));
  }

  @Test
  void theLinesAroundErrorsAreReadToo() {
    List<String> log = lines(500);
    log.set(100, "ERROR: no such file");
    desk.save(Desk.run(2, NOON.minusSeconds(30), String.join("\n", log)));
    assertThat(read(with(logLines(1))).logLines())
        .containsExactly(
            "second",
            "line 98",
            "line 99",
            "ERROR: no such file",
            "line 101",
            "line 102",
            "line 499");
  }

  @Test
  void onlyTheThreeNewestRunsGiveTheirLastLines() {
    for (int i = 2; i <= 5; i++) {
      desk.save(Desk.run(i, NOON.minusSeconds(50 - i), "end of " + i));
    }
    assertThat(read(SelfHealingConfig.defaults()).logLines())
        .containsExactly("end of 3", "end of 4", "end of 5");
  }

  @Test
  void theTemplatesOfTheRunsLookedAtAreCountedAndRedacted() {
    for (int i = 2; i <= 7; i++) {
      desk.save(Desk.good(i, NOON.minusSeconds(50 - i), "read " + i + " rows\nretry 1"));
    }
    desk.save(
        Desk.run(8, NOON.minusSeconds(30), "retry 1\n".repeat(40) + "swordfish cannot read /a"));

    assertThat(read(SelfHealingConfig.defaults()).logTemplates())
        .extracting(LogTemplateCount::toString)
        .containsExactly(
            "[burst] a burst, 1 in a usual run: retry <*> (40 times); lines: 46, runs: 7",
            "[new] new since the good run of 2026-11-02T11:59:17Z: [masked] cannot read <*>"
                + " (once); lines: 1, runs: 1",
            "[usual] read <*> rows; lines: 6, runs: 6",
            "[usual] first; lines: 1, runs: 1",
            "[usual] second; lines: 1, runs: 1");
    assertThat(failed(new HealingAnalysisConfig(false, 10, true, 5, true)).logTemplates())
        .as("logs are switched off")
        .isEmpty();
  }

  @Test
  void secretsAreTakenOutOfEverySource() {
    desk.save(Desk.run(2, NOON.minusSeconds(30), "login with hunter2"));
    ReviewMaterial read = read(SelfHealingConfig.defaults());
    assertThat(read.logLines()).contains("login with [masked]");
    assertThat(read.scripts().values()).containsExactly("echo [masked]\n");
    assertThat(read.aiSessions().get(0).text()).isEqualTo("session of report with [masked]");
    assertThat(read.slaViolations()).containsExactly("it took too long with [masked]", "it failed");
  }

  @ParameterizedTest
  @CsvSource({"-1,false", "0,false", "1,true"})
  void runsAreReadThatEndedAfterTheLastReview(int millisAfter, boolean seen) {
    Instant end = NOON.minusSeconds(59);
    assertThat(desk.read(desk.since(end.minusMillis(millisAfter))).runs().isEmpty())
        .isNotEqualTo(seen);
  }

  @Test
  void trendsAreToldFromTheNewestRunsAlsoOfBeforeTheLastReview() {
    for (int i = 2; i <= 150; i++) {
      desk.save(Samples.run(i, "report", NOON.minus(Duration.ofDays(i))));
    }
    ReviewMaterial read = desk.read(desk.since(NOON.minus(Duration.ofDays(7))));
    assertThat(read.runs()).extracting(JobRun::id).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(read.history()).hasSize(100).startsWith(read.runs().get(0));
    assertThat(failed(HealingAnalysisConfig.defaults()).history()).hasSize(6);
    assertThat(read(scope(0)).history()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1,true", "0,false", "1,false"})
  void withoutAReviewAWeekIsRead(int millisBefore, boolean seen) {
    Instant end = NOON.minus(Duration.ofDays(7)).minusMillis(millisBefore);
    desk.save(Desk.run(9, end.minusSeconds(1), "old"));
    assertThat(read(SelfHealingConfig.defaults()).runs()).hasSize(seen ? 2 : 1);
  }

  @Test
  void atMostAHundredRunsAreReadAndNoneThatStillRuns() {
    for (int i = 2; i <= 150; i++) {
      desk.save(Samples.run(i, "report", NOON.minusSeconds(i)));
    }
    assertThat(read(SelfHealingConfig.defaults()).runs()).hasSize(100);
    desk.save(Samples.run(151, "report", NOON, RunOutcome.RUNNING));
    assertThat(read(SelfHealingConfig.defaults()).runs()).hasSize(99).allMatch(JobRun::ended);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "2,3", "5,4"})
  void afterAFailureTheRunAndSoManyBeforeItAreRead(int history, int runs) {
    for (int i = 2; i <= 4; i++) {
      desk.save(Desk.run(i, NOON.minusSeconds(50 - i), ""));
    }
    List<JobRun> read = failed(new HealingAnalysisConfig(true, 200, true, history, true)).runs();
    assertThat(read).hasSize(runs);
    assertThat(read.get(0).id()).isEqualTo(4);
  }

  @Test
  void afterAFailureEachSwitchOfTheAnalysisTakesItsPartAway() {
    ReviewMaterial all = failed(new HealingAnalysisConfig(true, 200, true, 5, true));
    ReviewMaterial noLogs = failed(new HealingAnalysisConfig(false, 200, true, 5, true));
    ReviewMaterial noStderr = failed(new HealingAnalysisConfig(true, 200, false, 5, true));
    ReviewMaterial noConfig = failed(new HealingAnalysisConfig(true, 200, true, 5, false));
    Function<ReviewMaterial, String> stack = m -> m.runs().get(0).error().stack();
    assertThat(sizes(all)).doesNotContain(0);
    assertThat(noLogs.logLines()).isEmpty();
    assertThat(noLogs.configs()).isEqualTo(all.configs());
    assertThat(stack.apply(all)).isNotEmpty();
    assertThat(stack.apply(noStderr)).isEmpty();
    assertThat(noConfig.configs()).isEmpty();
    assertThat(noConfig.logLines()).isEqualTo(all.logLines());
  }

  @Test
  void withoutAnAgreementTheReviewSaysSo() {
    ReviewMaterial read = desk.read(desk.since(NOON));
    assertThat(read.slaViolations()).isEmpty();
    assertThat(read.missing()).containsKey("sla");
  }

  @Test
  void aRelativePathBelongsToTheBaseDirectory() {
    ReviewMaterial read = desk.read(desk.with(Path.of("report.conf")));
    assertThat(read.configs()).containsOnlyKeys(home.resolve("report.conf").toString());
  }

  @Test
  void aSubjectThatIsNoJobHasNoRuns() {
    assertThat(desk.read(desk.about(Subject.host())).runs()).isEmpty();
    assertThat(desk.read(desk.about(Subject.job("report"))).runs()).isNotEmpty();
  }
}
