package io.healing.core.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.PluginOption.Form;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sends a template message through the WhatsApp Cloud API: the first parameter of the template's
 * body is the title, the second the text.
 */
final class WhatsAppNotifier implements Notifier {
  /** The API takes 1,024 characters of a body, with the words of the template itself. */
  private static final int LONGEST = 850;

  private static final int LONGEST_TEXT = 900;
  private static final String NUMBER = "\\+?[0-9]{6,15}";
  private static final Form ID =
      new Form("[0-9]{1,40}", "the number's id in the API, which is digits");
  private static final Form TO = new Form(NUMBER, "a phone number, such as +351910000000");
  private static final Form TEMPLATE =
      new Form("[a-z0-9_]{1,512}", "the name of a template: a to z, digits and _");
  private static final Form LANGUAGE =
      new Form("[a-z]{2,3}(_[A-Z]{2,3})?", "a language of WhatsApp, such as en or en_US");

  /** What the API calls too many messages, or too many to one number; its status is often 400. */
  private static final Pattern BUSY =
      Pattern.compile("\"code\"\\s*:\\s*(?:4|80007|130429|131048|131056)\\b");

  private final Setup setup;
  private final Web web;

  WhatsAppNotifier(Setup setup, Web web) {
    this.setup = setup;
    this.web = web;
  }

  @Override
  public String id() {
    return "healing.notify-whatsapp";
  }

  @Override
  public String channel() {
    return NotifyChannel.WHATSAPP.word();
  }

  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.url("url", "https://graph.facebook.com/v23.0"),
        PluginOption.variable("url_env"),
        PluginOption.path("url_file", ""),
        PluginOption.text("phone_number_id", "").withForm(ID),
        PluginOption.variable("token_env"),
        PluginOption.path("token_file", ""),
        PluginOption.text("template", "healing_message").withForm(TEMPLATE),
        PluginOption.text("language", "en_US").withForm(LANGUAGE),
        PluginOption.text("to", "").withForm(TO),
        WebhookNotifier.timeout());
  }

  @Override
  public Optional<String> lacking(Options options) {
    return Stream.of(
            needed(options, "phone_number_id", "the number's id in the API"),
            needed(options, "to", "the phone number that gets the messages"),
            setup.secret(options, "token").lacking(),
            setup.url(options).lacking())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> needed(Options options, String key, String meaning) {
    return options.text(key).isEmpty()
        ? Optional.of("Set " + key + " to " + meaning)
        : Optional.empty();
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public void send(Notification notification) {
    Options options = notification.options();
    String base = setup.url(options).get().replaceFirst("/+$", "");
    String url = base + "/" + options.text("phone_number_id") + "/messages";
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + setup.secret(options, "token").get());
    web.send(Web.Post.of(notification, url, headers, json(notification)));
  }

  static boolean busy(String answer) {
    return BUSY.matcher(answer).find();
  }

  static String json(Notification notification) {
    Options options = notification.options();
    String recipient = notification.recipient();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("messaging_product", "whatsapp").put("recipient_type", "individual");
    tree.put("to", recipient.matches(NUMBER) ? recipient : options.text("to"));
    tree.put("type", "template");
    ObjectNode template = tree.putObject("template").put("name", options.text("template"));
    template.putObject("language").put("code", options.text("language"));
    ObjectNode body = template.putArray("components").addObject().put("type", "body");
    ArrayNode parameters = body.putArray("parameters");
    for (String text : List.of(notification.title(), notification.body())) {
      parameters.addObject().put("type", "text").put("text", flat(text));
    }
    return tree.toString();
  }

  /** A parameter may have neither line ends nor tabs nor more than four spaces in a row. */
  private static String flat(String text) {
    String flat = Cut.line(text.replaceAll("[ \\t]+", " "), LONGEST_TEXT);
    return flat.isEmpty() ? "-" : flat;
  }
}
