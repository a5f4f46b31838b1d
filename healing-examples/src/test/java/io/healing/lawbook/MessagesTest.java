package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunStart;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotificationPart;
import io.healing.api.notify.NotifyRoute;
import io.healing.api.store.ActionEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told, how often, and what each message says. */
class MessagesTest {
  private static final String JOB = "import";
  private static final Duration LOOK = Duration.ofSeconds(31);

  @TempDir Path home;

  private House.Plan plan(UnaryOperator<DeliveryConfig> change) {
    return House.in(home).config(config -> config.withDelivery(change.apply(config.delivery())));
  }

  private static void fail(House house, String job, String words) {
    house.runner.does(
        job,
        log -> {
          throw new IllegalStateException(words);
        });
    house.tick(Duration.ofMinutes(1)).run(job).tick(LOOK);
  }

  private static List<Notification> told(House house, NotificationKind kind) {
    return house.mailbox.received.stream().filter(told -> told.kind() == kind).toList();
  }

  private static JobConfig healed(Path home) {
    JobConfig job = BrokenConfig.job(home, JOB);
    return job.withSelfHealing(
        job.selfHealing()
            .withEnabled(true)
            .withRemediation(
                job.selfHealing().remediation().withAllowedActions(List.of("edit_config"))));
  }

  @Test
  void jobsThatFailTogetherAreOneMessageAsItIsConfiguredByDefault() {
    try (House house =
        plan(delivery -> DeliveryConfig.defaults()).job("a").job("b").job("c").open()) {
      for (String job : List.of("a", "b", "c")) {
        house.runner.does(
            job,
            log -> {
              throw new IllegalStateException("odd");
            });
        house.runner.execute(job, io.healing.api.job.RunTrigger.SCHEDULED);
      }
      house.tick(LOOK).tick(Duration.ofSeconds(3));

      assertThat(house.mailbox.received).hasSize(1);
      assertThat(house.mailbox.received.get(0).parts())
          .extracting(part -> part.subject().name())
          .containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  @Test
  void aRecipientThatIsRefusedDoesNotRestTheChannelForTheOthers() {
    ChoosyNotifier rooms = new ChoosyNotifier("#gone");
    NotifyRoute gone = new NotifyRoute(List.of(), List.of("bad-*"), "slack", "#gone");
    NotifyRoute ops = new NotifyRoute(List.of(), List.of("good"), "slack", "#ops");
    try (House house =
        plan(delivery -> delivery.withRoutes(List.of(gone, ops)))
            .plugin(rooms)
            .job("bad-1")
            .job("bad-2")
            .job("bad-3")
            .job("bad-4")
            .job("good")
            .open()) {
      for (String job : List.of("bad-1", "bad-2", "bad-3", "bad-4", "good")) {
        fail(house, job, "odd");
      }
      house.tick(LOOK);

      assertThat(rooms.taken).contains("#ops");
      assertThat(house.admin().incidents())
          .filteredOn(incident -> incident.subject().name().equals("@healing/test.choosy"))
          .noneMatch(incident -> incident.evidence().containsKey("rested_until"));
    }
  }

  @Test
  void routesSendBySeverityAndJob() {
    Mailbox slack = new Mailbox("slack");
    NotifyRoute billing =
        new NotifyRoute(List.of(ErrorSeverity.MEDIUM), List.of("billing-*"), "slack", "#billing");
    try (House house =
        plan(delivery -> delivery.withRoutes(List.of(billing)))
            .plugin(slack)
            .job("billing-eu")
            .job("report")
            .open()) {
      fail(house, "billing-eu", "odd");
      fail(house, "report", "odd");

      assertThat(slack.received)
          .isNotEmpty()
          .allMatch(m -> m.subject().name().equals("billing-eu"));
      assertThat(slack.received).allMatch(m -> m.recipient().equals("#billing"));
      assertThat(house.mailbox.received)
          .isNotEmpty()
          .allMatch(m -> m.subject().name().equals("report"));
    }
  }

  @Test
  void whatIsStillOpenIsToldAgainSoOftenAndNoMore() {
    House.Plan plan = plan(delivery -> delivery.withReminders(2, Duration.ofHours(6))).job(JOB);
    House first = plan.open();
    fail(first, JOB, "odd");
    assertThat(told(first, NotificationKind.GIVE_UP)).hasSize(1);
    first.ticks(7, Duration.ofHours(1));
    assertThat(told(first, NotificationKind.REMINDER))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.title()).startsWith("Still open: ");
              assertThat(told.body()).contains("Nobody has dealt with it since", "To stop: ");
            });
    java.time.Instant stopped = first.now();
    first.close();

