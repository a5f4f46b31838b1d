package io.healing.mail;

import io.healing.api.Options;
import jakarta.mail.Session;
import java.util.Properties;

/** How the mail server is spoken to. */
final class Smtp {
  private Smtp() {}

  static Session session(Options options) {
    String security = options.text("security");
    String protocol = security.equals("tls") ? "smtps" : "smtp";
    String timeout = Long.toString(options.duration("timeout").toMillis());
    String begin = "mail." + protocol + ".";
    Properties settings = new Properties();
    settings.setProperty("mail.transport.protocol", protocol);
    settings.setProperty(begin + "host", options.text("host"));
    settings.setProperty(begin + "port", options.text("port"));
    settings.setProperty(begin + "auth", Boolean.toString(!options.text("user").isBlank()));
    settings.setProperty(begin + "connectiontimeout", timeout);
    settings.setProperty(begin + "timeout", timeout);
    settings.setProperty(begin + "writetimeout", timeout);
    settings.setProperty(begin + "quitwait", "false");
    settings.setProperty(begin + "ssl.checkserveridentity", "true");
    settings.setProperty(
        "mail.smtp.starttls.enable", Boolean.toString(security.equals("starttls")));
    settings.setProperty(
        "mail.smtp.starttls.required", Boolean.toString(security.equals("starttls")));
    return Session.getInstance(settings);
  }
}
