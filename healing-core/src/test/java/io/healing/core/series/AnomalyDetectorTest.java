package io.healing.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.core.series.Verdict.Aspect;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyDetectorTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int DAY = 288;
  private static final int WEEK = 7 * DAY;

  private final AnomalyDetector detector = new AnomalyDetector();
  private final Random noise = new Random(7);

  private static Instant at(int point) {
    return MONDAY.plus(STEP.multipliedBy(point));
  }

  private List<Integer> alarms(int from, int to, IntToDoubleFunction series) {
    List<Integer> alarms = new ArrayList<>();
    for (int point = from; point < to; point++) {
      if (detector.next(at(point), series.applyAsDouble(point)).isAnomaly()) {
        alarms.add(point);
      }
    }
    return alarms;
  }

  private double daily(int point) {
    return 100 + 40 * Math.sin(2 * Math.PI * point / DAY) + noise.nextGaussian();
  }

  private double flat(int point) {
    return 50 + noise.nextGaussian();
  }

  @Test
  void aSpikeInADailyWaveIsToldAndTheWaveIsNot() {
    assertThat(alarms(0, 2 * WEEK, this::daily)).hasSizeLessThan(3);

    Verdict verdict = detector.next(at(2 * WEEK), 240);

    assertThat(verdict.isAnomaly()).isTrue();
    assertThat(verdict.score()).isBetween(0.9, 1.0);
  }

  @Test
  void aBurstOfErrorsIsToldWhereOneNowAndThenIsUsual() {
    assertThat(alarms(0, DAY, point -> point % 7 == 0 ? 1 : 0)).isEmpty();

    assertThat(detector.next(at(DAY), 12).score()).isGreaterThan(0.5);
  }

  @Test
  void aPeakAtTheWrongHourIsToldThoughTheValueIsAnEverydayOne() {
    alarms(0, 2 * WEEK, this::daily);
    int trough = 2 * WEEK + DAY * 3 / 4;
    alarms(2 * WEEK, trough, this::daily);

    assertThat(detector.next(at(trough), 135).isAnomaly()).isTrue();
  }

  @Test
  void aPointFarFromTheMeanIsNamedThoughTheSameHourHadItAWeekAgo() {
    IntToDoubleFunction early = point -> flat(point) + (point < 12 ? 8 : 0);
    alarms(0, WEEK, early);

    Verdict verdict = detector.next(at(WEEK), 58);

    assertThat(verdict.aspect()).isEqualTo(Aspect.MEAN);
    assertThat(verdict.expected()).isBetween(45.0, 55.0);
  }

  @Test
  void aDayWithoutItsPeakIsTold() {
    alarms(0, 2 * WEEK, this::daily);

    List<Integer> alarms = alarms(2 * WEEK, 2 * WEEK + DAY / 2, point -> 100);

    assertThat(alarms).isNotEmpty();
  }

  @Test
  void aLevelShiftIsToldOnceAndThenLearnt() {
    alarms(0, WEEK, this::flat);

    assertThat(alarms(WEEK, WEEK + DAY, point -> 30 + flat(point))).containsExactly(WEEK);
    assertThat(alarms(WEEK + DAY, 3 * WEEK, point -> 30 + flat(point))).hasSizeLessThan(3);
    assertThat(detector.next(at(3 * WEEK), 80).expected()).isBetween(75.0, 85.0);
  }

  @Test
  void aSlowDriftIsFollowedSilently() {
    IntToDoubleFunction drift = point -> flat(point) + point * 0.002;
    alarms(0, WEEK, drift);

    assertThat(alarms(WEEK, 3 * WEEK, drift)).hasSizeLessThan(4);
  }

  @Test
  void aConstantSeriesIsSilentForEver() {
    assertThat(alarms(0, 3 * WEEK, point -> 0.1)).isEmpty();
  }

  @Test
  void theFirstChangeAfterALongConstantRunIsToldOnce() {
    alarms(0, WEEK, point -> 5);

    assertThat(alarms(WEEK, 2 * WEEK, point -> 6)).containsExactly(WEEK);
  }

  @Test
  void roundingIsNoChange() {
    alarms(0, WEEK, point -> 5e9);

    assertThat(alarms(WEEK, WEEK + DAY, point -> 5e9 + 0.001 * (point % 2))).isEmpty();
  }

  @Test
  void theSameSpikeEveryDayWearsOff() {
    IntToDoubleFunction spikes = point -> flat(point) + (point % DAY == 77 ? 40 : 0);

    List<Integer> alarms = alarms(0, 4 * WEEK, spikes);

    assertThat(alarms).isNotEmpty().hasSizeLessThan(14);
  }

  @Test
  void aCounterThatOnlyGrowsIsSilent() {
    assertThat(alarms(0, 2 * WEEK, point -> point * 1000.0 + 100 * noise.nextDouble()))
        .hasSizeLessThan(3);
  }

  @Test
  void noiseIsSeldomTold() {
    assertThat(alarms(0, 5 * WEEK, this::flat)).hasSizeLessThan(10);
  }

  @Test
  void unitAndOffsetDoNotMatter() {
    AnomalyDetector other = new AnomalyDetector();
    for (int point = 0; point < WEEK; point++) {
      double value = daily(point) + (point == WEEK / 2 ? 80 : 0);
      double score = detector.next(at(point), value).score();
      double scaled = other.next(at(point), 1024 * value).score();
      assertThat(scaled).as("point %d", point).isCloseTo(score, within(1e-3));
    }
  }

  private static Offset<Double> within(double most) {
    return Offset.offset(most);
  }

  @Test
  void whatIsNoNumberIsMissingAndLearntByNobody() {
    AnomalyDetector other = new AnomalyDetector();
    for (int point = 0; point < WEEK; point++) {
      double value = daily(point);
      Verdict missing = detector.next(at(point), point % 2 == 0 ? Double.NaN : 1.0 / 0);
      assertThat(missing.aspect()).isEqualTo(Aspect.MISSING);
      assertThat(missing.score()).isZero();
      assertThat(detector.next(at(point), value)).isEqualTo(other.next(at(point), value));
    }
    assertThat(detector.state()).isEqualTo(other.state());
  }

  @Test
  void aGapOfDaysIsNoAlarm() {
    alarms(0, 2 * WEEK, this::daily);

    assertThat(alarms(2 * WEEK + 3 * DAY, 2 * WEEK + 4 * DAY, this::daily)).isEmpty();
  }

  @Test
  void timesThatRepeatOrGoBackwardsDoNoHarm() {
    alarms(0, 2 * WEEK, this::flat);

    for (int point = 0; point < DAY; point++) {
      assertThat(detector.next(at(point % 3), flat(point)).isAnomaly()).isFalse();
    }
    assertThat(detector.next(Instant.MIN, 50).isAnomaly()).isFalse();
    assertThat(detector.next(Instant.MAX, 50).isAnomaly()).isFalse();
    assertThat(detector.next(at(2 * WEEK), 90).isAnomaly()).isTrue();
  }

  @Test
  void withoutTimesASpikeIsToldToo() {
    int alarms = 0;
    for (int point = 0; point < WEEK; point++) {
      alarms += detector.next(flat(point)).isAnomaly() ? 1 : 0;
    }
    assertThat(alarms).isLessThan(3);
    assertThat(detector.next(90).isAnomaly()).isTrue();
  }

  @Test
  void aRestartInTheMiddleChangesNoScore() {
    alarms(0, WEEK + 17, this::daily);
    AnomalyDetector restored = AnomalyDetector.restore(detector.state());

    for (int point = WEEK + 17; point < 2 * WEEK; point++) {
      double value = daily(point) + (point % 500 == 0 ? 60 : 0);
      assertThat(restored.next(at(point), value)).isEqualTo(detector.next(at(point), value));
    }
    assertThat(restored.state()).isEqualTo(detector.state());
  }

  @Test
  void theStateStaysSmallHoweverLongTheSeries() {
    int fresh = detector.state().length;
    alarms(0, 4 * WEEK, this::daily);

    assertThat(detector.state()).hasSize(fresh).hasSizeLessThanOrEqualTo(1024);
  }

  @Test
  void whatIsNoStateIsRefusedWithTheMend() {
    byte[] older = detector.state();
    older[0] = 99;

    assertThatThrownBy(() -> AnomalyDetector.restore(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 bytes")
        .hasMessageContaining("begin with a new detector");
    assertThatThrownBy(() -> AnomalyDetector.restore(older))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theWordsSayWhatWasSeenWhatWasExpectedAndHowUnusualThatIs() {
    alarms(0, 2 * WEEK, this::flat);

    assertThat(detector.next(at(2 * WEEK), 812).words("latency"))
        .matches(
            "latency is 812 where \\d\\d.* to 5\\d.* was expected:"
                + " further out than 99\\.9+\\d* % of its points should be");
  }

  @Test
  void theWordsOfWhatIsUsualMissingOrNewAreCalm() {
    assertThat(detector.next(at(0), Double.NaN).words("heap")).isEqualTo("heap has no value");
    assertThat(detector.next(at(0), 3).words("heap"))
        .isEqualTo("heap is 3; too few points to say what is usual");
    alarms(1, WEEK, point -> 3);
    assertThat(detector.next(at(WEEK), 3).words("heap")).isEqualTo("heap is 3, as expected: 3");
    assertThat(detector.next(at(WEEK + 1), Double.NaN).words("heap"))
        .isEqualTo("heap has no value where 3 was expected");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e9, 1e14, 1e15, 1e16, 1e20, 1e39, Double.MAX_VALUE})
  void oneWildNumberSilencesNothingForGood(double wild) {
    alarms(0, WEEK, this::flat);
    for (int point = WEEK; point < WEEK + 6; point += 2) {
      detector.next(at(point), wild);
      detector.next(at(point + 1), 50);
    }
    alarms(WEEK + 6, 5 * WEEK, this::flat);

    AnomalyDetector restored = AnomalyDetector.restore(detector.state());
    assertThat(restored.next(at(5 * WEEK), 150).isAnomaly()).isTrue();
  }

  @Test
  void aNumberBeyondAllMeasureIsMissing() {
    alarms(0, WEEK, this::flat);
    byte[] before = detector.state();

    assertThat(detector.next(at(WEEK), 1.1e15).aspect()).isEqualTo(Aspect.MISSING);
    assertThat(detector.next(at(WEEK), -1.1e15).aspect()).isEqualTo(Aspect.MISSING);
    assertThat(detector.state()).isEqualTo(before);
    assertThat(detector.next(at(WEEK), 1e15).isAnomaly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aStateThatIsNotFiniteIsRefused(float bad) {
    alarms(0, WEEK, this::flat);
    int floats = 0;
    for (int at = 21; at + 4 <= detector.state().length; at += 4) {
      byte[] state = detector.state();
      ByteBuffer.wrap(state).putFloat(at, bad);
      boolean ofUnseenHours = at >= 41 && at < 41 + 4 * 192 && Float.isNaN(bad);
      if (!ofUnseenHours) {
        floats++;
        assertThatThrownBy(() -> AnomalyDetector.restore(state))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("begin with a new detector");
      }
    }
    assertThat(floats).isGreaterThan(20);
  }

  @Test
  void noMoreIsSaidThanTheNumberOfPointsCanShow() {
    for (int point = 0; point < 40; point++) {
      detector.next(at(point), flat(point));
    }

    Verdict verdict = detector.next(at(40), 5_000);

    assertThat(verdict.digits()).isLessThanOrEqualTo(Math.log10(41));
    assertThat(verdict.words("latency")).contains("further out than 97.6 % of its points");
  }
}