    try (House house = plan.from(stopped).open()) {
      house.ticks(30, Duration.ofHours(1));
      assertThat(told(house, NotificationKind.REMINDER)).hasSize(1);
    }
  }

  @Test
  void whoWasToldOfItIsToldThatItHasRecovered() {
    try (House house = plan(delivery -> delivery).job(JOB).open()) {
      fail(house, JOB, "odd");
      house.runner.does(JOB, log -> {});
      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(6, LOOK);

      assertThat(told(house, NotificationKind.RESOLVED))
          .singleElement()
          .satisfies(
              over -> {
                assertThat(over.title()).startsWith("Over: ");
                assertThat(over.body())
                    .contains("Now: recovered: it is well again", "Next: nothing.");
              });
      house.ticks(5, Duration.ofHours(1));
      assertThat(told(house, NotificationKind.RESOLVED)).hasSize(1);
    }
  }

  @Test
  void whoWasToldOfItIsToldThatAPersonEndedIt() {
    try (House house = plan(delivery -> delivery).job(JOB).open()) {
      fail(house, JOB, "odd");
      house.admin().end(house.store.incidents().active().get(0).id());
      house.ticks(2, LOOK);

      assertThat(told(house, NotificationKind.RESOLVED))
          .singleElement()
          .extracting(Notification::body)
          .asString()
          .contains("Now: by hand: a person ended it");
    }
  }

  @Test
  void withoutTellResolvedNobodyIsToldThatItIsOver() {
    try (House house = plan(delivery -> delivery.withTellResolved(false)).job(JOB).open()) {
      fail(house, JOB, "odd");
      house.admin().end(house.store.incidents().active().get(0).id());
      house.ticks(3, LOOK);

      assertThat(told(house, NotificationKind.RESOLVED)).isEmpty();
      assertThat(house.store.states().all("healing.notify.open")).isEmpty();
    }
  }

  @Test
  void whatWasMendedIsToldOnceAndNotAgainAsOver() {
    try (House house = plan(delivery -> delivery).job(healed(home)).open()) {
      BrokenConfig.happen(house, JOB);
      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(8, LOOK);

      assertThat(told(house, NotificationKind.SUCCESS))
          .singleElement()
          .extracting(Notification::body)
          .asString()
          .contains("verified", "healing rollback a1 --by NAME");
      assertThat(told(house, NotificationKind.RESOLVED)).isEmpty();
    }
  }

  @Test
  void secretsInAnErrorAreNotSent() {
    try (House house = plan(delivery -> delivery).job(JOB).open()) {
      fail(house, JOB, "GET https://orders.example/in?token=hush-7f3a9 password=hush-7f3a9 failed");

      assertThat(house.mailbox.received).isNotEmpty();
      assertThat(house.mailbox.received)
          .allSatisfy(told -> assertThat(told.toString()).doesNotContain("hush-7f3a9"));
    }
  }

  /** A pause keeps reminders back and loses none; the incident stays one all the while. */
  @Test
  void snoozeAndDedupDoNotCancelEachOther() {
    try (House house =
        plan(delivery -> delivery.withReminders(3, Duration.ofHours(1))).job(JOB).open()) {
      fail(house, JOB, "odd");
      house.admin().pause("looking at it", "anna");
      for (int hour = 0; hour < 3; hour++) {
        house.tick(Duration.ofHours(1)).tick(LOOK);
      }
      assertThat(told(house, NotificationKind.REMINDER)).isEmpty();
      assertThat(house.admin().incidents())
          .filteredOn(incident -> incident.findingId().equals("job.failed"))
          .hasSize(1);

      house.admin().resume();
      house.tick(LOOK).tick(LOOK);
      assertThat(calls(house)).isEqualTo(1);
      house.tick(Duration.ofMinutes(50));
      assertThat(calls(house)).isEqualTo(1);
      house.ticks(4, Duration.ofMinutes(5));
      assertThat(calls(house)).isEqualTo(2);
      assertThat(house.admin().incidents())
          .filteredOn(incident -> incident.findingId().equals("job.failed"))
          .hasSize(1);
    }
  }

  /** How often people were called again, by the escalation or a reminder. */
  private static long calls(House house) {
    return house.mailbox.received.stream()
        .filter(told -> told.body().contains("Nobody has dealt with it since"))
        .count();
  }

  @Test
  void anAgreementThatIsBrokenIsToldOnceForEachJobWhileTheRunIsStillActive() {
    SlaConfig agreed = SlaConfig.defaults().withEnabled(true).withMaxDuration(600);
    House.Plan plan = plan(delivery -> delivery);
    for (String job : List.of("a", "b")) {
      plan.job(JobConfig.of(JobDefinition.of(job)).withSla(agreed));
    }
    try (House house = plan.open()) {
      house.runner.begin("a", RunStart.scheduled());
      house.runner.begin("b", RunStart.scheduled());
      house.ticks(10, Duration.ofMinutes(1));
      assertThat(sla(house)).isEmpty();
      house.ticks(20, Duration.ofMinutes(1));

      assertThat(house.healing.status().running()).isTrue();
      assertThat(sla(house))
          .filteredOn(told -> told.kind() == NotificationKind.GIVE_UP)
          .filteredOn(told -> !told.body().contains("Nobody has dealt with it"))
          .extracting(told -> told.subject().name())
          .containsExactlyInAnyOrder("a", "b");
    }
  }

  private static List<Notification> sla(House house) {
    return house.mailbox.received.stream().filter(m -> m.body().contains(" job.sla ")).toList();
  }

  @Test
  void aMessageWithHealingOnCarriesAtLeastAsMuchAsWithHealingOff() {
    Set<String> off = facts(home.resolve("off"), false);
    Set<String> on = facts(home.resolve("on"), true);

    assertThat(off).anyMatch(line -> line.startsWith("What: ")).anyMatch(l -> l.contains("frames"));
    assertThat(on).containsAll(off);
  }

  /** The lines on what, why and the evidence of the failure, with what differs by chance masked. */
  private static Set<String> facts(Path place, boolean on) {
    JobConfig job = on ? stubborn(place) : BrokenConfig.job(place, JOB);
    try (House house = House.in(place(place)).job(job).open()) {
      BrokenConfig.happen(house, JOB);
      house.ticks(3, LOOK);
      if (on) {
        house.run(JOB).ticks(4, LOOK);
      }
      return house.mailbox.received.stream()
          .filter(told -> told.kind() != NotificationKind.FIX_ATTEMPT)
          .flatMap(told -> told.body().lines())
          .filter(line -> !line.matches("(Now|Next|To stop): .*"))
          .map(line -> line.replace(place.toString(), "HOME").replaceAll("i-[0-9a-f]+", "ID"))
          .collect(Collectors.toSet());
    }
  }

  private static Path place(Path place) {
    place.toFile().mkdirs();
    return place;
  }

  /** Healing may act, and a person is called since the store of permissions is narrow. */
  private static JobConfig stubborn(Path place) {
    JobConfig job = BrokenConfig.job(place, JOB);
    return job.withSelfHealing(
        job.selfHealing()
            .withEnabled(true)
            .withRemediation(
                job.selfHealing().remediation().withAllowedActions(List.of("restart_job"))));
  }

  @Test
  void theReasonIsNotEmptyAfterTheStateHasChanged() {
    try (House house = plan(delivery -> delivery).job(healed(home)).open()) {
      BrokenConfig.happen(house, JOB);
      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(8, LOOK);
      long action = house.admin().actions().get(0).row().id();
      String before = reason(house);
      house.admin().rollback(action, "anna");
      house.ticks(2, LOOK);

      assertThat(before).isNotBlank();
      assertThat(reason(house)).isNotBlank();
      assertThat(house.decisions(JOB))
          .isNotEmpty()
          .allSatisfy(d -> assertThat(d.detail() + d.reason()).isNotBlank());
      assertThat(house.mailbox.received.stream().flatMap(told -> told.parts().stream()))
          .extracting(NotificationPart::body)
          .allSatisfy(body -> assertThat(body).containsPattern("(?m)^Why: \\S"));
    }
  }

  private static String reason(House house) {
    ActionEntry entry = house.admin().actions().get(0);
    return entry.detail().verification().reason();
  }
}
