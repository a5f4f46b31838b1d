package io.healing.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.Options;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotificationPart;
import io.healing.api.notify.Notifier;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real SMTP server on this machine. */
class MailNotifierTest {
  @TempDir Path home;

  private final MailServer server = new MailServer();
  private final Map<String, String> environment = new HashMap<>();
  private final MailNotifier notifier = new MailNotifier(environment::get);

  @AfterEach
  void close() {
    server.close();
  }

  private Options options(String... more) {
    Map<String, String> given = new HashMap<>();
    given.put("host", "127.0.0.1");
    given.put("port", Integer.toString(server.port()));
    given.put("security", "none");
    given.put("from", "healing@shop.example");
    given.put("to", "ops@shop.example");
    given.put("timeout", "PT3S");
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    return Options.of(notifier.options(), given);
  }

  private static Notification notification(String recipient) {
    NotificationPart part =
        new NotificationPart(
            NotificationKind.GIVE_UP,
            Subject.job("report"),
            ErrorSeverity.HIGH,
            "i-00000001",
            "Run failed:\nno room",
            "What: i-00000001 job.failed of report\nWhy: not known\nNext: nothing is changed.\n"
                + "To stop: healing pause --by NAME --reason TEXT.",
            Samples.NOON);
    return Notification.of(part, "m-1", recipient).from("shop", "web-3");
  }

  private NotDeliveredException send(String recipient, Options options) {
    return catchThrowableOfType(
        NotDeliveredException.class, () -> notifier.send(notification(recipient).with(options)));
  }

  @Test
  void aMailIsPlainTextWithTheSeverityInItsSubjectAndTheSameIdEachTime() {
    assertThat(send("main", options())).isNull();

    assertThat(server.mails)
        .containsExactly(
            """
            Date: Mon, 2 Nov 2026 12:00:00 +0000 (UTC)
            From: healing@shop.example
            To: ops@shop.example
            Message-ID: <m-1@shop.example>
            Subject: [healing] high, shop on web-3: Run failed: no room
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 7bit
            Auto-Submitted: auto-generated
            Healing-Id: m-1

            What: i-00000001 job.failed of report
            Why: not known
            Next: nothing is changed.
            To stop: healing pause --by NAME --reason TEXT.\
            """
                .stripIndent());
  }

  @Test
  void aRecipientThatIsAnAddressGetsIt() {
    assertThat(send("anna@shop.example", options())).isNull();

    assertThat(server.said).contains("RCPT TO:<anna@shop.example>");
  }

  @Test
  void theUserAndThePasswordFromAFileOrTheEnvironmentAreUsed() throws Exception {
    server.password = "s3cr3t";
    Path file = Files.writeString(home.resolve("password"), "s3cr3t\n");
    environment.put("MAIL_PASSWORD", "s3cr3t");

    assertThat(send("main", options("user", "healing", "password_file", file.toString()))).isNull();
    assertThat(send("main", options("user", "healing", "password_env", "MAIL_PASSWORD"))).isNull();
    environment.put("MAIL_PASSWORD", "wrong-one");
    NotDeliveredException refused =
        send("main", options("user", "healing", "password_env", "MAIL_PASSWORD"));

    assertThat(server.mails).hasSize(2);
    assertThat(refused.again()).isFalse();
    assertThat(refused).message().doesNotContain("wrong-one");
  }

  @Test
  void aRecipientThatIsRefusedForGoodIsNotTriedAgainAndOneForNowIs() {
    server.toRecipient = "550 no such person";
    NotDeliveredException never = send("main", options());
    assertThat(never.again()).isFalse();
    assertThat(never).hasMessageContaining("no such person");
    server.toRecipient = "451 later, please";
    assertThat(send("main", options()).again()).isTrue();
  }

  @Test
  void aMailThatWasTakenIsSentWhateverComesOfTheLeaveTaking() {
    server.leavesWithoutAWord = true;

    assertThat(send("main", options())).isNull();
    assertThat(server.mails).hasSize(1);
    for (int i = 0; i < 10_000 && !server.said.contains("QUIT"); i++) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(server.said).contains("QUIT");
  }

  @Test
  void aServerThatCannotLookUpPasswordsNowIsTriedAgain() {
    server.password = "s3cr3t";
    server.toWrongPassword = "454 4.7.0 Temporary authentication failure";
    environment.put("MAIL_PASSWORD", "other");
    NotDeliveredException fault =
        send("main", options("user", "healing", "password_env", "MAIL_PASSWORD"));

    assertThat(fault.again()).isTrue();
    assertThat(fault).hasMessageContaining("lets nobody in now", "454");
  }

  @Test
  void aSenderThatIsRefusedIsNotTakenForTheRecipient() {
    server.toSender = "553 not your address, 450 of them";
    NotDeliveredException fault = send("main", options());

    assertThat(fault.again()).isFalse();
    assertThat(fault.inOneLine()).contains("553 not your address", "Look at from");
  }

  @Test
  void aServerWithoutEncryptionIsNotUsedWhereItIsWanted() {
    NotDeliveredException fault = send("main", options("security", "starttls"));

    assertThat(fault.again()).isTrue();
    assertThat(fault).hasMessageContaining("STARTTLS");
    assertThat(server.mails).isEmpty();
  }

  @Test
  void aServerThatHangsOrIsNotThereIsTriedAgain() {
    server.hangs = true;
    assertThat(send("main", options("timeout", "PT0.3S")).again()).isTrue();
    server.close();
    assertThat(send("main", options()).again()).isTrue();
  }

  @Test
  void whatIsLackingIsSaidWithItsMend() {
    assertThat(notifier.lacking(Options.of(notifier.options(), Map.of())))
        .contains("Set host to the name of the mail server");
    assertThat(notifier.lacking(options("to", "")))
        .contains("Set to to the address that gets the messages");
    assertThat(notifier.lacking(options("user", "healing")))
        .contains("Set password_env or password_file");
    assertThat(notifier.lacking(options("user", "healing", "password_env", "NOT_THERE")))
        .contains("Set the environment variable NOT_THERE, which password_env names");
    assertThat(notifier.lacking(options())).isEmpty();
  }

  @Test
  void itIsFoundAsAServiceAndConfiguredInTheFile() throws Exception {
    assertThat(ServiceLoader.load(Notifier.class)).anyMatch(each -> each instanceof MailNotifier);
    Path file =
        Files.writeString(
            home.resolve("healing.yaml"),
            """
            plugins:
              healing-mail.smtp: { host: 127.0.0.1, port: %d, security: none, from: a@b.example, to: ops@b.example }
            jobs:
              import:
                self_healing: { suggestions: { notify_channel: mail } }
            """
                .formatted(server.port()));
    try (ManualHealing manual =
        Healing.builder()
            .store(InMemoryStore.trusted())
            .config(file)
            .discoverPlugins()
            .manual(Samples.NOON)) {
      try {
        manual
            .healing()
            .observe(
                "import",
                (Runnable)
                    () -> {
                      throw new IllegalStateException("odd");
                    });
      } catch (IllegalStateException expected) {
        assertThat(expected).hasMessage("odd");
      }
      manual.tick(Duration.ofSeconds(31)).tick(Duration.ofSeconds(31)).tick(Duration.ofSeconds(31));

      assertThat(server.mails).singleElement().asString().contains("Subject: [healing] ", "odd");
    }
  }
}
