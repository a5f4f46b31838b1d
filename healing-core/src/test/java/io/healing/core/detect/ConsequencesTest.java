package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConsequencesTest {
  private static final Duration SETTLE = Duration.ofSeconds(60);
  private static final Subject REPORT = Subject.job("report");
  private static final Subject QUARTZ = Subject.component("quartz");

  private final AtomicInteger ids = new AtomicInteger();
  private Instant now = Watch.START;
  private final Detection detection =
      new Detection(
          new Detection.Settings(
              () -> now, () -> "i-" + ids.incrementAndGet(), SETTLE, 5, 10, Duration.ofMinutes(5)),
          List.of());

  private void says(String monitor, Finding finding) {
    detection.take(monitor, Observation.builder().finding(finding).build(), now);
    sweep();
  }

  private void clear(String monitor, Subject subject) {
    detection.take(monitor, Observation.builder().clear(subject).build(), now);
    sweep();
  }

  private void sweep() {
    Crowd crowd =
        new Crowd(
            10,
            subject -> Set.of(),
            subject -> Set.of(),
            subject -> subject.equals(REPORT) ? "quartz" : "",
            (thing, since) -> 0);
    detection.sweep(now, subject -> true, crowd);
  }

  private static Finding missed(Subject subject) {
    return Finding.of("job.missed", subject, "it did not start");
  }

  private static Finding stuck(Subject subject) {
    return Finding.of("quartz.trigger_stuck", subject, "its trigger stands")
        .explaining("job.missed");
  }

  private Incident incident(String finding) {
    return detection.active().stream()
        .filter(one -> one.findingId().equals(finding))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsToldOnceIsAsSevereAsTheWorstOfIt() {
    says("a", Finding.of("job.failed", REPORT, "failed").explaining("job.failing"));
    says("b", Finding.of("job.failing", REPORT, "often").withSeverity(ErrorSeverity.HIGH));

    assertThat(detection.behind(incident("job.failing")))
        .contains(incident("job.failed"))
        .map(Incident::severity)
        .contains(ErrorSeverity.HIGH);
  }

  private String behindMissed() {
    return detection.behind(incident("job.missed")).map(Incident::findingId).orElse("nothing");
  }

  @Test
  void whatFollowsHangsUnderItsCauseWhicheverOfTheTwoIsSeenFirst() {
    says("a", missed(REPORT));
    assertThat(behindMissed()).isEqualTo("nothing");

    says("b", stuck(REPORT));

    assertThat(behindMissed()).isEqualTo("quartz.trigger_stuck");
    assertThat(incident("job.missed").causeId()).isEqualTo(incident("quartz.trigger_stuck").id());
    assertThat(detection.behind(incident("quartz.trigger_stuck"))).isEmpty();
  }

  @Test
  void whatIsNotNamedAndWhatAnotherSubjectHasIsNoConsequence() {
    says("b", stuck(Subject.job("other")));
    says("a", missed(REPORT));
    says("a", Finding.of("job.failed", Subject.job("other"), "it failed"));

    assertThat(detection.active()).extracting(Incident::causeId).containsOnlyNulls();
  }

  @Test
  void aRunnersTroubleExplainsThatOfItsJobsOnly() {
    says("b", stuck(QUARTZ));
    says("a", missed(REPORT));
    says("a", missed(Subject.job("elsewhere")));

    assertThat(detection.active())
        .filteredOn(incident -> incident.causeId() != null)
        .extracting(Incident::subject)
        .containsExactly(REPORT);
  }

  @Test
  void itHangsThereUntilTheCauseHasEndedAndIsThenOnItsOwn() {
    says("b", stuck(REPORT));
    says("a", missed(REPORT));
    clear("b", REPORT);
    assertThat(behindMissed()).isEqualTo("quartz.trigger_stuck");

    now = now.plus(SETTLE);
    sweep();

    assertThat(behindMissed()).isEqualTo("nothing");
    assertThat(incident("job.missed").ended()).isFalse();
  }

  @Test
  void afterwardsItMayFollowFromSomethingElse() {
    says("b", stuck(REPORT));
    says("a", missed(REPORT));
    clear("b", REPORT);
    now = now.plus(SETTLE);
    sweep();

    says("c", Finding.of("quartz.standby", QUARTZ, "it stands").explaining("job.missed"));

    assertThat(behindMissed()).isEqualTo("quartz.standby");
  }

  @Test
  void aFindingMayExplainSeveral() {
    says("a", missed(REPORT));
    says("a2", Finding.of("job.slow", REPORT, "it is slow"));
    says("b", stuck(REPORT).explaining("job.slow"));

    assertThat(detection.active())
        .filteredOn(incident -> incident.causeId() != null)
        .extracting(Incident::findingId)
        .containsExactlyInAnyOrder("job.missed", "job.slow");
  }
}
