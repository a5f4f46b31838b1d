package io.healing.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.healing.core.notify.Receiver.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own channels against a real server, each with the very text that it sends. */
class ChannelsTest {
  private static final String WEB_ADDRESS =
      "Set url to an address that begins with https://, or http:// within your own network, without"
          + " user and password";

  @TempDir Path home;

  private final Receiver receiver = new Receiver();
  private final Map<String, String> environment = new HashMap<>();

  @AfterEach
  void close() {
    receiver.close();
  }

  private Notifier notifier(String channel) {
    return Notifying.builtIn(environment::get, home).stream()
        .filter(each -> each.channel().equals(channel))
        .findFirst()
        .orElseThrow();
  }

  private static Options options(Notifier notifier, String... pairs) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      given.put(pairs[i], pairs[i + 1]);
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
            "Run failed: <orders> & \"more\"",
            "What: i-00000001 job.failed of report, high, since 2026-11-02T12:00:00Z\n"
                + "Why: not known\n"
                + "Next: nothing is changed.\n"
                + "To stop: healing pause --by NAME --reason TEXT.",
            Samples.NOON);
    return Notification.of(part, "m-1", recipient).from("shop", "web-3");
  }

  private String send(String channel, String recipient, String... pairs) {
    Notifier notifier = notifier(channel);
    Options options = options(notifier, pairs);
    assertThat(notifier.lacking(options)).isEmpty();
    notifier.send(notification(recipient).with(options));
    return receiver.calls.get(receiver.calls.size() - 1).body();
  }

  private static String golden(String name) throws IOException {
    try (InputStream text = ChannelsTest.class.getResourceAsStream("/notify/" + name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void aWebhookGetsTheMessageAsJsonWithItsVersionAndId() throws IOException {
    assertThat(send("webhook", "main", "url", receiver.url() + "/hook"))
        .isEqualTo(golden("webhook.json"));

    Receiver.Call call = receiver.calls.get(0);
    assertThat(call.path()).isEqualTo("/hook");
    assertThat(call.headers().getFirst("Healing-Id")).isEqualTo("m-1");
    assertThat(call.headers()).doesNotContainKey("Healing-Signature");
  }

  /** The expected value was computed by openssl dgst -sha256 -hmac over the golden text. */
  @Test
  void aWebhookIsSignedAsAnotherProgramComputesIt() throws IOException {
    Files.writeString(home.resolve("secret"), "s3cr3t-of-the-hook\n");
    send("webhook", "main", "url", receiver.url(), "secret_file", "secret");

    Receiver.Call call = receiver.calls.get(0);
    assertThat(call.headers().getFirst("Healing-Timestamp"))
        .isEqualTo(Long.toString(Samples.NOON.getEpochSecond()));
    assertThat(call.headers().getFirst("Healing-Signature"))
        .isEqualTo("v1=" + golden("webhook.signature"));
  }

  @Test
  void aSecretFromTheEnvironmentSignsTheSame() throws IOException {
    environment.put("HOOK_SECRET", "s3cr3t-of-the-hook");
    environment.put("HOOK_URL", receiver.url());
    send("webhook", "main", "url_env", "HOOK_URL", "secret_env", "HOOK_SECRET");

    assertThat(receiver.calls.get(0).headers().getFirst("Healing-Signature"))
        .isEqualTo("v1=" + golden("webhook.signature"));
  }

  @Test
  void slackGetsPlainTextAndTheRoomThatTheRecipientNames() throws IOException {
    assertThat(send("slack", "main", "url", receiver.url())).isEqualTo(golden("slack.json"));
    assertThat(send("slack", "#ops", "url", receiver.url())).contains(",\"channel\":\"#ops\"}");
  }

  @Test
  void whatsAppGetsATemplateWithTheTitleAndTheTextAsItsParameters() throws IOException {
    environment.put("WA_TOKEN", "the-token");
    String[] setUp = {
      "url",
      receiver.url() + "/v23.0/",
      "phone_number_id",
      "1029",
      "token_env",
      "WA_TOKEN",
      "to",
      "+351910000000"
    };
    assertThat(send("whatsapp", "main", setUp)).isEqualTo(golden("whatsapp.json"));
    assertThat(send("whatsapp", "+4930123456", setUp)).contains("\"to\":\"+4930123456\"");

    Receiver.Call call = receiver.calls.get(0);
    assertThat(call.path()).isEqualTo("/v23.0/1029/messages");
    assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer the-token");
  }

  @Test
  void whatWhatsAppCallsTooManyMessagesIsTriedAgainAndWhatIsWrongIsNot() {
    environment.put("WA_TOKEN", "the-token");
    Notifier whatsApp = notifier("whatsapp");
    String[] setUp = {
      "url", receiver.url(), "phone_number_id", "1", "to", "4930123456", "token_env", "WA_TOKEN"
    };
    Notification told = notification("main").with(options(whatsApp, setUp));
    String answer = "{\"error\":{\"message\":\"(#%s) no\",\"code\":%s,\"error_subcode\":4}}";

    for (String code : List.of("4", "130429", "131056")) {
      receiver.answers(Answer.of(400).saying(answer.formatted(code, code)));
      assertThat(
              catchThrowableOfType(NotDeliveredException.class, () -> whatsApp.send(told)).again())
          .as(code)
          .isTrue();
    }
    receiver.answers(Answer.of(400).saying(answer.formatted("132000", "132000")));
    assertThat(catchThrowableOfType(NotDeliveredException.class, () -> whatsApp.send(told)).again())
        .isFalse();
  }

  @Test
  void slackServersCallNobodyAndLoadNothingForTheTextOfAJob() {
    NotificationPart part =
        new NotificationPart(
            NotificationKind.GIVE_UP,
            Subject.job("report"),
            ErrorSeverity.HIGH,
            "",
            "mail of ops@shop.example to @Channel and @all failed",
            "see ![x](https://elsewhere.example/x.png), of @host",
            Samples.NOON);

    assertThat(SlackNotifier.json(Notification.of(part, "m-1", "main")))
        .doesNotContainIgnoringCase("@channel")
        .doesNotContain("@all", "](")
        .contains("ops@shop.example", "of @host");
  }

  @Test
  void whatAServerRefusesIsToldWithoutTheSecret() {
    receiver.answers(Answer.of(401).saying("bad token"));
    environment.put("WA_TOKEN", "the-token");

    assertThatThrownBy(
            () ->
                send(
                    "whatsapp",
                    "main",
                    "url",
                    receiver.url(),
                    "phone_number_id",
                    "1",
                    "to",
                    "4930123456",
                    "token_env",
                    "WA_TOKEN"))
        .isInstanceOf(NotDeliveredException.class)
        .hasMessageContaining("answers 401: bad token")
        .message()
        .doesNotContain("the-token");
  }

  @Test
  void whatIsLackingIsSaidWithItsMend() throws IOException {
    Notifier hook = notifier("webhook");
    assertThat(hook.lacking(options(hook))).contains("Set url, url_env or url_file");
    assertThat(hook.lacking(options(hook, "url", "htp:/x"))).contains(WEB_ADDRESS);
    assertThat(hook.lacking(options(hook, "url", "https://ann:pw@example.org")))
        .contains(WEB_ADDRESS);
    assertThat(hook.lacking(options(hook, "url", "http://alert_hook:8080/in")))
        .get()
        .asString()
        .contains("underscore")
        .doesNotContain("alert_hook");
    assertThat(hook.lacking(options(hook, "url_env", "NOT_THERE")))
        .contains("Set the environment variable NOT_THERE, which url_env names");
    assertThat(hook.lacking(options(hook, "url", "https://example.org", "secret_file", "none")))
        .get()
        .asString()
        .startsWith("Make none readable, which secret_file names");
    Files.writeString(home.resolve("empty"), "\n");
    assertThat(hook.lacking(options(hook, "url", "https://example.org", "secret_file", "empty")))
        .get()
        .asString()
        .contains("it is empty");
    Notifier phone = notifier("whatsapp");
    assertThat(phone.lacking(options(phone)))
        .contains("Set phone_number_id to the number's id in the API");
    assertThat(phone.lacking(options(phone, "phone_number_id", "1")))
        .contains("Set to to the phone number that gets the messages");
    assertThat(phone.lacking(options(phone, "phone_number_id", "1", "to", "4930123456")))
        .contains("Set token_env or token_file");
  }

  @Test
  void theLogGetsEverythingInOneEntry() throws IOException {
    String log = Mailroom.logged(() -> new LogNotifier().send(notification("main")));

    assertThat(log.replaceFirst("(?s)^.*WARN [^ ]+ - ", "").strip()).isEqualTo(golden("log.txt"));
  }
}
