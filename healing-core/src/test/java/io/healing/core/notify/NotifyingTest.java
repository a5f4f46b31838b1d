package io.healing.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.HeldClock;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.config.LogLevel;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.Notifier;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyingTest {
  private static final HealingNotifyConfig ALL =
      new HealingNotifyConfig(true, true, true, true, "night shift");
  private static final SuggestionBehaviorConfig MAIL =
      SuggestionBehaviorConfig.defaults().withNotifyChannel("mail");
  private static final Message MESSAGE =
      new Message(NotificationKind.GIVE_UP, Subject.job("report"), "help", "the body");

  /** A channel that keeps what it is given, or fails. */
  private static final class Mail implements Notifier {
    private final List<Notification> sent = new ArrayList<>();
    private final boolean fails;
    private final String channel;

    Mail(String channel, boolean fails) {
      this.channel = channel;
      this.fails = fails;
    }

    @Override
    public String id() {
      return "acme." + channel;
    }

    @Override
    public String channel() {
      return channel;
    }

    @Override
    public void send(Notification notification) {
      if (fails) {
        throw new IllegalStateException("no route to host");
      }
      sent.add(notification);
    }
  }

  private final Mail mail = new Mail("mail", false);
  private final Notifying notifying = notifying(mail);

  private static Notifying notifying(Notifier... notifiers) {
    return new Notifying(List.of(notifiers), HeldClock.at(Samples.NOON), LogLevel.INFO);
  }

  private static Message message(NotificationKind kind) {
    return new Message(kind, Subject.job("report"), "title", "body");
  }

  /** What is written to the log meanwhile. */
  private static String logged(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theChannelGetsAllThereIsToSayAndTheRecipient() {
    assertThat(notifying.tell(MESSAGE, ALL, MAIL)).isEmpty();
    assertThat(mail.sent)
        .containsExactly(
            new Notification(
                NotificationKind.GIVE_UP,
                Subject.job("report"),
                "help",
                "the body",
                "night shift",
                Samples.NOON));
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
        MAIL.withNotifyOnSuggestion(on == NotificationKind.SUGGESTION);
    for (NotificationKind kind : NotificationKind.values()) {
      notifying.tell(message(kind), only, behavior);
    }
    assertThat(mail.sent).extracting(Notification::kind).containsExactly(on);
  }

  @Test
  void whatIsSwitchedOffIsNoFindingEither() {
    HealingNotifyConfig none = new HealingNotifyConfig(false, false, false, false, "main");
    assertThat(notifying().tell(MESSAGE, none, MAIL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook", "slack", "whatsapp", "mail"})
  void aChannelThatIsNotSetUpGoesToTheLogWithOneFinding(String channel) {
    List<Optional<Finding>> findings = new ArrayList<>();
    SuggestionBehaviorConfig behavior = MAIL.withNotifyChannel(channel);
    String log =
        logged(
            () -> {
              findings.add(notifying().tell(MESSAGE, ALL, behavior));
              Message other =
                  new Message(NotificationKind.SUCCESS, Subject.job("other"), "done", "");
              findings.add(notifying().tell(other, ALL, behavior));
            });
    assertThat(log).contains("help", "the body", "night shift", "done");
    assertThat(findings.get(0)).isPresent().isEqualTo(findings.get(1));
    assertThat(findings.get(0).orElseThrow().hint()).contains(channel, "notify_channel: log");
    assertThat(findings.get(0).orElseThrow().subject())
        .isEqualTo(Subject.plugin("notify." + channel));
  }

  @Test
  void theLogIsAlwaysThere() {
    SuggestionBehaviorConfig toLog = MAIL.withNotifyChannel("log");
    String log = logged(() -> assertThat(notifying().tell(MESSAGE, ALL, toLog)).isEmpty());
    assertThat(log).contains("WARN", "give_up of report to night shift: help");
  }

  @Test
  void whatAChannelCannotSendGoesToTheLogAndIsAFinding() {
    List<Finding> findings = new ArrayList<>();
    String log =
        logged(
            () ->
                notifying(new Mail("mail", true))
                    .tell(MESSAGE, ALL, MAIL)
                    .ifPresent(findings::add));
    assertThat(log).contains("help", "the body");
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).id()).isEqualTo("plugin.failed");
    assertThat(findings.get(0).subject()).isEqualTo(Subject.plugin("acme.mail"));
    assertThat(findings.get(0).message()).contains("no route to host");
  }

  @Test
  void aFailingLogOfTheHostFallsBackToOurs() {
    SuggestionBehaviorConfig toLog = MAIL.withNotifyChannel("log");
    Notifying broken = notifying(new Mail("log", true));
    String log = logged(() -> assertThat(broken.tell(MESSAGE, ALL, toLog)).isPresent());
    assertThat(log).contains("help");
  }

  @Test
  void twoForOneChannelAreRefusedWithBothNames() {
    assertThatThrownBy(() -> notifying(mail, new Mail("mail", true)))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("mail")
        .hasMessageContaining("acme.mail");
  }

  @Test
  void aMessageSaysNoLessWhenHealingActs() {
    Incident incident = Samples.incident("i-00000001");
    Message without = Message.about(NotificationKind.GIVE_UP, incident, List.of());
    Message with =
        Message.about(NotificationKind.GIVE_UP, incident, List.of("edit_config: ineffective"));
    assertThat(with.title()).isEqualTo(without.title()).isEqualTo(incident.message());
    assertThat(with.body()).startsWith(without.body()).endsWith("edit_config: ineffective");
    assertThat(without.body()).contains("i-00000001", "job.failed", "high", incident.hint());
  }

  @Test
  void newSuggestionsAreCountedAndTheFirstFiveNamed() {
    List<HealingSuggestion> rows = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      HealingSuggestion row = Samples.suggestion(1, "report", Samples.NOON);
      rows.add(Samples.suggestion(i, row, SuggestionStatus.PENDING));
    }
    Message message = Message.about(Subject.job("report"), rows);
    assertThat(message.kind()).isEqualTo(NotificationKind.SUGGESTION);
    assertThat(message.title()).contains("7", "report");
    assertThat(message.body())
        .contains("s1 [low] Restore the configuration", "s5", "and 2 more")
        .doesNotContain("s6");
    assertThat(Message.about(Subject.job("report"), rows.subList(0, 5)).body())
        .contains("s5")
        .doesNotContain("more");
  }
}
