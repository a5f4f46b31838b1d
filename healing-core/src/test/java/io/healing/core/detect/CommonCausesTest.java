package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommonCausesTest {
  private static final Instant T = Watch.START;
  private static final Duration SETTLE = Duration.ofSeconds(60);
  private static final Duration LATER = Duration.ofSeconds(11);
  private static final int JOBS = 100;

  private final AtomicInteger ids = new AtomicInteger();
  private Instant now = T;
  private Set<String> uses = Set.of("jdbc:orders");
  private Set<String> directories = Set.of();
  private int well;
  private Detection detection = detection(List.of());

  private Detection detection(List<Incident> active) {
    return new Detection(
        new Detection.Settings(
            () -> now, () -> "i-" + ids.incrementAndGet(), SETTLE, 5, 10, Duration.ofMinutes(5)),
        active);
  }

  private static Subject job(int number) {
    return Subject.job("job-" + number);
  }

  private void sick(int from, int to) {
    sick(from, to, ErrorType.UNKNOWN, "it failed");
  }

  private void sick(int from, int to, ErrorType type, String message) {
    for (int i = from; i < to; i++) {
      Finding finding = Finding.of("job.failed", job(i), message).withType(type);
      detection.take("m", Observation.builder().finding(finding).build(), now);
    }
  }

  private void well(int from, int to) {
    for (int i = from; i < to; i++) {
      detection.take("m", Observation.builder().clear(job(i)).build(), now);
    }
  }

  private Detection.Changes sweep() {
    Crowd crowd = new Crowd(JOBS, s -> uses, s -> directories, s -> "", (thing, since) -> well);
    return detection.sweep(now, subject -> true, crowd);
  }

  private List<Incident> causes() {
    return detection.active().stream()
        .filter(incident -> incident.findingId().equals(CommonCauses.FINDING))
        .toList();
  }

  private boolean held(int number) {
    return detection.storm(job(number)).isPresent();
  }

  @Test
  void twoThatShareSomethingAreNoCommonCauseAndThreeAre() {
    sick(0, 2);
    sweep();
    assertThat(causes()).isEmpty();

    sick(2, 3);
    sweep();
    assertThat(causes())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.subject().name()).isEqualTo("@component/jdbc:orders");
              assertThat(cause.message())
                  .isEqualTo(
                      "3 jobs that use jdbc:orders went wrong within an hour of one another:"
                          + " job-0, job-1, job-2");
              assertThat(cause.errorType()).isEqualTo(ErrorType.DEPENDENCY_FAILURE);
            });
    String cause = causes().get(0).id();
    assertThat(detection.active())
        .filteredOn(incident -> incident.subject().isJob())
        .extracting(Incident::causeId)
        .containsOnly(cause);
    assertThat(held(0) && held(1) && held(2)).isTrue();
    assertThat(held(3)).isFalse();
  }

  @Test
  void twoAreEnoughWhereTheThingItselfIsSeenToBeSick() {
    Finding down = Finding.of("host.data_source", Subject.environment("data_source/orders"), "no");
    detection.take("d", Observation.builder().finding(down).build(), now);
    sick(0, 2);
    sweep();

    assertThat(causes()).hasSize(1);
  }

  @Test
  void moreThanAnHourApartIsNotTogether() {
    sick(0, 2);
    now = T.plus(Duration.ofHours(1)).plusMillis(1);
    sick(2, 3);
    sweep();

    assertThat(causes()).isEmpty();
  }

  @Test
  void asManyUsersThatAreWellSpeakAgainstIt() {
    well = 3;
    sick(0, 3);
    sweep();
    assertThat(causes()).isEmpty();

    well = 2;
    now = now.plus(LATER);
    sweep();
    assertThat(causes()).hasSize(1);

    well = 3;
    now = now.plus(LATER);
    sweep();
    assertThat(causes().get(0).clearSince()).isEqualTo(now);
    assertThat(held(0)).as("each is cared for by itself again").isFalse();
  }

  @Test
  void anErrorOfTheJobsOwnIsNotWhatTheyShare() {
    sick(0, 3, ErrorType.CONFIGURATION_ERROR, "it is wrongly set");
    sweep();

    assertThat(causes()).isEmpty();
  }

  @Test
  void aDirectoryIsSharedOnlyWhereTheErrorNamesIt() {
    uses = Set.of();
    directories = Set.of("/data/in");
    sick(0, 3, ErrorType.UNKNOWN, "No such file: /data/inbox/a.csv");
    sweep();
    assertThat(causes()).isEmpty();

    sick(3, 6, ErrorType.UNKNOWN, "No such file: /data/in/a.csv");
    sweep();
    assertThat(causes().get(0).evidence())
        .containsEntry("resource", "/data/in")
        .containsEntry("count", "3");
  }

  @Test
  void theAddressOfTheOtherSideIsSharedWithoutADeclaration() {
    uses = Set.of();
    sick(0, 3, ErrorType.NETWORK_TIMEOUT, "Connect to db.acme.org:5432 timed out at Pool.java:77");
    sweep();

    assertThat(causes()).extracting(CommonCauses::thing).containsExactly("db.acme.org:5432");
    assertThat(causes().get(0).errorType()).isEqualTo(ErrorType.NETWORK_TIMEOUT);
  }

  @Test
  void laterOnesJoinItAndNoneOfThemCountsForAStorm() {
    sick(0, 3);
    sweep();
    for (int i = 3; i < 30; i++) {
      sick(i, i + 1);
      sweep();
    }

    assertThat(causes()).hasSize(1);
    assertThat(causes().get(0).evidence()).containsEntry("count", "30");
    assertThat(detection.active()).noneMatch(i -> i.findingId().equals(Storms.FINDING));
    assertThat(held(29)).isTrue();
  }

  @Test
  void itIsClearWhenOneIsLeftAndEndsWhenItHasSettled() {
    sick(0, 3);
    sweep();
    now = now.plus(LATER);
    well(0, 1);
    sweep();
    assertThat(held(1)).as("two are still sick").isTrue();

    well(1, 2);
    sweep();
    assertThat(held(2)).isFalse();
    now = now.plus(SETTLE);
    assertThat(sweep().ended())
        .filteredOn(incident -> incident.findingId().equals(CommonCauses.FINDING))
        .extracting(Incident::end)
        .containsExactly(IncidentEnd.RECOVERED);
  }

  @Test
  void whoEndsItByHandLetsEachJobBeCaredForByItself() {
    sick(0, 3);
    sweep();
    detection.replace(causes().get(0).ended(IncidentEnd.BY_HAND, now));
    assertThat(held(0)).isFalse();

    now = now.plus(LATER);
    sweep();
    assertThat(causes()).isEmpty();
    assertThat(held(0)).isFalse();
  }

  @Test
  void itGoesOnAfterARestart() {
    sick(0, 3);
    sweep();
    detection = detection(List.copyOf(detection.active()));
    sweep();

    assertThat(causes()).hasSize(1);
    assertThat(held(0)).isTrue();
  }
}
