package io.healing.core.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyChannel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Posts a message to an incoming webhook of Slack, or of what understands the same. */
final class SlackNotifier implements Notifier {
  /** What Slack recommends as the longest text of a message. */
  private static final int LONGEST = 4_000;

  private static final Pattern EVERYBODY =
      Pattern.compile("(?<!\\w)@(?=(?:all|channel|everyone|here)\\b)", Pattern.CASE_INSENSITIVE);

  private final Setup setup;
  private final Web web;

  SlackNotifier(Setup setup, Web web) {
    this.setup = setup;
    this.web = web;
  }

  @Override
  public String id() {
    return "healing.notify-slack";
  }

  @Override
  public String channel() {
    return NotifyChannel.SLACK.word();
  }

  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.text("url", ""),
        PluginOption.text("url_env", ""),
        PluginOption.text("url_file", ""),
        WebhookNotifier.timeout());
  }

  @Override
  public Optional<String> lacking(Options options) {
    return setup.url(options).lacking();
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public void send(Notification notification) {
    Options options = notification.options();
    web.send(
        new Web.Post(
            URI.create(setup.url(options).get()),
            Map.of(),
            json(notification),
            options.duration("timeout"),
            notification.sentAt()));
  }

  /** A recipient that is a channel or a person is named; the others are the webhook's own. */
  static String json(Notification notification) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("text", escaped(notification.title() + "\n" + notification.body()));
    tree.put("mrkdwn", false);
    if (notification.recipient().matches("[#@].+")) {
      tree.put("channel", notification.recipient());
    }
    return tree.toString();
  }

  /**
   * Servers that do not heed mrkdwn would call everybody, or load images, for the text of a job.
   */
  private static String escaped(String text) {
    String quiet = EVERYBODY.matcher(text).replaceAll("@\u200b").replace("](", "]\u200b(");
    return quiet.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
