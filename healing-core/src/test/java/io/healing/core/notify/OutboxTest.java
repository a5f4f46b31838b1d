package io.healing.core.notify;

import static io.healing.core.notify.Mailroom.MAIL;
import static io.healing.core.notify.Mailroom.help;
import static io.healing.core.notify.Mailroom.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.core.notify.Mailroom.Channel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored before it is sent: joined, held back, tried again, given up, taken over. */
class OutboxTest {
  private static final DeliveryConfig STANDARD = DeliveryConfig.defaults();
  private static final DeliveryConfig EACH = STANDARD.withGroupWindow(Duration.ZERO);
  private static final String WAITING = "healing.notify.waiting";

  private final Channel mail = new Channel("mail");

  private List<String> titles() {
    return mail.sent.stream().map(Notification::title).toList();
  }

  @Test
  void whatIsToldAtOnceIsOneMessage() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    room.take(help("one"), MAIL);
    room.pass(Duration.ofSeconds(2));
    room.take(Mailroom.message(NotificationKind.SUCCESS, "other", "two"), MAIL);
    assertThat(titles()).isEmpty();
    room.pass(Duration.ofSeconds(1));

    assertThat(titles()).containsExactly("2 messages, the first: one");
    assertThat(mail.sent.get(0).parts()).hasSize(2);
    assertThat(mail.sent.get(0).body())
        .contains("A person is needed for report: one\nWhat: it", "other: two\nWhat: it");
  }

  @Test
  void theFirstGoesSoonAndTheNextWaitForTheWindow() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    room.take(help("one"), MAIL);
    room.pass(Duration.ofSeconds(3));
    room.take(help("two"), MAIL);
    room.pass(Duration.ofSeconds(20));
    room.take(help("three"), MAIL);
    room.pass(Duration.ofMillis(9_999));
    assertThat(titles()).containsExactly("one");
    room.pass(Duration.ofMillis(1));

    assertThat(titles()).containsExactly("one", "2 messages, the first: two");
  }

  @Test
  void whatIsCriticalDoesNotWait() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    room.take(
        new Message(
            NotificationKind.GIVE_UP,
            Subject.job("a"),
            ErrorSeverity.CRITICAL,
            "",
            false,
            "fire",
            ""),
        MAIL);
    room.pass(Duration.ZERO);

    assertThat(titles()).containsExactly("fire");
  }

  private static Message of(ErrorSeverity severity, String title) {
    return new Message(
        NotificationKind.GIVE_UP, Subject.job("a"), severity, "", false, title, "What: " + title);
  }

  private static Message saying(String title, String body) {
    return new Message(
        NotificationKind.GIVE_UP, Subject.job("a"), ErrorSeverity.LOW, "", false, title, body);
  }

  @Test
  void whatIsCriticalGoesAboveTheLimitOfAnHourWithWhatWasHeldBackAndFirst() {
    Mailroom room = Mailroom.of(STANDARD.withPerHour(1), mail);
    room.take(of(ErrorSeverity.LOW, "one"), MAIL);
    room.pass(Duration.ofSeconds(3)).pass(Duration.ofSeconds(30));
    room.take(of(ErrorSeverity.LOW, "two"), MAIL);
    room.pass(Duration.ofSeconds(3)).pass(Duration.ofSeconds(3));
    assertThat(titles()).containsExactly("one");
    room.take(of(ErrorSeverity.CRITICAL, "fire"), MAIL);
    room.pass(Duration.ZERO);

    assertThat(titles()).containsExactly("one", "2 messages, the first: fire");
    assertThat(mail.sent.get(1).severity()).isEqualTo(ErrorSeverity.CRITICAL);
    assertThat(mail.sent.get(1).body())
        .startsWith("Program: shop on web-3\nHeld back since")
        .containsSubsequence("What: fire", "What: two");
  }

  @Test
  void whatIsCriticalWaitsForTheWindowAfterTheLastOneAtMost() {
    Mailroom room = Mailroom.of(STANDARD.withPerHour(1), mail);
    room.take(of(ErrorSeverity.CRITICAL, "one"), MAIL);
    room.pass(Duration.ZERO);
    room.take(of(ErrorSeverity.CRITICAL, "two"), MAIL);
    room.pass(Duration.ofSeconds(29));
    assertThat(titles()).containsExactly("one");
    room.pass(Duration.ofSeconds(1));
    assertThat(titles()).containsExactly("one", "two");
  }

  @Test
  void aFullLetterLeavesOutWhatIsLeastUrgent() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    for (int i = 1; i <= 20; i++) {
      room.take(of(ErrorSeverity.LOW, "no " + i + "."), MAIL);
    }
    String log = logged(() -> room.take(of(ErrorSeverity.HIGH, "the one"), MAIL));
    room.pass(Duration.ofSeconds(3));

    assertThat(titles()).containsExactly("21 messages, the first: the one");
    assertThat(mail.sent.get(0).severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(mail.sent.get(0).body())
        .contains("What: the one", "no 19.")
        .doesNotContain("no 20.");
    assertThat(log).contains("no 20.");
  }

  @Test
  void whatIsMostUrgentStaysWhereTooMuchWaits() {
    Mailroom room = Mailroom.of(EACH.withQueue(10, Duration.ofHours(1)), mail);
    room.take(of(ErrorSeverity.CRITICAL, "fire"), MAIL);
    for (int i = 1; i <= 10; i++) {
      room.take(of(ErrorSeverity.LOW, "no " + i + "."), MAIL);
    }
    assertThat(logged(room.notifying::lost)).contains("no 1.").doesNotContain("fire");
    room.pass(Duration.ZERO);
    assertThat(titles()).containsExactly("fire");
  }

  @Test
  void textsThatGrowWhenTheyAreWrittenAreStoredAllTheSame() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    String odd = "\u001b[31m\"".repeat(10_000);
    for (int i = 1; i <= 5; i++) {
      room.take(saying("no " + i, "\u0001".repeat(20_000)), MAIL);
      room.take(saying("odd " + i, odd), MAIL);
    }
    room.pass(Duration.ofSeconds(3));

    assertThat(titles()).containsExactly("10 messages, the first: no 1");
    assertThat(room.store.states().all(WAITING)).isEmpty();
  }

  @Test
  void whatHangsUnderACauseWaitsForTheOthersUnderIt() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    for (String job : List.of("a", "b", "c")) {
      room.take(
          new Message(
              NotificationKind.GIVE_UP, Subject.job(job), ErrorSeverity.HIGH, "", true, job, ""),
          MAIL);
      room.pass(Duration.ofSeconds(10));
    }

    assertThat(titles()).containsExactly("3 messages, the first: a");
  }

  @Test
  void otherRecipientsAreOtherMessagesAndWithoutAWindowEachIsItsOwn() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    room.take(help("one"), MAIL);
    room.take(help("two"), new Address("mail", "day shift"));
    room.pass(Duration.ofSeconds(3)).pass(Duration.ZERO);
    assertThat(titles()).containsExactly("one", "two");

    Mailroom each = Mailroom.of(EACH, mail);
    each.take(help("three"), MAIL);
    each.take(help("four"), MAIL);
    each.pass(Duration.ZERO).pass(Duration.ZERO);
    assertThat(titles()).containsExactly("one", "two", "three", "four");
  }

  @Test
  void aLetterShowsTwentyMessagesAndCountsTheOthersWhichAreInTheLog() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    String log =
        logged(
            () -> {
              for (int i = 1; i <= 23; i++) {
                room.take(help("no " + i), MAIL);
              }
            });
    room.pass(Duration.ofSeconds(3));

    assertThat(mail.sent.get(0).parts()).hasSize(20);
    assertThat(mail.sent.get(0).title()).startsWith("23 messages");
    assertThat(mail.sent.get(0).body()).endsWith("and 3 more, in the log.");
    assertThat(log).contains("no 21", "no 22", "no 23").doesNotContain("no 20");
  }

  @Test
  void aChannelGetsSoManyAnHourAndTheNextSaysWhatWasHeldBack() {
    Mailroom room = Mailroom.of(EACH.withPerHour(2), mail);
    for (int i = 1; i <= 5; i++) {
      room.take(help("no " + i), MAIL);
      room.pass(Duration.ofMinutes(1));
    }
    assertThat(titles()).containsExactly("no 1", "no 2");
    room.pass(Duration.ofMinutes(55));
    assertThat(titles()).hasSize(2);
    room.pass(Duration.ofMinutes(1));

    assertThat(titles()).last().isEqualTo("3 messages, the first: no 3");
    assertThat(mail.sent.get(2).body())
        .startsWith("Program: shop on web-3\nHeld back since ")
        .contains("by the limit of 2 an hour: 3.", "no 4", "no 5");
  }

  @Test
  void theLimitOfAnHourHoldsAcrossARestart() {
    Mailroom room = Mailroom.of(EACH.withPerHour(1), mail);
    room.take(help("one"), MAIL);
    room.pass(Duration.ZERO);
    Mailroom next = room.next(EACH.withPerHour(1), mail);
    next.take(help("two"), MAIL);
    next.pass(Duration.ofMinutes(59));
    assertThat(titles()).containsExactly("one");
    next.pass(Duration.ofMinutes(1));
    assertThat(titles()).containsExactly("one", "two");
  }

  @Test
  void aFailureIsTriedAgainAfterTimesThatDouble() {
    Mailroom room = Mailroom.of(EACH.withAttempts(4, Duration.ofSeconds(10)), mail);
    mail.fault = new IllegalStateException("away");
    room.take(help("one"), MAIL);
    for (int second = 0; second < 200; second++) {
      room.pass(Duration.ofSeconds(1));
    }

    assertThat(mail.tried.stream().map(at -> Duration.between(mail.tried.get(0), at).toSeconds()))
        .containsExactly(0L, 10L, 30L, 70L);
    assertThat(room.failures)
        .last()
        .extracting(Finding::evidence)
        .asString()
        .contains("given_up=1");
    assertThat(room.store.states().all(WAITING)).isEmpty();
  }

  @Test
  void asItIsConfiguredByDefaultAMessageOutlivesAnOutageOfAlmostADay() {
    Mailroom room = Mailroom.of(STANDARD, mail);
    mail.fault = new IllegalStateException("away");
    room.take(help("one"), MAIL);
    for (int minute = 0; minute < 22 * 60; minute++) {
      room.pass(Duration.ofMinutes(1));
    }
    mail.fault = null;
    room.pass(Duration.ofHours(1)).pass(Duration.ofHours(1));

    assertThat(titles()).containsExactly("one");
  }

  @Test
  void whatNobodyWasAskedToSendWaitsAndHasUsedUpNoTry() {
    Mailroom room = Mailroom.of(EACH.withAttempts(1, Duration.ofSeconds(10)), mail);
    room.take(help("one"), MAIL);
    for (int i = 0; i < 3; i++) {
      room.clock.advance(Duration.ofSeconds(10));
      List<Letter> due = room.notifying.due(room.clock.instant(), id -> true);
      assertThat(due).hasSize(1);
      room.notifying.notTried(due.get(0));
    }
    room.pass(Duration.ofSeconds(9));
    assertThat(titles()).isEmpty();
    room.pass(Duration.ofSeconds(1));
    assertThat(titles()).containsExactly("one");
  }

  @Test
  void jitterIsAFifthAtMost() {
    Letter letter = Letter.of("m-1", 1, MAIL, help("one").part(Samples.NOON));
    RuntimeException fault = new IllegalStateException("away");
    DeliveryConfig first = EACH.withAttempts(8, Duration.ofSeconds(10));

    assertThat(new Retry(first, () -> 0).after(letter, fault, Samples.NOON))
        .contains(Samples.NOON.plusSeconds(8));
    assertThat(new Retry(first, () -> 1).after(letter, fault, Samples.NOON))
        .contains(Samples.NOON.plusSeconds(12));
  }

  @Test
  void aChannelThatAsksToBeLeftAloneIsAndAnHourAtMost() {
    Letter letter = Letter.of("m-1", 1, MAIL, help("one").part(Samples.NOON));
    Retry retry = new Retry(EACH, () -> 0.5);

    assertThat(retry.after(letter, later(Duration.ofSeconds(90)), Samples.NOON))
        .contains(Samples.NOON.plusSeconds(90));
    assertThat(retry.after(letter, later(Duration.ofSeconds(1)), Samples.NOON))
        .contains(Samples.NOON.plusSeconds(10));
    assertThat(retry.after(letter, later(Duration.ofDays(9)), Samples.NOON))
        .contains(Samples.NOON.plusSeconds(3_600));
  }

  private static NotDeliveredException later(Duration after) {
    return NotDeliveredException.later("busy", "", after);
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() {
    Mailroom room = Mailroom.of(EACH, mail);
    mail.fault = NotDeliveredException.refused("no such room", "Set url.");
    room.take(help("one"), MAIL);
    room.pass(Duration.ZERO).pass(Duration.ofHours(2));

    assertThat(mail.tried).hasSize(1);
    assertThat(room.failures.get(0).message()).contains("no such room. Set url.");
    assertThat(room.failures.get(0).hint()).contains("given up");
    assertThat(room.failures.get(0).evidence()).containsEntry("given_up", "1");
  }

  @Test
  void whatIsTooOldIsGivenUpAndSaidSo() {
    Mailroom room = Mailroom.of(EACH.withQueue(10, Duration.ofHours(1)), mail);
    room.notifying.take(help("one"), List.of(MAIL), id -> false);
    String log = logged(() -> room.pass(Duration.ofHours(1)));

    assertThat(mail.tried).isEmpty();
    List<Finding> lost = room.notifying.lost();
    assertThat(lost)
        .singleElement()
        .extracting(Finding::subject)
        .isEqualTo(Subject.plugin("acme.mail"));
    assertThat(log).isEmpty();
    assertThat(room.store.states().all(WAITING)).isEmpty();
  }

  @Test
  void soManyWaitAtMostAndTheOldestGoesToTheLog() {
    Mailroom room = Mailroom.of(EACH.withQueue(10, Duration.ofHours(1)), mail);
    for (int i = 1; i <= 11; i++) {
      room.take(help("no " + i), MAIL);
    }

    assertThat(room.store.states().all(WAITING)).hasSize(10);
    String log = logged(() -> assertThat(room.notifying.lost()).hasSize(1));
    assertThat(log).contains("no 1 (for").doesNotContain("no 2");
  }

  @Test
  void whatADeadProcessLeftIsSentOnceByTheNextAndWhatALivingOneHasIsNot() {
    Mailroom dead = Mailroom.of(EACH, mail);
    dead.take(help("one"), MAIL);
    Mailroom next = dead.next(EACH, mail);
    next.pass(Duration.ZERO);
    assertThat(titles()).isEmpty();
    dead.store.instances().leave(dead.instance);
    next.pass(Duration.ofSeconds(59));
    assertThat(titles()).isEmpty();
    next.pass(Duration.ofSeconds(1));
    assertThat(titles()).containsExactly("one");
    assertThat(mail.sent.get(0).id()).isEqualTo("m-1");
    Mailroom third = dead.next(EACH, mail);
    third.pass(Duration.ZERO).pass(Duration.ofMinutes(5));
    assertThat(titles()).containsExactly("one");
  }

  @Test
  void whatADeadProcessLeftWaitsForOneThatHasItsChannel() {
    Mailroom dead = Mailroom.of(EACH, mail);
    dead.take(help("one"), MAIL);
    dead.store.instances().leave(dead.instance);
    Mailroom without = dead.next(EACH);
    without.pass(Duration.ofMinutes(2)).pass(Duration.ofMinutes(2));
    assertThat(without.failures).isEmpty();
    assertThat(dead.store.states().all(WAITING)).hasSize(1);

    without.next(EACH, mail).pass(Duration.ZERO);
    assertThat(titles()).containsExactly("one");
  }

  @Test
  void whatAProcessOfAnotherNameLeftIsNotSentButGoesToTheLogWhenItExpires() {
    Mailroom dead = Mailroom.of(EACH.withQueue(10, Duration.ofHours(1)), mail);
    dead.take(help("one"), MAIL);
    dead.store.instances().leave(dead.instance);
    Mailroom other = dead.beside("batch", EACH.withQueue(10, Duration.ofHours(1)), mail);
    other.pass(Duration.ofMinutes(30));
    assertThat(titles()).isEmpty();
    assertThat(dead.store.states().all(WAITING)).hasSize(1);

    other.pass(Duration.ofMinutes(30));
    String log = logged(() -> assertThat(other.notifying.lost()).hasSize(1));
    assertThat(titles()).isEmpty();
    assertThat(log).contains("one");
    assertThat(dead.store.states().all(WAITING)).isEmpty();
  }

  @Test
  void whatWasUnderWayAtTheCrashComesAgainUnderTheSameId() {
    Mailroom dead = Mailroom.of(EACH, mail);
    dead.take(help("one"), MAIL);
    dead.notifying.due(Samples.NOON, id -> true).forEach(dead.notifying::send);
    dead.store.instances().leave(dead.instance);
    dead.next(EACH, mail).pass(Duration.ZERO);

    assertThat(mail.sent).extracting(Notification::id).containsExactly("m-1", "m-1");
  }

  @Test
  void aLetterComesBackFromTheStoreAsItWas() {
    LetterJson json = new LetterJson();
    Letter letter =
        Letter.of("m-1", 7, MAIL, help("one").part(Samples.NOON))
            .heldAt(Samples.NOON, Samples.NOON.plusSeconds(5))
            .tried(Samples.NOON.plusSeconds(9));
    for (int i = 0; i < 20; i++) {
      letter = letter.with(help("two").part(Samples.NOON)).letter();
    }
    assertThat(letter.further()).isEqualTo(1);

    assertThat(json.letter("m-1", json.state(letter))).contains(letter);
    assertThat(json.letter("m-1", new io.healing.api.PluginState(2, "{}"))).isEmpty();
    assertThat(json.letter("m-1", new io.healing.api.PluginState(1, "{nonsense"))).isEmpty();
  }

  @Test
  void aChannelHasOneUnderWayAtATime() {
    Mailroom room = Mailroom.of(EACH, mail);
    room.take(help("one"), MAIL);
    room.take(help("two"), MAIL);

    List<Letter> first = room.notifying.due(Samples.NOON, id -> true);
    assertThat(first).hasSize(1);
    assertThat(room.notifying.due(Samples.NOON, id -> true)).isEmpty();
    room.notifying.sent(first.get(0));
    assertThat(room.notifying.due(Samples.NOON, id -> true)).hasSize(1);
  }
}
