package io.healing.mail;

import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.PluginOption.Form;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.api.notify.NotifyChannel;
import io.healing.api.notify.SecretOptions;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
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

  private static final String PASSWORD = "password";
  private static final System.Logger LOG = System.getLogger(MailNotifier.class.getName());

  private final SecretOptions passwords;

  /** Takes passwords from the environment of this process, or from files. */
  public MailNotifier() {
    this(System::getenv);
  }

  MailNotifier(UnaryOperator<@Nullable String> environment) {
    passwords = SecretOptions.from(environment, Path.of(""));
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
        PluginOption.variable(PASSWORD + "_env"),
        PluginOption.path(PASSWORD + "_file", ""),
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
                : passwords.lacking(options, PASSWORD))
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
    try {
      MimeMessage mail = new Mail(notification).in(session);
      Transport transport = session.getTransport();
      try {
        connect(transport, options);
        transport.sendMessage(mail, mail.getAllRecipients());
      } finally {
        close(transport);
      }
    } catch (AuthenticationFailedException e) {
      throw notLetIn(e);
    } catch (AddressException | SendFailedException e) {
      throw refused(e);
    } catch (MessagingException e) {
      throw NotDeliveredException.later(
          "The mail server " + options.text("host") + " did not take it: " + words(e),
          "Look at host, port and security.");
    }
  }

  private void connect(Transport transport, Options options) throws MessagingException {
    if (options.text("user").isBlank()) {
      transport.connect();
    } else {
      String password = passwords.read(options, PASSWORD);
      transport.connect(options.text("host"), options.text("user"), password);
    }
  }

  /** What goes wrong now is no fault of the mail, which the server has taken or refused before. */
  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.log(System.Logger.Level.DEBUG, "The mail server did not take leave", e);
    }
  }

  private static NotDeliveredException notLetIn(AuthenticationFailedException fault) {
    return later(fault.getMessage())
        ? NotDeliveredException.later(
            "The mail server lets nobody in now: " + words(fault), "See whether it is well.")
        : NotDeliveredException.refused(
            "The mail server does not know the user or the password",
            "Look at user, password_env and password_file.");
  }

  private static NotDeliveredException refused(MessagingException fault) {
    boolean recipient = fault instanceof AddressException || unknown(fault);
    String words =
        (recipient
                ? "The mail server does not take the recipient: "
                : "The mail server does not take the mail: ")
            + words(fault);
    return later(words)
        ? NotDeliveredException.later(words, "")
        : NotDeliveredException.refused(
            words,
            recipient ? "Look at to and the recipient." : "Look at from and the sender's rights.");
  }

  private static boolean unknown(MessagingException fault) {
    return fault instanceof SendFailedException failed
        && failed.getInvalidAddresses() != null
        && failed.getInvalidAddresses().length > 0;
  }

  /** A code of 400 to 499 says that it may be taken later. */
  private static boolean later(@Nullable String words) {
    return words != null && words.matches("(?s)(.*:\\s)?4[0-9]{2}\\b.*");
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
