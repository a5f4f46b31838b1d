package io.healing.core.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Posts a message as JSON, signed where a secret is given. */
final class WebhookNotifier implements Notifier {
  private static final int VERSION = 1;

  private final Setup setup;
  private final Web web;

  WebhookNotifier(Setup setup, Web web) {
    this.setup = setup;
    this.web = web;
  }

  @Override
  public String id() {
    return "healing.notify-webhook";
  }

  @Override
  public String channel() {
    return NotifyChannel.WEBHOOK.word();
  }

  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.url("url", ""),
        PluginOption.variable("url_env"),
        PluginOption.path("url_file", ""),
        PluginOption.variable("secret_env"),
        PluginOption.path("secret_file", ""),
        timeout());
  }

  /** How long one call may take. */
  static PluginOption timeout() {
    return PluginOption.duration(
        "timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(5));
  }

  @Override
  public Optional<String> lacking(Options options) {
    Optional<String> address = setup.url(options).lacking();
    return address.isPresent() || !Setup.named(options, "secret")
        ? address
        : setup.secret(options, "secret").lacking();
  }

  @Override
  public void send(Notification notification) {
    Options options = notification.options();
    String json = json(notification);
    Map<String, String> headers = new TreeMap<>();
    headers.put("Healing-Id", notification.id());
    if (Setup.named(options, "secret")) {
      String secret = setup.secret(options, "secret").get();
      headers.putAll(Signature.of(secret, notification.sentAt().getEpochSecond(), json));
    }
    web.send(Web.Post.of(notification, setup.url(options).get(), headers, json));
  }

  static String json(Notification notification) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("version", VERSION).put("id", notification.id());
    tree.put("program", notification.program()).put("host", notification.host());
    tree.put("kind", notification.kind().word()).put("subject", notification.subject().name());
    tree.put("severity", notification.severity().word()).put("title", notification.title());
    tree.put("text", notification.body()).put("recipient", notification.recipient());
    tree.put("at", notification.at().toString());
    ArrayNode messages = tree.putArray("messages");
    LetterJson json = new LetterJson();
    notification.parts().forEach(part -> messages.add(json.tree(part)));
    return tree.toString();
  }
}
