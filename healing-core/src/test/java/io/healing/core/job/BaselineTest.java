package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

  @Test
  void withoutSamplesNothingIsUsual() {
    assertThat(new Baseline().statistics()).isEqualTo(JobStatistics.none());
  }

  @Test
  void sizesAreCountedOnlyWhereTold() {
    Baseline baseline = new Baseline();
    baseline.add(10, null);
    baseline.add(20, 7L);

    assertThat(baseline.statistics()).isEqualTo(new JobStatistics(2, 15, 5, 20, 1, 7L, 0L));
  }

  @Test
  void theMiddleOfHugeValuesDoesNotOverflow() {
    Baseline baseline = new Baseline();
    baseline.add(1, Long.MAX_VALUE);
    baseline.add(1, Long.MAX_VALUE - 2);

    assertThat(baseline.statistics().medianSize()).isEqualTo(Long.MAX_VALUE - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 19, 20, 21, 63, 64, 65, 200})
  void statisticsAreThoseOfAPlainComputationOverTheLast64(int runs) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Baseline baseline = new Baseline();
      List<Long> took = new ArrayList<>();
      List<Long> did = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        long duration = random.nextLong(100_000);
        Long size = random.nextInt(3) == 0 ? null : (Long) random.nextLong(1_000);
        baseline.add(duration, size);
        took.add(duration);
        if (size != null) {
          did.add(size);
        }
      }
      assertThat(baseline.statistics()).isEqualTo(plain(last(took), last(did)));
    }
  }

  private static List<Long> last(List<Long> all) {
    return all.subList(Math.max(0, all.size() - 64), all.size());
  }

  private static JobStatistics plain(List<Long> took, List<Long> did) {
    long median = middle(took);
    List<Long> sorted = took.stream().sorted().toList();
    int place = (int) (0.95 * sorted.size());
    return new JobStatistics(
        took.size(),
        median,
        middle(took.stream().map(value -> Math.abs(value - median)).toList()),
        sorted.get(sorted.size() < 20 ? sorted.size() - 1 : place),
        did.size(),
        did.isEmpty() ? null : (Long) middle(did),
        did.isEmpty()
            ? null
            : (Long) middle(did.stream().map(value -> Math.abs(value - middle(did))).toList()));
  }

  private static long middle(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : Math.floorDiv(sorted.get(half - 1) + sorted.get(half), 2L);
  }

  @Test
  void whatIsReplayedKeepsItsOrder() {
    Baseline from = new Baseline();
    for (long i = 0; i < 70; i++) {
      from.add(i, i);
    }
    Baseline to = new Baseline();
    to.add(1_000, 1_000L);
    from.replay(to);
    assertThat(to.statistics()).isEqualTo(from.statistics());
  }
}
