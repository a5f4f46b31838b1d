package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StormTest {
  private static final Instant T = Watch.START;
  private static final Duration SETTLE = Duration.ofSeconds(60);
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final AtomicInteger ids = new AtomicInteger();
  private Instant now = T;
  private Map<Subject, Set<String>> uses = Map.of();
  private Detection detection = detection(List.of());

  private Detection detection(List<Incident> active) {
    Detection.Settings settings =
        new Detection.Settings(
            () -> now, () -> "i-" + ids.incrementAndGet(), SETTLE, 5, 10, WINDOW);
    return new Detection(settings, active);
  }

  private static Subject job(int number) {
    return Subject.job("job-" + number);
  }

  private void sick(int from, int to) {
    for (int i = from; i < to; i++) {
      Finding finding = Finding.of("job.failed", job(i), "failed");
      detection.take("m", Observation.builder().finding(finding).build(), now);
    }
  }

  private Detection.Changes sweep(int jobs) {
    Crowd crowd = new Crowd(jobs, s -> uses.getOrDefault(s, Set.of()));
    return detection.sweep(now, subject -> true, crowd);
  }

  private Incident storm() {
    return detection.storm(job(0)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"4, 20, false", "5, 20, false", "6, 20, true", "10, 100, false", "11, 100, true"})
  void moreThanBothBoundsAtOnceAreAStorm(int sick, int jobs, boolean storm) {
    sick(0, sick);
    sweep(jobs);

    assertThat(detection.storm(job(0)).isPresent()).isEqualTo(storm);
  }

  @Test
  void whoseWindowHasJustNotPassedCountsAndOneMillisecondLaterNoMore() {
    sick(0, 3);
    now = T.plus(WINDOW);
    sick(3, 6);
    assertThat(sweep(20).opened()).hasSize(1);

    detection = detection(List.of());
    now = T;
    sick(0, 3);
    now = T.plus(WINDOW).plusMillis(1);
    sick(3, 6);
    assertThat(sweep(20).opened()).isEmpty();
  }

  @Test
  void theyHangUnderOneIncidentThatNamesSomeOfThem() {
    sick(0, 7);
    Detection.Changes changes = sweep(20);

    assertThat(changes.opened()).singleElement().isEqualTo(storm());
    assertThat(changes.changed()).hasSize(7).allMatch(i -> storm().id().equals(i.causeId()));
    assertThat(storm().subject()).isEqualTo(Subject.host());
    assertThat(storm().findingId()).isEqualTo("host.storm");
    assertThat(storm().severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(storm().message())
        .isEqualTo(
            "7 jobs fell sick at once (within 5 min of one another): "
                + "job-0, job-1, job-2, job-3, job-4 and 2 more");
    assertThat(storm().hint()).isNotBlank();
    assertThat(storm().evidence()).containsEntry("count", "7").containsEntry("of", "20");
  }

  @Test
  void whatMostOfThemUseIsNamed() {
    uses =
        Map.of(
            job(0),
            Set.of("db"),
            job(1),
            Set.of("db", "s3"),
            job(2),
            Set.of("db"),
            job(3),
            Set.of("db"));
    sick(0, 7);
    sweep(20);

    assertThat(storm().evidence()).containsEntry("resource", "db").containsEntry("sharing", "4");
    assertThat(storm().message()).endsWith("; 4 of them use db");
    assertThat(storm().errorType()).isEqualTo(ErrorType.DEPENDENCY_FAILURE);
    assertThat(storm().subject()).isEqualTo(Subject.host());
  }

  @Test
  void whatHalfOfThemUseIsNotNamed() {
    uses = Map.of(job(0), Set.of("db"), job(1), Set.of("db"), job(2), Set.of("db"));
    sick(0, 6);
    sweep(20);

    assertThat(storm().evidence()).doesNotContainKey("resource");
    assertThat(storm().errorType()).isEqualTo(ErrorType.UNKNOWN);
  }

  @Test
  void aStormKeepsItsResourceAndStaysOneIncidentAsItGrows() {
    uses =
        Map.of(
            job(0), Set.of("db"), job(1), Set.of("db"), job(2), Set.of("db"), job(3), Set.of("db"));
    sick(0, 6);
    sweep(20);
    now = T.plusSeconds(30);
    sick(6, 12);
    Detection.Changes changes = sweep(20);

    assertThat(changes.opened()).isEmpty();
    assertThat(storm().evidence()).containsEntry("resource", "db").containsEntry("count", "12");
    assertThat(detection.storm(job(11))).contains(storm());
  }

  @Test
  void aJobOutsideOfItIsNotHeldBack() {
    sick(0, 6);
    sweep(20);

    assertThat(detection.storm(job(17))).isEmpty();
  }

  @Test
  void itIsOverWhenNoNewOneCameForTheSettleTime() {
    sick(0, 6);
    sweep(20);
    now = T.plusSeconds(59);
    sweep(20);
    assertThat(detection.storm(job(0))).isPresent();
    now = T.plusSeconds(60);
    Detection.Changes changes = sweep(20);

    assertThat(changes.ended())
        .singleElement()
        .extracting(Incident::end)
        .isEqualTo(IncidentEnd.RECOVERED);
    assertThat(detection.storm(job(0))).isEmpty();
    assertThat(detection.active()).hasSize(6);
  }

  @Test
  void everyNewOneMakesItLast() {
    sick(0, 6);
    sweep(20);
    now = T.plusSeconds(59);
    sick(6, 7);
    sweep(20);
    now = T.plusSeconds(118);
    sweep(20);
    assertThat(detection.storm(job(0))).isPresent();
    assertThat(detection.storm(job(6))).isPresent();
    now = T.plusSeconds(119);
    sweep(20);

    assertThat(detection.storm(job(0))).isEmpty();
  }

  @Test
  void theClockEndsTheHoldEvenWhereNobodySwept() {
    sick(0, 6);
    sweep(20);
    now = T.plusSeconds(60);

    assertThat(detection.storm(job(0))).isEmpty();
  }

  @Test
  void afterAStormCountingStartsAnew() {
    sick(0, 6);
    sweep(20);
    now = T.plusSeconds(60);
    sweep(20);
    sick(6, 11);
    assertThat(sweep(20).opened()).isEmpty();
    sick(11, 12);

    assertThat(sweep(20).opened()).hasSize(1);
  }

  @Test
  void aJobThatWasSickBeforeIsNotNewlySick() {
    sick(0, 5);
    now = T.plus(WINDOW).plusSeconds(1);
    sweep(20);
    for (int i = 0; i < 5; i++) {
      Finding more = Finding.of("job.failing", job(i), "failing");
      detection.take("m2", Observation.builder().finding(more).build(), now);
    }
    sick(5, 6);

    assertThat(sweep(20).opened()).isEmpty();
  }

  /** Late starts of one scheduler are each only worth knowing. */
  @Test
  void whatIsLowMakesNoStormAndHidesNone() {
    for (int i = 0; i < 12; i++) {
      Finding late = Finding.of("quartz.misfired", job(i), "late").withSeverity(ErrorSeverity.LOW);
      detection.take("m2", Observation.builder().finding(late).build(), now);
    }
    assertThat(sweep(20).opened()).isEmpty();

    detection = detection(new ArrayList<>(detection.active()));
    assertThat(sweep(20).opened()).as("after a restart").isEmpty();
    sick(0, 6);
    assertThat(sweep(20).opened()).extracting(Incident::findingId).containsExactly("host.storm");
  }

  @Test
  void whatBecomesMoreThanLowCounts() {
    for (ErrorSeverity severity : List.of(ErrorSeverity.LOW, ErrorSeverity.MEDIUM)) {
      for (int i = 0; i < 6; i++) {
        Finding late = Finding.of("job.late", job(i), "late").withSeverity(severity);
        detection.take("m2", Observation.builder().finding(late).build(), now);
      }
      int storms = severity == ErrorSeverity.LOW ? 0 : 1;
      assertThat(sweep(20).opened()).as(severity.word()).hasSize(storms);
    }
  }

  @Test
  void whatIsNoJobMakesNoStorm() {
    for (int i = 0; i < 50; i++) {
      Finding finding = Finding.of("plugin.failed", Subject.plugin("p" + i), "failed");
      detection.take("m", Observation.builder().finding(finding).build(), now);
    }

    assertThat(sweep(20).opened()).isEmpty();
  }

  @Test
  void anotherTroubleOfAMemberHangsUnderItToo() {
    sick(0, 6);
    sweep(20);
    Finding more = Finding.of("job.failing", job(0), "failing");
    detection.take("m2", Observation.builder().finding(more).build(), now);

    assertThat(sweep(20).changed())
        .singleElement()
        .extracting(Incident::causeId)
        .isEqualTo(storm().id());
  }

  @Test
  void aRestartDoesNotForgetIt() {
    sick(0, 6);
    sweep(20);
    String id = storm().id();
    detection = detection(new ArrayList<>(detection.active()));

    assertThat(detection.storm(job(5))).map(Incident::id).contains(id);
    now = T.plusSeconds(60);
    assertThat(sweep(20).ended()).extracting(Incident::id).containsExactly(id);
  }

  @Test
  void aRestartDoesNotForgetWhoFellSick() {
    sick(0, 3);
    detection = detection(new ArrayList<>(detection.active()));
    sick(3, 6);

    assertThat(sweep(20).opened()).hasSize(1);
  }

  @Test
  void oneWhoseActionIsVerifiedIsNotEndedButHoldsNobodyBackAnyMore() {
    sick(0, 6);
    sweep(20);
    detection.replace(storm().withState(IncidentState.VERIFYING));
    now = T.plusSeconds(60);

    assertThat(sweep(20).ended()).isEmpty();
    assertThat(detection.storm(job(0))).isEmpty();
  }

  @Test
  void endedByAPersonItHoldsNobodyBackAnyMore() {
    sick(0, 6);
    sweep(20);
    detection.replace(storm().ended(IncidentEnd.BY_HAND, now));

    assertThat(detection.storm(job(0))).isEmpty();
  }
}
