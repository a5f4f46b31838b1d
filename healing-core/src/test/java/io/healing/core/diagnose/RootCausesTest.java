package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.core.diagnose.RootCauses.Cause;
import io.healing.core.diagnose.RootCauses.Measure;
import io.healing.core.diagnose.RootCauses.Question;
import io.healing.core.diagnose.RootCauses.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RootCausesTest {
  private static final Map<String, List<String>> USES =
      Map.of(
          "report", List.of("database", "mail", "client"),
          "client", List.of("service"),
          "service", List.of("disk"),
          "database", List.of("disk"),
          "disk", List.of("database"));
  private static final int NORMAL = 60;

  private final Map<String, List<Sample>> normal = new HashMap<>();
  private final Map<String, List<Sample>> now = new HashMap<>();
  private final Random random = new Random(7);

  RootCausesTest() {
    usual("report", 10, 1);
    usual("database", 2, 3);
    usual("mail", 0.5, 1);
    usual("service", 1, 2);
    usual("disk", 0.1, 20);
  }

  @Test
  void nothing_is_named_when_nothing_is_unusual() {
    assertThat(causes(Measure.SECONDS)).isEmpty();
  }

  @Test
  void what_the_target_lost_itself_is_its_own_cause() {
    slower("report", 8);
    assertThat(names(Measure.SECONDS)).containsExactly("report");
  }

  @Test
  void a_slow_callee_is_named_before_the_target_that_waits_for_it() {
    slower("database", 3);
    slower("report", 9);
    assertThat(names(Measure.SECONDS)).containsExactly("database", "report");
    assertThat(causes(Measure.SECONDS).get(0).why())
        .matches("database took (2.9|3.0)\\d s longer a call than usual, .*")
        .contains("in 2 of 2 moments in which report was slow");
  }

  @Test
  void the_most_local_one_of_a_chain_is_first() {
    slower("disk", 1);
    slower("database", 20.0 / 3);
    slower("report", 20);
    assertThat(names(Measure.SECONDS)).startsWith("disk");
  }

  @Test
  void a_component_without_measurements_is_looked_through() {
    slower("service", 5);
    slower("report", 10);
    assertThat(names(Measure.SECONDS)).startsWith("service");
  }

  @Test
  void one_that_cannot_have_cost_the_target_that_much_comes_after_the_one_that_did() {
    slower("mail", 2);
    slower("database", 3);
    slower("report", 11);
    assertThat(names(Measure.SECONDS)).startsWith("database", "mail");
  }

  @Test
  void one_that_was_as_slow_while_the_target_was_well_is_not_named() {
    now.put("database", series(NORMAL / 10, 5, 3));
    slower("report", 9);
    assertThat(names(Measure.SECONDS)).containsExactly("report");
  }

  @Test
  void one_that_is_slow_where_its_caller_is_not_does_not_reach_the_target() {
    slower("disk", 1);
    slower("report", 9);
    assertThat(names(Measure.SECONDS)).containsExactly("report");
  }

  @Test
  void a_single_failure_of_few_calls_is_chance() {
    failing("report", 100, 0.03);
    failing("mail", 5, 0.2);
    assertThat(names(Measure.FAILURES)).doesNotContain("mail");
  }

  @Test
  void failures_of_a_callee_explain_those_of_the_target() {
    failing("report", 100, 0.1);
    failing("mail", 100, 0.1);
    assertThat(names(Measure.FAILURES)).startsWith("mail");
  }

  @Test
  void too_little_is_known_about_a_target_with_few_normal_samples() {
    slower("report", 100);
    normal.put("report", normal.get("report").subList(0, 19));
    assertThat(causes(Measure.SECONDS)).isEmpty();
  }

  @Test
  void a_moment_without_a_value_is_left_out() {
    slower("database", 3);
    slower("report", 9);
    now.get("database").set(3, Sample.MISSING);
    assertThat(names(Measure.SECONDS)).startsWith("database");
  }

  @Test
  void now_and_then_a_bad_moment_in_a_long_time_is_what_a_normal_time_has_too() {
    now.put("report", series(NORMAL, 10, 1));
    now.put("database", series(NORMAL, 2, 3));
    add("report", 9);
    add("database", 3);
    assertThat(causes(Measure.SECONDS)).isEmpty();
  }

  private List<String> names(Measure measure) {
    return causes(measure).stream().map(Cause::component).toList();
  }

  private List<Cause> causes(Measure measure) {
    return RootCauses.rank(new Question(USES, "report", measure), normal, now);
  }

  private void usual(String component, double value, double calls) {
    normal.put(component, series(NORMAL, value, calls));
    now.put(component, series(NORMAL / 10, value, calls));
  }

  private List<Sample> series(int length, double value, double calls) {
    List<Sample> samples = new ArrayList<>();
    for (int place = 0; place < length; place++) {
      samples.add(new Sample(value * (1 + 0.02 * random.nextGaussian()), calls));
    }
    return samples;
  }

  private void slower(String component, double more) {
    add(component, more);
  }

  /** In the third and fourth moment. */
  private void add(String component, double more) {
    for (int place : List.of(2, 3)) {
      Sample sample = now.get(component).get(place);
      now.get(component).set(place, new Sample(sample.value() + more, sample.calls()));
    }
  }

  private void failing(String component, double calls, double share) {
    normal.put(component, constant(NORMAL, calls));
    now.put(component, constant(NORMAL / 10, calls));
    add(component, share);
  }

  private static List<Sample> constant(int length, double calls) {
    List<Sample> samples = new ArrayList<>();
    for (int place = 0; place < length; place++) {
      samples.add(new Sample(0, calls));
    }
    return samples;
  }
}
