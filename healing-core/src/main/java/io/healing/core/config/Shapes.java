package io.healing.core.config;

import io.healing.api.environment.EndpointRequirement;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is wrong with a text that must be a path, an address or a regular expression: what follows
 * the text itself in a message, with the mend; empty where nothing is.
 */
final class Shapes {
  private static final int LAST_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Shapes() {}

  static Optional<String> pattern(String text) {
    try {
      Objects.requireNonNull(Pattern.compile(text));
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      return Optional.of(
          " is no regular expression: "
              + e.getDescription()
              + where
              + ". Put \\ before what is meant as it stands, such as \\[");
    }
  }

  static Optional<String> path(String text) {
    try {
      Objects.requireNonNull(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.of(" is no path: " + e.getReason());
    }
    if (CONTROL.matcher(text).find()) {
      return Optional.of(" is no path: it has a control character. Remove it");
    }
    return text.isBlank() ? Optional.of(" is no path. Write one") : Optional.empty();
  }

  static Optional<String> endpoint(String text) {
    if (!EndpointRequirement.isAddress(text)) {
      return Optional.of(" is no endpoint. Write host:port, such as db.internal:5432");
    }
    int port = new EndpointRequirement(text, null).port();
    return port < 1 || port > LAST_PORT
        ? Optional.of(" has no port from 1 to " + LAST_PORT + ". Write one")
        : Optional.empty();
  }

  static Optional<String> url(String text) {
    return address(text)
        .map(why -> " is no web address: " + why + ". Write it as https://host/path");
  }

  private static Optional<String> address(String text) {
    try {
      URI uri = new URI(text);
      String authority = uri.getRawAuthority();
      if (!SCHEMES.contains(String.valueOf(uri.getScheme()))) {
        return Optional.of("it begins with neither http:// nor https://");
      }
      if (authority == null || authority.startsWith(":")) {
        return Optional.of("it names no host");
      }
      // A name with an underscore, as containers have, is no host for URI; so the text is asked.
      return authority.contains("@")
          ? Optional.of("it holds a user, which would be sent to nobody")
          : port(authority);
    } catch (URISyntaxException e) {
      return Optional.of(e.getReason());
    }
  }

  private static Optional<String> port(String authority) {
    String port = authority.replaceFirst("^(\\[[^\\]]*]|[^:]*):?", "");
    boolean fits =
        port.isEmpty() || Scalars.large(port).filter(n -> n >= 1 && n <= LAST_PORT).isPresent();
    return fits ? Optional.empty() : Optional.of("its port is not from 1 to " + LAST_PORT);
  }
}
