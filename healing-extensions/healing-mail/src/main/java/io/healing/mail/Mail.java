package io.healing.mail;

import io.healing.api.Options;
import io.healing.api.notify.Notification;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** A notification as a mail. */
final class Mail {
  private final Notification notification;

  Mail(Notification notification) {
    this.notification = notification;
  }

  MimeMessage in(Session session) throws MessagingException {
    Options options = notification.options();
    String charset = StandardCharsets.UTF_8.name();
    String host = options.text("from").replaceFirst(".*@", "");
    MimeMessage mail = new Named(session, "<" + notification.id() + "@" + host + ">");
    mail.setFrom(new InternetAddress(options.text("from"), true));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient(), true));
    mail.setSubject(
        "[healing] " + notification.severity().word() + teller() + ": " + line(), charset);
    mail.setText(notification.body(), charset);
    mail.setSentDate(Date.from(notification.sentAt()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("Healing-Id", notification.id());
    mail.saveChanges();
    return mail;
  }

  private String recipient() {
    String recipient = notification.recipient();
    return recipient.contains("@") ? recipient : notification.options().text("to");
  }

  private String teller() {
    String on = notification.host().isBlank() ? "" : " on " + notification.host();
    return notification.program().isBlank() ? "" : ", " + inOneLine(notification.program() + on);
  }

  private String line() {
    return inOneLine(notification.title());
  }

  /** No header may hold the end of a line. */
  private static String inOneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** With a name that stays the same when it is sent once more. */
  private static final class Named extends MimeMessage {
    private final String name;

    Named(Session session, String name) {
      super(session);
      this.name = name;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", name);
    }
  }
}
