import org.jspecify.annotations.NullMarked;

/** The channel {@code mail}: messages to people over SMTP. */
@NullMarked
module io.healing.mail {
  requires transitive io.healing.api;
  requires static org.jspecify;
  requires jakarta.mail;

  exports io.healing.mail;

  provides io.healing.api.notify.Notifier with
      io.healing.mail.MailNotifier;
}
