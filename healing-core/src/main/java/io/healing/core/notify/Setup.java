package io.healing.core.notify;

import io.healing.api.Options;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.SecretOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of a channel that hold a secret: those of {@link SecretOptions}, and where
 * there is an option {@code x} it has the value itself. Thread-safe.
 */
final class Setup {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String BEGIN =
      "Set url to an address that begins with https://, or http:// within your own network, without"
          + " user and password";

  private final SecretOptions secrets;

  Setup(UnaryOperator<@Nullable String> environment, Path directory) {
    secrets = SecretOptions.from(environment, directory);
  }

  /** A value and where it comes from, or what is wrong with it; never both. */
  record Value(@Nullable String text, String fault) {
    static Value of(String text) {
      return new Value(text, "");
    }

    static Value wrong(String fault) {
      return new Value(null, fault);
    }

    /** The value, which was seen to be right before. */
    String get() {
      if (text == null) {
        throw NotDeliveredException.refused("The channel is not set up any more", fault);
      }
      return text;
    }

    Optional<String> lacking() {
      return text == null ? Optional.of(fault) : Optional.empty();
    }
  }

  /** Whether one of the options names a secret. */
  static boolean named(Options options, String key) {
    return SecretOptions.named(options, key);
  }

  /** The secret that {@code key_env} or {@code key_file} names. */
  Value secret(Options options, String key) {
    try {
      return Value.of(secrets.read(options, key));
    } catch (NotDeliveredException e) {
      return Value.wrong(e.hint());
    }
  }

  /** The address in {@code url}, or that which {@code url_env} or {@code url_file} names. */
  Value url(Options options) {
    Value given =
        named(options, "url") || options.text("url").isBlank()
            ? secret(options, "url")
            : Value.of(options.text("url"));
    if (given.text() == null) {
      return options.text("url_env").isBlank() && options.text("url_file").isBlank()
          ? Value.wrong("Set url, url_env or url_file")
          : given;
    }
    String fault = fault(given.get());
    return fault.isEmpty() ? given : Value.wrong(fault);
  }

  private static String fault(String url) {
    try {
      URI uri = new URI(url);
      boolean web = uri.getUserInfo() == null && SCHEMES.contains(String.valueOf(uri.getScheme()));
      if (web && uri.getHost() == null && uri.getAuthority() != null) {
        return "Give the host of url a name of letters, digits, hyphens and dots; no other, as one"
            + " with an underscore, can be called from Java";
      }
      return web && uri.getHost() != null ? "" : BEGIN;
    } catch (URISyntaxException e) {
      return BEGIN;
    }
  }
}
