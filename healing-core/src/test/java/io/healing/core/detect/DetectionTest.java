package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DetectionTest {
  private static final Instant T = Watch.START;
  private static final Subject JOB = Subject.job("nightly");
  private static final Subject OTHER = Subject.job("hourly");
  private static final Duration SETTLE = Duration.ofSeconds(60);

  private final AtomicInteger ids = new AtomicInteger();
  private final Detection detection = detection(List.of(), Map.of());

  private Detection detection(List<Incident> active, Map<String, Duration> intervals) {
    Detection.Settings settings =
        new Detection.Settings(
            () -> T, () -> "i-" + ids.incrementAndGet(), SETTLE, 5, 10, Duration.ofMinutes(5));
    return new Detection(settings, active, intervals);
  }

  private static Finding failed(Subject subject, String cause) {
    return Finding.of("job.failed", subject, "failed: " + cause).withCause(cause);
  }

  private static Observation said(Finding... findings) {
    Observation.Builder builder = Observation.builder();
    List.of(findings).forEach(builder::finding);
    return builder.build();
  }

  private static Observation clear(Subject subject) {
    return Observation.builder().clear(subject).build();
  }

  private Incident open() {
    return detection.take("m", said(failed(JOB, "a")), T).opened().get(0);
  }

  private Detection.Changes sweep(Instant at) {
    return detection.sweep(at, subject -> true, 10);
  }

  private Incident only() {
    assertThat(detection.active()).hasSize(1);
    return detection.active().iterator().next();
  }

  @Test
  void aFindingOpensOneIncident() {
    Detection.Changes changes = detection.take("m", said(failed(JOB, "a")), T);

    assertThat(changes.opened()).singleElement().isEqualTo(only());
    assertThat(changes.changed()).isEmpty();
    assertThat(only().state()).isEqualTo(IncidentState.OPEN);
    assertThat(only().monitor()).isEqualTo("m");
    assertThat(detection.find("i-1")).contains(only());
    assertThat(detection.find("i-2")).isEmpty();
  }

  @Test
  void theSameSaidTwiceInOneAnswerIsOneIncident() {
    Detection.Changes changes =
        detection.take("m", said(failed(JOB, "at 17"), failed(JOB, "at 18")), T);

    assertThat(changes.opened())
        .singleElement()
        .extracting(Incident::message)
        .isEqualTo("failed: at 18");
    assertThat(changes.changed()).isEmpty();
  }

  @Test
  void saidAgainItIsTheSameIncidentWithTheLatestWordsAndTheHighestSeverity() {
    open();
    Finding worse = failed(JOB, "a").withSeverity(ErrorSeverity.CRITICAL).withEvidence("run", "8");
    Detection.Changes changes = detection.take("m", said(worse), T.plusSeconds(5));
    detection.take("m", said(failed(JOB, "a")), T.plusSeconds(6));

    assertThat(changes.opened()).isEmpty();
    assertThat(changes.changed()).singleElement().extracting(Incident::id).isEqualTo("i-1");
    assertThat(only().severity()).isEqualTo(ErrorSeverity.CRITICAL);
    assertThat(only().lastSeenAt()).isEqualTo(T.plusSeconds(6));
    assertThat(only().evidence()).isEmpty();
  }

  @Test
  void theSameWordsAgainAreSavedOnceAMinuteOnly() {
    open();

    assertThat(detection.take("m", said(failed(JOB, "a")), T.plusSeconds(59)).isEmpty()).isTrue();
    assertThat(detection.take("m", said(failed(JOB, "a")), T.plusSeconds(60)).changed()).hasSize(1);
  }

  @Test
  void whatIsNotSaidAgainOfANamedSubjectIsClearAndStaysClearSinceThen() {
    open();
    Detection.Changes changes = detection.take("m", clear(JOB), T.plusSeconds(5));
    Detection.Changes again = detection.take("m", clear(JOB), T.plusSeconds(9));

    assertThat(changes.changed())
        .singleElement()
        .extracting(Incident::clearSince)
        .isEqualTo(T.plusSeconds(5));
    assertThat(again.isEmpty()).isTrue();
    assertThat(only().clearSince()).isEqualTo(T.plusSeconds(5));
  }

  @Test
  void aFindingAgainIsNoLongerClear() {
    open();
    detection.take("m", clear(JOB), T.plusSeconds(5));
    Detection.Changes changes = detection.take("m", said(failed(JOB, "a")), T.plusSeconds(6));

    assertThat(changes.changed()).hasSize(1);
    assertThat(only().clearSince()).isNull();
    assertThat(sweep(T.plusSeconds(500)).ended()).isEmpty();
  }

  @Test
  void noDataAndASubjectThatIsNotNamedChangeNothing() {
    open();
    Observation nothing = Observation.builder().noData(JOB, "asleep").clear(OTHER).build();

    assertThat(detection.take("m", nothing, T.plusSeconds(5)).isEmpty()).isTrue();
    assertThat(sweep(T.plusSeconds(500)).isEmpty()).isTrue();
  }

  @Test
  void anotherMonitorDoesNotClearIt() {
    open();

    assertThat(detection.take("other", clear(JOB), T.plusSeconds(5)).isEmpty()).isTrue();
  }

  @Test
  void clearForLessThanTheSettleTimeItGoesOnAndThenItHasRecovered() {
    open();
    detection.take("m", clear(JOB), T);

    assertThat(sweep(T.plus(SETTLE).minusMillis(1)).isEmpty()).isTrue();
    Detection.Changes changes = sweep(T.plus(SETTLE));
    assertThat(changes.ended())
        .singleElement()
        .extracting(Incident::end)
        .isEqualTo(IncidentEnd.RECOVERED);
    assertThat(changes.ended().get(0).resolvedAt()).isEqualTo(T.plus(SETTLE));
    assertThat(detection.active()).isEmpty();
    assertThat(sweep(T.plusSeconds(999)).isEmpty()).isTrue();
  }

  @Test
  void aMonitorThatLooksRarelySettlesForTwoOfItsLooks() {
    Detection slow = detection(List.of(), Map.of("m", Duration.ofMinutes(10)));
    slow.take("m", said(failed(JOB, "a")), T);
    slow.take("m", clear(JOB), T);

    assertThat(slow.sweep(T.plusSeconds(1_199), s -> true, 10).ended()).isEmpty();
    assertThat(slow.sweep(T.plusSeconds(1_200), s -> true, 10).ended()).hasSize(1);
  }

  @Test
  void aReturnIsANewIncidentWithTheSameKey() {
    Incident first = open();
    detection.take("m", clear(JOB), T);
    sweep(T.plus(SETTLE));
    Incident second =
        detection.take("m", said(failed(JOB, "a")), T.plusSeconds(90)).opened().get(0);

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.key()).isEqualTo(first.key());
  }

  @Test
  void duplicatesDuringVerifyingAreAbsorbed() {
    Incident open = open();
    detection.replace(open.withState(IncidentState.VERIFYING).withAction(4));
    Detection.Changes changes = detection.take("m", said(failed(JOB, "a")), T.plusSeconds(5));

    assertThat(changes.opened()).isEmpty();
    assertThat(only().state()).isEqualTo(IncidentState.VERIFYING);
    assertThat(only().recoveryActions()).containsExactly(4L);
  }

  @Test
  void whileItsActionIsVerifiedItDoesNotRecoverByItself() {
    detection.replace(open().withState(IncidentState.VERIFYING));
    detection.take("m", clear(JOB), T);

    assertThat(sweep(T.plusSeconds(500)).ended()).isEmpty();
  }

  @Test
  void aConditionThatChangesItsNameWhileItIsVerifiedIsNeitherEndedNorLost() {
    detection.replace(open().withState(IncidentState.VERIFYING));
    Detection.Changes changes = detection.take("m", said(failed(JOB, "b")), T.plusSeconds(5));
    sweep(T.plusSeconds(500));

    assertThat(changes.opened())
        .singleElement()
        .extracting(Incident::message)
        .isEqualTo("failed: b");
    assertThat(detection.active())
        .extracting(Incident::state)
        .containsExactly(IncidentState.VERIFYING, IncidentState.OPEN);
  }

  @Test
  void anEscalatedOneRecoversToo() {
    detection.replace(open().withState(IncidentState.ESCALATED));
    detection.take("m", clear(JOB), T);

    assertThat(sweep(T.plus(SETTLE)).ended()).hasSize(1);
  }

  @Test
  void whoseSubjectIsGoneIsGone() {
    detection.take("m", said(failed(JOB, "a"), failed(OTHER, "a")), T);
    Detection.Changes changes = detection.sweep(T, subject -> !subject.equals(JOB), 1);

    assertThat(changes.ended())
        .singleElement()
        .extracting(Incident::end)
        .isEqualTo(IncidentEnd.GONE);
    assertThat(only().subject()).isEqualTo(OTHER);
  }

  @Test
  void aChangeByTheLoopKeepsWhatTheMonitorSaidMeanwhile() {
    Incident old = open();
    detection.take("m", said(failed(JOB, "a").withEvidence("run", "9")), T.plusSeconds(5));
    Incident now = detection.replace(old.withDiagnosis("{}").withState(IncidentState.ESCALATED));

    assertThat(now).isEqualTo(only());
    assertThat(now.evidence()).containsEntry("run", "9");
    assertThat(now.lastSeenAt()).isEqualTo(T.plusSeconds(5));
    assertThat(now.diagnosis()).isEqualTo("{}");
    assertThat(now.state()).isEqualTo(IncidentState.ESCALATED);
  }

  @Test
  void aLateChangeDoesNotRaiseTheDead() {
    Incident old = open();
    detection.take("m", clear(JOB), T);
    sweep(T.plus(SETTLE));
    Incident now = detection.replace(old.withDiagnosis("{}"));

    assertThat(now.end()).isEqualTo(IncidentEnd.RECOVERED);
    assertThat(now.diagnosis()).isEqualTo("{}");
    assertThat(detection.active()).isEmpty();
  }

  @Test
  void whatTheLoopEndsIsOver() {
    Incident open = open();
    Incident ended = detection.replace(open.ended(IncidentEnd.VERIFIED, T.plusSeconds(9)));

    assertThat(ended.end()).isEqualTo(IncidentEnd.VERIFIED);
    assertThat(detection.active()).isEmpty();
    assertThat(detection.take("m", said(failed(JOB, "a")), T.plusSeconds(10)).opened()).hasSize(1);
  }

  @Test
  void whatWasActiveBeforeGoesOn() {
    Incident open = open();
    Detection later = detection(List.of(open), Map.of());

    assertThat(later.take("m", said(failed(JOB, "a")), T.plusSeconds(5)).opened()).isEmpty();
    assertThat(later.take("m", clear(JOB), T.plusSeconds(6)).changed()).hasSize(1);
  }

  @Test
  void anEndedOneThatIsHandedInIsNotActive() {
    Incident ended = open().ended(IncidentEnd.BY_HAND, T);

    assertThat(detection(List.of(ended), Map.of()).active()).isEmpty();
  }

  @Test
  void settingsOutOfTheirBoundsAreRefusedWithTheValue() {
    assertThatThrownBy(() -> settings(Duration.ofSeconds(-1), 5, 10))
        .hasMessageContaining("settle")
        .hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> settings(SETTLE, -1, 10))
        .hasMessageContaining("storm_subjects")
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> settings(SETTLE, 0, 100.1))
        .hasMessageContaining("storm_percent")
        .hasMessageContaining("100.1");
    assertThatThrownBy(() -> settings(SETTLE, 0, -0.1)).hasMessageContaining("storm_percent");
    assertThat(settings(Duration.ZERO, 0, 100).stormPercent()).isEqualTo(100);
    assertThat(settings(Duration.ZERO, 0, 0).stormSubjects()).isZero();
  }

  private static Detection.Settings settings(Duration settle, int subjects, double percent) {
    return new Detection.Settings(() -> T, () -> "i", settle, subjects, percent, SETTLE);
  }
}
