package io.healing.core.detect;

import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Incident;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job's incident may come from besides the job itself: what the job says that it uses, a
 * directory of its own that the message names, and the address of the other side where the type of
 * the error is one of something outside.
 */
final class Things {
  private static final Set<ErrorType> OWN =
      EnumSet.of(
          ErrorType.CONFIGURATION_ERROR,
          ErrorType.MEMORY_LEAK,
          ErrorType.CPU_SPIKE,
          ErrorType.DEPLOYMENT_FAILURE);
  private static final Set<ErrorType> OUTSIDE =
      EnumSet.of(
          ErrorType.NETWORK_TIMEOUT,
          ErrorType.DATABASE_CONNECTION,
          ErrorType.API_FAILURE,
          ErrorType.DEPENDENCY_FAILURE);

  /** A host with a dot, or localhost, and a port; a line of a source file is none. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\w./-])(localhost|[\\w-]{1,63}(?:\\.(?!(?:java|kt|py|js|ts|rb|sh|go|yaml|yml|json"
              + "|xml|sql|conf|log|txt)\\b)[\\w-]{1,63}){1,8}):(\\d{2,5})\\b");

  private static final int MOST = 3;

  private Things() {}

  static Set<String> of(Incident incident, Crowd crowd) {
    Set<String> things = new TreeSet<>();
    if (!OWN.contains(incident.errorType())) {
      things.addAll(crowd.uses().apply(incident.subject()));
    }
    for (String directory : crowd.directories().apply(incident.subject())) {
      if (names(incident.message(), directory)) {
        things.add(directory);
      }
    }
    if (OUTSIDE.contains(incident.errorType())) {
      things.addAll(addresses(incident.message()));
    }
    return things;
  }

  /** Whether the text has this path, or one below it. */
  private static boolean names(String text, String path) {
    int at = text.indexOf(path);
    int end = at + path.length();
    boolean whole = at >= 0 && (end == text.length() || !inName(text.charAt(end)));
    return whole && path.length() > 1;
  }

  private static boolean inName(char next) {
    return Character.isLetterOrDigit(next) || next == '-' || next == '_';
  }

  private static Set<String> addresses(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find() && found.size() < MOST) {
      found.add(matcher.group());
    }
    return found;
  }
}
