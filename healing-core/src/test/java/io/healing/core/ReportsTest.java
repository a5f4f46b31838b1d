package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.job.JobDefinition;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a program reports becomes an incident, once. */
class ReportsTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(10);

  private final InMemoryStore store = InMemoryStore.trusted();
  private ManualHealing manual = open(START);

  private ManualHealing open(Instant at) {
    return Healing.builder().store(store).job(JobDefinition.of("import")).manual(at);
  }

  @AfterEach
  void end() {
    manual.close();
  }

  private Incident reported(ErrorEvent event) {
    CompletableFuture<String> id = manual.healing().report(event);
    manual.tick(STEP);
    return manual.healing().admin().incident(id.join());
  }

  private List<Incident> active() {
    return manual.healing().admin().incidents();
  }

  @Test
  void itIsAboutTheJobOfThatNameElseAboutAPartOfTheProgram() {
    assertThat(reported(ErrorEvent.of("It broke").withComponent("import")).subject())
        .isEqualTo(Subject.job("import"));
    assertThat(reported(ErrorEvent.of("It broke").withComponent("web")).subject().name())
        .isEqualTo("@component/web");
    assertThat(reported(ErrorEvent.of("It broke")).subject().name())
        .isEqualTo("@component/unknown");
    assertThat(reported(ErrorEvent.of("It broke").withComponent("@host")).subject())
        .isEqualTo(Subject.host());
  }

  @Test
  void theSameReportedAgainIsOneIncidentAndAnotherCauseAnotherOne() {
    Incident first = reported(ErrorEvent.of("Order 17 failed").withComponent("web"));
    Incident again = reported(ErrorEvent.of("Order 18 failed").withComponent("web"));
    Incident other = reported(ErrorEvent.of("The printer burns").withComponent("web"));
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.message()).isEqualTo("Order 18 failed");
    assertThat(other.id()).isNotEqualTo(first.id());
    assertThat(active()).hasSize(2).allMatch(incident -> incident.clearSince() == null);
  }

  @Test
  void theExceptionTellsTheCauseNotTheWordsAroundIt() {
    String stack =
        "java.lang.IllegalStateException: closed\n\tat acme.Web.serve(Web.java:12)\n"
            + "\tat acme.Main.main(Main.java:3)\n";
    Incident one = reported(ErrorEvent.of("Serving anna failed").withStackTrace(stack));
    Incident two = reported(ErrorEvent.of("Cannot serve ben").withStackTrace(stack));
    assertThat(two.id()).isEqualTo(one.id());
    assertThat(two.evidence()).containsKey("stack");
  }

  @Test
  void itHasRecoveredWhenItWasNotReportedAgain() {
    Incident incident = reported(ErrorEvent.of("It broke").withComponent("web"));
    for (int i = 0; i < 11; i++) {
      manual.tick(STEP);
    }
    assertThat(active()).hasSize(1);
    manual.tick(STEP).tick(STEP);
    assertThat(manual.healing().admin().incident(incident.id()).end())
        .isEqualTo(IncidentEnd.RECOVERED);
    assertThat(reported(ErrorEvent.of("It broke").withComponent("web")).id())
        .isNotEqualTo(incident.id());
  }

  @Test
  void itStaysWhileItIsReportedAgainAndAgain() {
    Incident incident = reported(ErrorEvent.of("It broke").withComponent("web"));
    for (int i = 0; i < 60; i++) {
      assertThat(reported(ErrorEvent.of("It broke").withComponent("web")).id())
          .isEqualTo(incident.id());
    }
    assertThat(active()).hasSize(1).allMatch(open -> open.clearSince() == null);
  }

  @Test
  void whatWasReportedToAProcessThatEndedRecoversInTheNextOne() {
    Incident incident = reported(ErrorEvent.of("It broke").withComponent("web"));
    manual.close();
    manual = open(START.plusSeconds(20));
    for (int i = 0; i < 20; i++) {
      manual.tick(STEP);
    }
    assertThat(manual.healing().admin().incident(incident.id()).end())
        .isEqualTo(IncidentEnd.RECOVERED);
  }

  @Test
  void secretsInWordsAndBesideTellingNamesAreNotKept() {
    Incident incident =
        reported(
            ErrorEvent.of("Login failed: password=hunter2")
                .withContext("password", "s3cretValue")
                .withContext("region", "north"));
    assertThat(incident.toString()).doesNotContain("hunter2").doesNotContain("s3cretValue");
    assertThat(incident.evidence()).containsEntry("region", "north");
  }

  @Test
  void contextMetricsAndTagsAreKeptAsEvidenceAndClassified() {
    Incident incident =
        reported(
            ErrorEvent.of("Look at this")
                .withId("e-1")
                .withMetric("cpu_usage", 97.5)
                .withTag("night")
                .withDetectedAt(START));
    assertThat(incident.errorType()).isEqualTo(ErrorType.CPU_SPIKE);
    assertThat(incident.severity()).isEqualTo(ErrorSeverity.CRITICAL);
    assertThat(incident.evidence())
        .containsEntry("cpu_usage", "97.5")
        .containsEntry("event", "e-1")
        .containsEntry("tags", "night")
        .containsEntry("seen_at", "2026-03-02T10:00:00Z");
  }

  @Test
  void aMonitorsIncidentToldBackByItsIdIsNoOtherOne() {
    Incident incident = reported(ErrorEvent.of("It broke"));
    String answer = reported(ErrorEvent.of("told back").withId(incident.id())).id();
    assertThat(answer).isEqualTo(incident.id());
    assertThat(active()).hasSize(1);
  }

  @Test
  void tenThousandAtOnceAreOneIncidentACauseAndNothingIsLost() {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      answers.add(
          manual
              .healing()
              .report(ErrorEvent.of("Order " + i + " failed").withComponent("web-" + i % 3)));
    }
    manual.tick(STEP);
    assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(3);
    assertThat(active()).hasSize(3);
  }

  @Test
  void whatAFullQueueDropsIsCountedInAFinding() {
    manual.close();
    LimitsConfig narrow = queue(100);
    HealingConfig config =
        HealingConfig.defaults(Path.of(""))
            .withSelfHealing(RootConfig.defaults().withLimits(narrow));
    manual = Healing.builder().config(config).store(store).manual(START);
    CompletableFuture<String> last = CompletableFuture.completedFuture("");
    for (int i = 0; i < 150; i++) {
      last = manual.healing().report(ErrorEvent.of("It broke").withComponent("web"));
    }
    CompletableFuture<String> dropped = last;
    manual.tick(STEP);
    assertThatThrownBy(dropped::join).hasMessageContaining("100 wait already");
    assertThat(active())
        .extracting(Incident::message)
        .anyMatch(message -> message.startsWith("50 reported errors were lost"));
  }

  @Test
  void whatWasLostIsSaidAgainUntilALookThatSaidItWasTakenUp() {
    Reports reports = new Reports(1, STEP);
    for (int i = 0; i < 4; i++) {
      reports.tell(ErrorEvent.of("It broke"));
    }
    assertThat(reports.source().lost().getAsLong()).isEqualTo(3);
    assertThat(reports.waiting()).as("the look did not come to its end").isTrue();
    assertThat(reports.source().lost().getAsLong()).isEqualTo(3);

    reports.source().events().get();
    reports.takenUp(List.of(), List.of());
    assertThat(reports.source().lost().getAsLong()).isZero();
    assertThat(reports.waiting()).isFalse();
  }

  @Test
  void whatIsLongInTagsAndMetricsIsLongToo() {
    Reports reports = new Reports(10_000, STEP);
    String long1 = "x".repeat(1 << 20);
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      ErrorEvent event = ErrorEvent.of("It broke").withTag(long1 + i).withMetric(long1 + i, 1);
      taken += reports.tell(event).isCompletedExceptionally() ? 0 : 1;
    }
    assertThat(taken).isBetween(30, 32);
  }

  @Test
  void whoIsToldOfTheEndMayAskWhateverItLikes() throws Exception {
    Reports reports = new Reports(10, STEP);
    CompletableFuture<String> waiting = reports.tell(ErrorEvent.of("It broke"));
    CompletableFuture<Boolean> answer =
        waiting.handle((id, fault) -> CompletableFuture.supplyAsync(reports::waiting).join());
    CompletableFuture<Void> ends = CompletableFuture.runAsync(reports::close);
    ends.get(10, TimeUnit.SECONDS);
    assertThat(answer.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void oneThatStillWaitsWhenHealingEndsIsTold() {
    CompletableFuture<String> waiting = manual.healing().report(ErrorEvent.of("It broke"));
    manual.close();
    assertThatThrownBy(waiting::join).hasMessageContaining("Healing was closed");
  }

  @Test
  void anEventWithoutWordsOrWithAWrongNameIsRefused() {
    assertThatThrownBy(() -> ErrorEvent.of(" ")).hasMessageContaining("says what went wrong");
    assertThatThrownBy(() -> ErrorEvent.of("x").withId("a b")).hasMessageContaining("\"a b\"");
    assertThatThrownBy(() -> ErrorEvent.of("x").withComponent("a\nb"))
        .hasMessageContaining("printable");
  }

  private static LimitsConfig queue(int events) {
    LimitsConfig d = LimitsConfig.defaults();
    return new LimitsConfig(
        d.settleTime(),
        d.checkTimeout(),
        d.analysisTimeout(),
        d.commandTimeout(),
        d.commandOutput(),
        d.pluginFailures(),
        d.pluginRest(),
        d.coolDown(),
        d.coolDownMax(),
        d.breakerFailures(),
        d.breakerHalfOpen(),
        d.actionsPerHour(),
        d.blastRadiusSubjects(),
        d.blastRadiusPercent(),
        d.stormSubjects(),
        d.stormPercent(),
        d.stormWindow(),
        d.pendingExpiry(),
        d.approvedExpiry(),
        d.unscheduledDeadline(),
        events,
        d.logTail(),
        d.goodRunsPerMinute());
  }
}
