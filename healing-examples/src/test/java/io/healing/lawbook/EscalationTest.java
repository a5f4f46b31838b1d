package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.EscalationRung;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.job.RunTrigger;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotifyRoute;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are called again, rung by rung, until somebody has dealt with it. */
class EscalationTest {
  private static final String JOB = "import";
  private static final String NOBODY = "Nobody has dealt with it since a person was called at ";

  @TempDir Path home;
  private final Mailbox slack = new Mailbox("slack");

  private House.Plan plan(EscalationRung... rungs) {
    return House.in(home)
        .job(JOB)
        .plugin(slack)
        .root(root -> root.withRecovery(root.recovery().withEscalation(List.of(rungs))));
  }

  private static EscalationRung slack(Duration after, ErrorSeverity... severities) {
    return new EscalationRung(after, List.of(severities), "slack", "night-shift");
  }

  private static House failing(House.Plan plan) {
    House house = plan.open();
    house.runner.does(
        JOB,
        log -> {
          throw new IllegalStateException("odd");
        });
    house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
    return house;
  }

  private static long again(Mailbox mailbox) {
    return mailbox.received.stream()
        .filter(told -> told.kind() == NotificationKind.GIVE_UP)
        .filter(told -> told.body().contains(NOBODY))
        .count();
  }

  private static Incident incident(House house) {
    return house.store.incidents().active().get(0);
  }

  @Test
  void withoutRungsOfItsOwnAPersonIsCalledOnceMoreAfterTheAlertTimeout() {
    try (House house = failing(plan())) {
      Instant first = house.now();
      assertThat(house.mailbox.received)
          .filteredOn(told -> told.kind() == NotificationKind.GIVE_UP)
          .as(house.admin().why(JOB))
          .hasSize(1);
      house.tick(Duration.ofSeconds(299));
      assertThat(again(house.mailbox)).isZero();
      house.ticks(10, Duration.ofMinutes(5));

      assertThat(again(house.mailbox)).isEqualTo(1);
      assertThat(house.admin().why(incident(house).id()))
          .contains("a person was called at " + first + ", and again at ");
    }
  }

  /** Three failures in a row are the trouble of the first, become worse. */
  @Test
  void aJobThatFailsInARowIsOneTroubleWithOneCall() {
    try (House house = plan().open()) {
      house.runner.does(
          JOB,
          log -> {
            throw new IllegalStateException("odd");
          });
      for (int i = 0; i < 4; i++) {
        house.run(JOB).tick(Duration.ofSeconds(31));
      }
      assertThat(house.store.incidents().active())
          .extracting(Incident::findingId)
          .containsExactlyInAnyOrder("job.failed", "job.failing");
      assertThat(house.mailbox.received)
          .filteredOn(told -> told.kind() == NotificationKind.GIVE_UP)
          .as(house.admin().why(JOB))
          .hasSize(1);
      house.ticks(12, Duration.ofMinutes(5));

      assertThat(again(house.mailbox)).isEqualTo(1);
      assertThat(house.store.incidents().active())
          .allMatch(incident -> incident.severity() == ErrorSeverity.HIGH);
      assertThat(house.mailbox.received)
          .noneMatch(
              told -> told.body().contains("What: ") && told.body().contains(" job.failing of"))
          .noneMatch(told -> told.body().contains("explains:"))
          .anyMatch(told -> told.body().contains("failures_in_a_row: 4"));
    }
  }

  @Test
  void eachRungCallsOnceAtItsTimeThroughItsChannelAlsoAfterARestart() {
    House.Plan plan = plan(slack(Duration.ofMinutes(10)), slack(Duration.ofHours(1)));
    House first = failing(plan);
    first.tick(Duration.ofSeconds(599));
    assertThat(again(slack)).isZero();
    first.tick(Duration.ofSeconds(1));
    assertThat(again(slack)).isEqualTo(1);
    assertThat(slack.received.get(0).recipient()).isEqualTo("night-shift");
    Instant stopped = first.now();
    first.close();

    try (House house = plan.from(stopped).open()) {
      house.ticks(4, Duration.ofMinutes(10));
      assertThat(again(slack)).isEqualTo(1);
      house.ticks(3, Duration.ofMinutes(10));
      assertThat(again(slack)).isEqualTo(2);
      house.ticks(6, Duration.ofHours(1));
      assertThat(again(slack)).isEqualTo(2);
      assertThat(house.admin().why(incident(house).id())).contains("through slack");
    }
  }

