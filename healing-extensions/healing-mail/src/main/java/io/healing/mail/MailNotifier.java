package io.healing.mail;

import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.PluginOption.Form;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyChannel;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages as mail in plain text over SMTP, encrypted unless {@code security: none} says
 * otherwise. Found by {@code discoverPlugins()}; set up below {@code plugins.healing-mail.smtp}. A
 * recipient without {@code @} stands for the option {@code to}. Thread-safe.
 */
public final class MailNotifier implements Notifier {
  private static final List<String> SECURITY = List.of("starttls", "tls", "none");
  private static final Form ADDRESS =
      new Form(
          "[^@\\s\\p{Cntrl},;<>]+@[^@\\s\\p{Cntrl},;<>]+",
          "one mail address, such as ops@shop.example");
  private static final Form HOST =
      new Form("[^\\s\\p{Cntrl}:/]+", "the name of a server, such as smtp.shop.example");

  private final UnaryOperator<@Nullable String> environment;

  /** Takes passwords from the environment of this process, or from files. */
  public MailNotifier() {
    this(System::getenv);
  }

  MailNotifier(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  @Override
  public String id() {
    return "healing-mail.smtp";
  }

  @Override
  public String channel() {
    return NotifyChannel.MAIL.word();
  }

  @Override
  public int longest() {
    return 60_000;
  }

  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.text("host", "").withForm(HOST),
        PluginOption.integer("port", 587, 1, 65_535),
        PluginOption.word("security", "starttls", SECURITY),
        PluginOption.text("user", ""),
        PluginOption.variable("password_env"),
        PluginOption.path("password_file", ""),
        PluginOption.text("from", "").withForm(ADDRESS),
        PluginOption.text("to", "").withForm(ADDRESS),
        PluginOption.duration(
            "timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(5)));
  }

  @Override
  public Optional<String> lacking(Options options) {
    return Stream.of(
            needed(options, "host", "the name of the mail server"),
            needed(options, "from", "the address of the sender"),
            needed(options, "to", "the address that gets the messages"),
            options.text("user").isBlank()
                ? Optional.<String>empty()
                : new Password(environment).lacking(options))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> needed(Options options, String key, String meaning) {
    return options.text(key).isEmpty()
        ? Optional.of("Set " + key + " to " + meaning)
        : Optional.empty();
  }

  @Override
  public void send(Notification notification) {
    Options options = notification.options();
    Session session = Smtp.session(options);
    try (Transport transport = session.getTransport()) {
      MimeMessage mail = new Mail(notification).in(session);
      if (options.text("user").isBlank()) {
        transport.connect();
      } else {
        String password = new Password(environment).read(options);
        transport.connect(options.text("host"), options.text("user"), password);
      }
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (AuthenticationFailedException e) {
      throw NotDeliveredException.refused(
          "The mail server does not know the user or the password",
          "Look at user, password_env and password_file.");
    } catch (AddressException | SendFailedException e) {
      throw refused(e);
    } catch (MessagingException e) {
      throw NotDeliveredException.later(
          "The mail server " + options.text("host") + " did not take it: " + words(e),
          "Look at host, port and security.");
    }
  }

  /** A code of 400 to 499 says that it may be taken later. */
  private static NotDeliveredException refused(MessagingException fault) {
    String words = "The mail server does not take the recipient: " + words(fault);
    return words.matches("(?s).*\\b4[0-9]{2}\\b.*")
        ? NotDeliveredException.later(words, "")
        : NotDeliveredException.refused(words, "Look at to and the recipient.");
  }

  private static String words(MessagingException fault) {
    StringBuilder text = new StringBuilder(String.valueOf(fault.getMessage()).strip());
    Exception next = fault.getNextException();
    if (next != null && next.getMessage() != null) {
      text.append(": ").append(next.getMessage().strip());
    }
    return text.toString();
  }
}
