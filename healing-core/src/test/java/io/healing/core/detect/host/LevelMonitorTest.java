package io.healing.core.detect.host;

import static io.healing.api.detect.ErrorSeverity.HIGH;
import static io.healing.core.detect.host.Host.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelMonitorTest {
  private final Host host = new Host();
  private double value;
  private final LevelMonitor cpu = monitor(Rules.CPU, Levels.percent(80, 90));

  private LevelMonitor monitor(Rule rule, Levels levels) {
    return new LevelMonitor(
        rule,
        host.settings(),
        sheet -> sheet.saw(Subject.host(), value, levels, Words.percent(value) + " are used"));
  }

  private Observation see(double... values) {
    Observation seen = Observation.builder().build();
    for (double each : values) {
      value = each;
      seen = host.look(cpu);
    }
    return seen;
  }

  private List<Integer> told(LevelMonitor monitor, double... values) {
    List<Integer> findings = new ArrayList<>();
    for (double each : values) {
      value = each;
      long levels =
          host.look(monitor).findings().stream().filter(f -> !f.id().endsWith("_near")).count();
      findings.add((int) levels);
    }
    return findings;
  }

  @ParameterizedTest
  @CsvSource({
    "79.9, healthy, 0",
    "80, warning, 1",
    "89.9, warning, 1",
    "90, critical, 1",
    "100, critical, 1"
  })
  void aValueAtABoundIsAsBadAsAboveIt(double at, String status, int findings) {
    Observation seen = see(at, at);

    assertThat(seen.findings()).hasSize(findings);
    assertThat(seen.metrics()).hasSize(1);
    assertThat(seen.metrics().get(0).status().word()).isEqualTo(status);
    assertThat(seen.metrics().get(0).thresholdWarning()).isEqualTo(80.0);
    assertThat(seen.metrics().get(0).thresholdCritical()).isEqualTo(90.0);
  }

  @Test
  void aFindingSaysWhatWasSeenAgainstWhatAndSinceWhen() {
    Finding warning = only(see(85, 86));

    assertThat(warning.id()).isEqualTo("host.cpu");
    assertThat(warning.type()).isEqualTo(ErrorType.CPU_SPIKE);
    assertThat(warning.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(warning.message())
        .isEqualTo("86 % are used; warning is from 80 % on; since 2026-03-01T12:01:00Z");
    assertThat(warning.hint()).contains("jcmd");
    assertThat(warning.evidence()).containsEntry("value", "86").containsEntry("warning", "80");
  }

  @Test
  void aCriticalValueIsMoreUrgentAndIsToldAfterAWarningOnceItIsSureAgain() {
    assertThat(only(see(85, 85)).severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(only(see(95)).severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(only(see(95)).severity()).isEqualTo(ErrorSeverity.HIGH);
  }

  @Test
  void oneBadLookIsNeitherAFindingNorHealthAndIsMadeAgain() {
    Observation seen = see(99);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.clear()).isEmpty();
    assertThat(seen.noData()).containsEntry(Subject.host(), "99 % are used; suspicion 1");
    assertThat(seen.checkAgain()).containsEntry(Subject.host(), Host.EVERY);

    Observation well = see(10);
    assertThat(well.clear()).containsExactly(Subject.host());
    assertThat(well.checkAgain()).isEmpty();
  }

  @Test
  void howSoonABadLookIsMadeAgainCanBeSet() {
    host.option("check_again", "PT3S");

    assertThat(see(99).checkAgain()).containsEntry(Subject.host(), Duration.ofSeconds(3));
    assertThat(see(99).findings()).hasSize(1);
  }

  @Test
  void eachLevelHasTheUrgencyThatIsSet() {
    host.option("warning_severity", "low").option("critical_severity", "critical");
    assertThat(only(see(85, 85)).severity()).isEqualTo(ErrorSeverity.LOW);
    assertThat(only(see(95, 95)).severity()).isEqualTo(ErrorSeverity.CRITICAL);

    host.option("warning_severity", "high").option("critical_severity", "medium");
    assertThat(only(see(95)).severity()).as("never less than a warning").isEqualTo(HIGH);
  }

  @Test
  void aWarningThatLastsIsAsUrgentAsWhatIsCriticalAndThenMore() {
    host.option("warning_escalates_after", "PT2M").option("critical_escalates_after", "PT1M");
    see(85, 85);
    Finding before = only(see(85, 85, 85));
    assertThat(before.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(before.evidence()).doesNotContainKey("escalated");

    Finding after = only(see(85));
    assertThat(after.severity()).isEqualTo(HIGH);
    assertThat(after.evidence().get("level")).isEqualTo("warning");
    assertThat(after.evidence().get("escalated"))
        .isEqualTo("warning since 2026-03-01T12:01:30Z, so it is told as high");
    assertThat(only(see(85)).severity()).isEqualTo(HIGH);
    assertThat(only(see(85)).severity()).isEqualTo(ErrorSeverity.CRITICAL);
  }

  @Test
  void whatIsCriticalLastsFromWhenItBecameCritical() {
    host.option("critical_escalates_after", "PT1M");
    see(85, 85, 85, 85, 85);
    assertThat(only(see(95, 95, 95)).severity()).isEqualTo(HIGH);
    assertThat(only(see(95)).severity()).isEqualTo(ErrorSeverity.CRITICAL);
    see(10, 10, 10, 10);
    assertThat(only(see(95, 95)).severity()).as("it begins anew").isEqualTo(HIGH);
  }

  @Test
  void withoutASettingNothingBecomesMoreUrgent() {
    see(95, 95);
    for (int i = 0; i < 500; i++) {
      see(95);
    }
    assertThat(only(see(95)).severity()).isEqualTo(HIGH);
  }

  @Test
  void twoBadLooksOfTheLastThreeAreTold() {
    assertThat(told(cpu, 85, 10, 85)).containsExactly(0, 0, 1);
  }

  @Test
  void suspicionDecaysWithEveryGoodLook() {
    assertThat(told(cpu, 85, 10, 10, 85, 10, 10, 85)).containsOnly(0);
  }

  @Test
  void whatIsAlertTellsTheFirstCriticalLook() {
    assertThat(told(monitor(Rules.DISK, Levels.percent(85, 95)), 96)).containsExactly(1);
    assertThat(told(monitor(Rules.LOG, Levels.open(1, 10)), 1)).containsExactly(1);
  }

  @Test
  void aValueThatSwingsAroundTheBoundDoesNotFlap() {
    assertThat(told(cpu, 81, 81, 79, 81, 79, 77, 81, 78, 76.1, 79)).startsWith(0).endsWith(1);
    assertThat(told(cpu, 81, 79, 81, 79, 76, 76, 76)).containsOnly(1);
  }

  @Test
  void itEndsAfterTwoLooksInARowWellBelow() {
    assertThat(told(cpu, 85, 85, 75.9, 76, 75.9, 75.9)).containsExactly(0, 1, 1, 1, 1, 0);
  }

  @Test
  void whatWasCriticalIsAWarningAgainBeforeItEnds() {
    see(95, 95);
    assertThat(only(see(82)).severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(only(see(82)).severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(told(cpu, 20, 20)).containsExactly(1, 0);
  }

  @Test
  void whileTheProgramWarmsUpItIsMeasuredAndNotJudged() {
    host.at(Host.START);
    Observation early = see(99, 99);
    assertThat(early.findings()).isEmpty();
    assertThat(early.metrics()).hasSize(1);
    assertThat(early.noData().get(Subject.host())).contains("only begun", "2026-03-01T12:01:00Z");
    assertThat(told(cpu, 99, 99)).containsExactly(0, 1);
  }

  @Test
  void everyOptionOfPatienceActs() {
    host.option("tell_at", "0.5");
    assertThat(told(cpu, 80)).containsExactly(1);
    host.option("hysteresis", "0.0").option("looks_to_clear", "1");
    assertThat(told(cpu, 79.9)).containsExactly(0);
    host.option("tell_at", "3").option("decay", "0.0");
    assertThat(told(cpu, 85, 10, 85, 10, 85)).containsExactly(0, 0, 0, 0, 1);
    told(cpu, 10);
    host.option("critical_growth", "3.0");
    assertThat(told(cpu, 95)).containsExactly(1);
    host.option("warm_up", "PT10H");
    assertThat(see(95).findings()).isEmpty();
  }

  @Test
  void moreThanTenSamplesWithAMeanAboveNineTenthsOfTheWarningAreADegradation() {
    assertThat(see(73, 73, 73, 73, 73, 73, 73, 73, 73, 73).findings()).isEmpty();
    Finding near = only(see(73));

    assertThat(near.id()).isEqualTo("host.cpu_near");
    assertThat(near.type()).isEqualTo(ErrorType.PERFORMANCE_DEGRADATION);
    assertThat(near.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(near.message()).contains("mean of the last 10 looks is 73 %", "80 %");
  }

  @Test
  void aMeanAtNineTenthsOfTheWarningIsNone() {
    assertThat(see(72, 72, 72, 72, 72, 72, 72, 72, 72, 72, 72, 72).findings()).isEmpty();
  }

  @Test
  void aDegradationDoesNotFlapEither() {
    double[] eleven = {73, 73, 73, 73, 73, 73, 73, 73, 73, 73, 73};
    see(eleven);
    assertThat(see(70, 70, 70, 70, 70, 70, 70, 70, 70, 70).findings()).hasSize(1);
    assertThat(see(60, 60, 60, 60, 60, 60, 60, 60, 60, 60).findings()).isEmpty();
  }

  @Test
  void whatWasToldAndIsOverIsNotToldAgainAsNear() {
    see(95, 95, 95, 95, 95, 95, 95, 95, 95, 95, 95, 95);

    assertThat(see(10, 10).findings()).isEmpty();
    assertThat(see(10).findings()).isEmpty();
  }

  @Test
  void aRisingValueIsSaidToRise() {
    for (int i = 0; i < 18; i++) {
      see(i);
    }
    Finding found = only(see(81, 85));

    assertThat(found.evidence().get("trend")).startsWith("rising by ");
  }

  @Test
  void looksOfLongAgoRaiseNoSuspicion() {
    see(85);
    host.after(Duration.ofHours(2));

    assertThat(see(85).findings()).isEmpty();
  }

  @Test
  void whatIsToldOutlivesARestart() {
    see(85, 85);
    host.after(Duration.ofHours(2));

    assertThat(see(79).findings()).hasSize(1);
    assertThat(see(10, 10).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"80, 90, 90", "90, 90, 95", "95, 90, 97.5", "100, 90, 100", "0, 90, 90"})
  void criticalIsTheUsualFigureOrHalfWayToAHundred(double warning, double usual, double critical) {
    assertThat(Levels.percent(warning, usual).critical()).isEqualTo(critical);
  }

  @ParameterizedTest
  @CsvSource({"2000, 5000, 5000", "5000, 5000, 12500", "6000, 5000, 15000"})
  void aTimeIsCriticalFromTheUsualFigureOrTwoAndAHalfTimesTheWarning(
      double warning, double usual, double critical) {
    assertThat(Levels.open(warning, usual).critical()).isEqualTo(critical);
  }

  @Test
  void withoutLevelsItIsMeasuredOnly() {
    value = 1e9;
    Observation seen = host.looks(monitor(Rules.CPU, Levels.none()), 30);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.metrics().get(0).status()).isEqualTo(HealthStatus.HEALTHY);
  }
}
