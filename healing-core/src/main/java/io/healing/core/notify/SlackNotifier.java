package io.healing.core.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyChannel;
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
        PluginOption.url("url", ""),
        PluginOption.variable("url_env"),
        PluginOption.path("url_file", ""),
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
    String url = setup.url(notification.options()).get();
    web.send(Web.Post.of(notification, url, Map.of(), json(notification)));
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
