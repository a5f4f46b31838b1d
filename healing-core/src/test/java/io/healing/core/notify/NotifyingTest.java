package io.healing.core.notify;

import static io.healing.core.notify.Mailroom.MAIL;
import static io.healing.core.notify.Mailroom.help;
import static io.healing.core.notify.Mailroom.logged;
import static io.healing.core.notify.Mailroom.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.decide.Ways;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotifyRoute;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.core.notify.Mailroom.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told what, through which channel. */
class NotifyingTest {
  private static final DeliveryConfig EACH =
      DeliveryConfig.defaults().withGroupWindow(Duration.ZERO);
  private static final SuggestionBehaviorConfig BEHAVIOR = SuggestionBehaviorConfig.defaults();

  private final Channel mail = new Channel("mail");
  private final Mailroom room = Mailroom.of(EACH, mail);

  @Test
  void theChannelGetsAllThereIsToSayAndTheRecipient() {
    assertThat(room.take(help("help"), MAIL)).isEmpty();
    room.pass(Duration.ZERO);

    Notification sent = mail.sent.get(0);
    assertThat(sent.id()).isEqualTo("m-1");
    assertThat(sent.kind()).isEqualTo(NotificationKind.GIVE_UP);
    assertThat(sent.subject()).isEqualTo(Subject.job("report"));
    assertThat(sent.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(sent.title()).isEqualTo("help");
    assertThat(sent.body()).isEqualTo("Program: shop on web-3\nWhat: it\nNext: nothing.");
    assertThat(sent.program() + "/" + sent.host()).isEqualTo("shop/web-3");
    assertThat(sent.recipient()).isEqualTo("night shift");
    assertThat(sent.at()).isEqualTo(Samples.NOON);
  }

  @ParameterizedTest
  @EnumSource
  void eachSwitchLetsItsKindThroughAndNoOther(NotificationKind on) {
    HealingNotifyConfig only =
        new HealingNotifyConfig(
            on == NotificationKind.ANALYSIS,
            on == NotificationKind.FIX_ATTEMPT,
            on == NotificationKind.SUCCESS,
            on == NotificationKind.GIVE_UP,
            "main");
    SuggestionBehaviorConfig behavior =
        BEHAVIOR.withNotifyOnSuggestion(on == NotificationKind.SUGGESTION);
    Notifying notifying =
        Mailroom.of(
                EACH.withReminders(on == NotificationKind.REMINDER ? 1 : 0, Duration.ofHours(1))
                    .withTellResolved(on == NotificationKind.RESOLVED))
            .notifying;

    assertThat(Stream.of(NotificationKind.values()))
        .filteredOn(kind -> notifying.wanted(kind, only, behavior))
        .containsExactly(on);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook", "slack", "whatsapp", "mail"})
  void aChannelThatIsNotSetUpGoesToTheLogWithOneFinding(String channel) {
    Mailroom none = Mailroom.of(EACH);
    Address to = new Address(channel, "night shift");
    List<Finding> findings = new ArrayList<>();
    String log =
        logged(
            () -> {
              findings.addAll(none.take(help("help"), to));
              findings.addAll(none.take(message(NotificationKind.SUCCESS, "other", "done"), to));
            });

    assertThat(log).contains("help", "What: it", "night shift", "done");
    assertThat(findings).hasSize(2);
    assertThat(findings.get(0)).isEqualTo(findings.get(1));
    assertThat(findings.get(0).hint()).contains(channel, "notify_channel: log");
    assertThat(findings.get(0).subject()).isEqualTo(Subject.plugin("notify." + channel));
  }

  @Test
  void theLogIsAlwaysThereAndIsNotStored() {
    String log =
        logged(() -> assertThat(room.take(help("help"), new Address("log", "main"))).isEmpty());

    assertThat(log).contains("WARN", "A person is needed for report: help");
    for (NotificationKind kind :
        List.of(NotificationKind.SUGGESTION, NotificationKind.REMINDER, NotificationKind.GIVE_UP)) {
      Message wanted = message(kind, "report", "help");
      assertThat(logged(() -> room.take(wanted, new Address("log", "main")))).contains("WARN");
    }
    assertThat(room.store.states().all("healing.notify.waiting")).isEmpty();
  }

  @Test
  void aFailingLogOfTheHostFallsBackToOurs() {
    Channel broken = new Channel("log");
    broken.fault = new IllegalStateException("full");
    Mailroom other = Mailroom.of(EACH, broken);

    String log = logged(() -> other.take(help("help"), new Address("log", "main")));

    assertThat(log).contains("help");
    assertThat(other.failures)
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("full");
  }

  @Test
  void whatAChannelCannotSendGoesToTheLogOnceAndIsAFinding() {
    mail.fault = new IllegalStateException("no route to host");
    String log =
        logged(
            () -> {
              room.take(help("help"), MAIL);
              room.pass(Duration.ZERO).pass(Duration.ofHours(1));
            });

    assertThat(log.split("help \\(for night shift\\)", -1)).hasSize(2);
    assertThat(room.failures).hasSize(2);
    Finding first = room.failures.get(0);
    assertThat(first.id()).isEqualTo("plugin.failed");
    assertThat(first.subject()).isEqualTo(Subject.plugin("acme.mail"));
    assertThat(first.message()).contains("no route to host");
    assertThat(first.hint()).contains("tried again");
    assertThat(first.evidence()).containsEntry("waiting", "1").containsEntry("given_up", "0");
  }

  @Test
  void aNotifierThatRestsIsNotCalledButItsMessagesAreInTheLogAndWait() {
    String log = logged(() -> room.notifying.take(help("help"), List.of(MAIL), notifier -> false));

    assertThat(log).contains("help");
    assertThat(room.notifying.due(Samples.NOON, notifier -> false)).isEmpty();
    room.pass(Duration.ofSeconds(1));
    assertThat(mail.sent).hasSize(1);
  }

  @Test
  void twoForOneChannelAreRefusedWithBothNames() {
    assertThatThrownBy(() -> Mailroom.of(EACH, mail, new Channel("mail")))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("mail")
        .hasMessageContaining("acme.mail");
  }

  @Test
  void aNotifierOfTheHostTakesThePlaceOfOurs() {
    Channel own = new Channel("webhook");
    Mailroom other =
        Mailroom.of(
            EACH,
            Stream.concat(
                    Notifying.builtIn(name -> null, java.nio.file.Path.of("")).stream(),
                    Stream.of(own))
                .toArray(io.healing.api.notify.Notifier[]::new));

    assertThat(other.notifying.notifier("webhook")).contains("acme.webhook");
  }

  @Test
  void routesChooseChannelAndRecipientBySeverityAndJob() {
    DeliveryConfig routed =
        EACH.withRoutes(
            List.of(
                new NotifyRoute(
                    List.of(ErrorSeverity.HIGH, ErrorSeverity.CRITICAL),
                    List.of(),
                    "slack",
                    "#ops"),
                new NotifyRoute(List.of(), List.of("billing-*", "@host"), "mail", null)));
    Notifying notifying = Mailroom.of(routed).notifying;
    Address usual = new Address("whatsapp", "main");
    Address ops = new Address("slack", "#ops");
    Address billing = new Address("mail", "main");

    assertThat(notifying.addresses(about("report", ErrorSeverity.HIGH), usual))
        .containsExactly(ops);
    assertThat(notifying.addresses(about("report", ErrorSeverity.LOW), usual))
        .containsExactly(usual);
    assertThat(notifying.addresses(about("billing-eu", ErrorSeverity.LOW), usual))
        .containsExactly(billing);
    assertThat(notifying.addresses(about("billing-eu", ErrorSeverity.CRITICAL), usual))
        .containsExactly(ops, billing);
    assertThat(notifying.addresses(about("@host", ErrorSeverity.LOW), usual))
        .containsExactly(billing);
    assertThat(notifying.addresses(about("rebilling-eu", ErrorSeverity.LOW), usual))
        .containsExactly(usual);
  }

  @Test
  void theEndIsToldToAllWhoWereToldOfTheBeginning() {
    Address night = new Address("mail", "on call");
    Message help =
        new Wording(Ways.commands())
            .about(NotificationKind.GIVE_UP, Samples.incident("i-00000001"), Known.nothing());
    Message done =
        new Wording(Ways.commands())
            .about(NotificationKind.SUCCESS, Samples.incident("i-00000001"), Known.nothing());
    room.notifying.take(help, List.of(MAIL, night), id -> true);

    assertThat(room.notifying.addresses(done, MAIL)).containsExactly(MAIL, night);
    assertThat(room.notifying.addresses(help, MAIL)).containsExactly(MAIL);
  }

  @Test
  void whatIsToldBeforeTheChannelHasSaidThatItIsSetUpIsInTheLogAndSent() {
    Mailroom early = Mailroom.unasked(EACH, mail);
    String log = logged(() -> assertThat(early.take(help("help"), MAIL)).isEmpty());
    early.pass(Duration.ZERO);
    assertThat(log).contains("help");
    assertThat(mail.sent).isEmpty();
    early.ask().pass(Duration.ZERO);

    assertThat(mail.sent).hasSize(1);
    assertThat(early.failures).isEmpty();
  }

  @Test
  void whatIsToldBeforeTheChannelHasSaidThatItIsNotSetUpIsInTheLogAndWaitsForNothing() {
    mail.lacks = "Set host";
    Mailroom early = Mailroom.unasked(EACH, mail);
    String log = logged(() -> early.take(help("help"), MAIL));
    early.ask();

    assertThat(log).contains("help");
    assertThat(early.failures)
        .singleElement()
        .satisfies(finding -> assertThat(finding.id()).isEqualTo("notify.not_set_up"))
        .satisfies(finding -> assertThat(finding.hint()).startsWith("Set host, or"));
    assertThat(early.store.states().all("healing.notify.waiting")).isEmpty();
  }

  @Test
  void aChannelIsAskedAgainWhileItIsUsedAndOneThatIsGoneForAWhileLosesNothing() {
    room.take(help("one"), MAIL);
    mail.lacks = "Set host";
    room.pass(Duration.ofSeconds(5));
    assertThat(room.failures)
        .singleElement()
        .extracting(Finding::hint)
        .asString()
        .contains("tried");
    room.ask();
    assertThat(room.take(help("two"), MAIL)).hasSize(1);
    room.pass(Duration.ofHours(1));
    assertThat(mail.tried).isEmpty();
    mail.lacks = "";
    room.ask().pass(Duration.ZERO);

    assertThat(mail.sent).singleElement().extracting(Notification::title).isEqualTo("one");
    assertThat(room.notifying.toAsk(room.clock.instant(), id -> true)).isEmpty();
  }

  private static Message about(String subject, ErrorSeverity severity) {
    return new Message(
        NotificationKind.GIVE_UP, new Subject(subject), severity, "", false, "title", "body");
  }

  @Test
  void peopleAreRemindedSoOftenAtMostAndToldOnceThatItIsOver() {
    Mailroom two = Mailroom.of(EACH.withReminders(2, Duration.ofHours(1)), mail);
    Message told =
        new Wording(Ways.commands())
            .about(NotificationKind.GIVE_UP, Samples.incident("i-00000001"), Known.nothing());
    two.take(told, MAIL);

    assertThat(two.notifying.remind("i-00000001", Samples.NOON.plusSeconds(3599))).isFalse();
    assertThat(two.notifying.remind("i-00000001", Samples.NOON.plusSeconds(3600))).isTrue();
    assertThat(two.notifying.remind("i-00000001", Samples.NOON.plusSeconds(3601))).isFalse();
    Mailroom later = two.next(EACH.withReminders(2, Duration.ofHours(1)), mail);
    assertThat(later.notifying.remind("i-00000001", Samples.NOON.plusSeconds(7200))).isTrue();
    assertThat(later.notifying.remind("i-00000001", Samples.NOON.plusSeconds(99_999))).isFalse();
    assertThat(later.notifying.over("i-00000001")).containsExactly(MAIL);
    assertThat(two.notifying.over("i-00000001")).isEmpty();
  }
}
