package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.DoctorScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets every check of the environment look once, side by side. */
final class Checkup {
  private static final long BRIEFLY = Duration.ofMillis(1).toNanos();

  private final Practice practice;
  private final InstantSource clock;
  private final Masking masking;
  private final List<EnvironmentCheck> checks;

  /**
   * What a check said.
   *
   * @param said what it saw; empty where it did not answer
   * @param fault why it did not answer, redacted, or null
   */
  record Seen(EnvironmentCheck check, Observation said, @Nullable String fault) {}

  Checkup(Practice practice, InstantSource clock, DoctorScope scope) {
    this.clock = clock;
    this.practice = practice;
    masking = new Masking(practice.redactor());
    checks =
        practice.plugins().of(EnvironmentCheck.class).stream()
            .filter(check -> scope.groups().contains(check.group()))
            .sorted(Comparator.comparing(EnvironmentCheck::group))
            .toList();
  }

  /** What all say now, in the order of the report. */
  List<Seen> look() {
    Map<String, Seen> seen = new HashMap<>();
    checks.forEach(check -> submit(check, seen));
    while (seen.size() < checks.size()) {
      if (practice.lanes().checks().collect() == 0) {
        LockSupport.parkNanos(BRIEFLY);
      }
    }
    List<Seen> inOrder = new ArrayList<>();
    checks.forEach(check -> inOrder.add(seen.get(check.id())));
    return inOrder;
  }

  private void submit(EnvironmentCheck check, Map<String, Seen> seen) {
    Duration limit = practice.config().selfHealing().limits().commandTimeout();
    practice
        .lanes()
        .checks()
        .<Observation>submit(
            check.id(),
            limit,
            () -> masking.apply(check.check(request(check))),
            outcome ->
                outcome.handle(
                    said -> seen.put(check.id(), new Seen(check, said, null)),
                    fault -> seen.put(check.id(), silent(check, fault))));
  }

  private Seen silent(EnvironmentCheck check, Throwable fault) {
    String why = practice.redactor().apply(words(fault));
    return new Seen(check, Observation.builder().build(), why);
  }

  private static String words(Throwable fault) {
    return fault instanceof HealingException known ? known.inOneLine() : String.valueOf(fault);
  }

  /** What a check is given; it does not look at jobs. */
  MonitorRequest request(EnvironmentCheck check) {
    return Glance.ofEnvironment(
        clock.instant(), practice.plugins().options(check.id()), practice.config());
  }

  /** How a subject of the environment is called in a report. */
  static String place(Subject subject) {
    return subject.isEnvironment()
        ? subject.name().substring(Subject.environment("").name().length())
        : subject.name();
  }
}