  @Test
  void aRungIsForItsSeveritiesOnly() {
    EscalationRung critical = slack(Duration.ofMinutes(5), ErrorSeverity.CRITICAL);
    EscalationRung all = slack(Duration.ofMinutes(20));
    try (House house = failing(plan(critical, all))) {
      house.ticks(2, Duration.ofMinutes(5));
      assertThat(again(slack)).isZero();
      assertThat(house.admin().why(JOB)).contains("left out: not for medium");
      house.ticks(2, Duration.ofMinutes(6));
      assertThat(again(slack)).isEqualTo(1);
    }
  }

  @Test
  void nobodyIsCalledAgainOnceTheIncidentIsEndedByHand() {
    try (House house = failing(plan())) {
      house.admin().end(incident(house).id());
      house.ticks(4, Duration.ofMinutes(5));
      assertThat(again(house.mailbox)).isZero();
    }
  }

  private static void failTogether(House house, int jobs) {
    for (int i = 0; i < jobs; i++) {
      String odd = "odd " + (char) ('a' + i);
      house.runner.does(
          "job" + i,
          log -> {
            throw new IllegalStateException(odd);
          });
      house.runner.execute("job" + i, RunTrigger.SCHEDULED);
    }
    house.tick(Duration.ofSeconds(31));
  }

  @Test
  void whatFellSickInOneStormIsCalledForAgainOnceAndNamedTogether() {
    House.Plan plan = House.in(home);
    IntStream.range(0, 12).forEach(i -> plan.job("job" + i));
    try (House house = plan.open()) {
      failTogether(house, 12);
      house.ticks(80, Duration.ofSeconds(31));

      assertThat(house.mailbox.received)
          .filteredOn(told -> told.body().contains(NOBODY))
          .filteredOn(told -> told.subject().isJob())
          .as(house.admin().why("job3"))
          .singleElement()
          .satisfies(
              told ->
                  assertThat(told.body())
                      .contains("; nor with what fell sick together with it: job")
                      .contains(" and 1 more"));
      assertThat(IntStream.range(0, 12).mapToObj(i -> house.admin().why("job" + i)))
          .filteredOn(why -> why.contains(" left out: called together with others of i-"))
          .hasSize(11);
    }
  }

  @Test
  void whoeverGetsTheMessagesOfAnotherJobOfTheStormIsCalledToo() {
    NotifyRoute own = new NotifyRoute(List.of(), List.of("job3"), "slack", null);
    House.Plan plan = plan().config(c -> c.withDelivery(c.delivery().withRoutes(List.of(own))));
    IntStream.range(0, 12).forEach(i -> plan.job("job" + i));
    try (House house = plan.open()) {
      failTogether(house, 12);
      house.ticks(80, Duration.ofSeconds(31));

      assertThat(again(slack)).isEqualTo(1);
    }
  }

  @Test
  void aPauseIsAPersonAtWork() {
    try (House house = failing(plan())) {
      house.admin().pause("looking at it", "anna");
      house.ticks(4, Duration.ofMinutes(5));
      assertThat(again(house.mailbox)).isZero();
      house.admin().resume();
      house.tick(Duration.ofSeconds(10));
      assertThat(again(house.mailbox)).isEqualTo(1);
    }
  }

  @Test
  void whoRejectedASuggestionForItHasDealtWithIt() {
    House.Plan plan = House.in(home).job(BrokenConfig.job(home, JOB)).root(root -> root);
    try (House house = plan.open()) {
      BrokenConfig.happen(house, JOB);
      house.ticks(4, Duration.ofSeconds(31));
      house.admin().suggestions(io.healing.api.review.SuggestionStatus.PENDING).stream()
          .map(entry -> entry.row().id())
          .forEach(id -> house.admin().reject(id, "anna", "it is meant so"));
      house.ticks(6, Duration.ofMinutes(5));
      assertThat(again(house.mailbox)).as(house.admin().why(JOB)).isZero();
    }
  }
}
