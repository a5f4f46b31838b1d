package io.healing.core.ai;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that a form around them gives away: passwords inside addresses, the words after {@code
 * Bearer} and {@code curl -u}, elements of XML, and pairs of {@code name} and {@code value}.
 *
 * <p>In every pattern the first group stays and the second one is the secret. All repetitions are
 * bounded, so that a search stays linear.
 */
final class Credentials implements UnaryOperator<String> {
  private static final String NAME =
      "(?i:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)";

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("(://[^\\s:/@?#\"'<>]{0,256}+:)([^\\s/\"'<>]{1,512})@"),
          Pattern.compile("(://)([A-Za-z_.~-]{0,60}+[0-9][A-Za-z0-9_.~-]{15,256}+)@"),
          Pattern.compile("(thin:[^/\\s@]{1,64}+/)([^\\s@]{1,256}+)@"),
          Pattern.compile(
              "((?<=[\\s'\"])(?:-u|--user|--proxy-user)[ =]['\"]?[^\\s:'\"]{1,64}+:)"
                  + "(?![0-9]{1,9}(?:[\\s'\"]|$))([^\\s'\"]{1,256}+)"),
          Pattern.compile(
              "(<[\\w:.-]{0,40}"
                  + NAME
                  + "[\\w:.-]{0,40}(?:\\s[^<>]{0,200})?>)([^<>]{1,4096}+)(?=</)"),
          Pattern.compile(
              "((?i:name|key)\\\\?[\"']?\\s{0,4}[:=]\\s{0,4}\\\\?[\"']?[\\w.-]{0,40}"
                  + NAME
                  + "[\\w.-]{0,40}\\\\?[\"']?\\s{0,4},?\\s{0,40}\\\\?[\"']?(?i:value)\\\\?[\"']?\\s{0,4}[:=]\\s{0,4}\\\\?[\"']?)"
                  + "([^\\s\"'\\\\]{1,4096}+)"));

  private static final Pattern BEARER =
      Pattern.compile("((?<![A-Za-z])(?i:bearer)\\s{1,4}+)([A-Za-z0-9._~+/=-]{8,8192}+)");

  @Override
  public String apply(String text) {
    String masked = text;
    for (Pattern form : FORMS) {
      masked = form.matcher(masked).replaceAll(Credentials::mask);
    }
    return BEARER.matcher(masked).replaceAll(Credentials::maskBearer);
  }

  private static String mask(MatchResult found) {
    String kept = Values.secret(found.group(2)) ? withMask(found) : found.group();
    return Matcher.quoteReplacement(kept);
  }

  private static String maskBearer(MatchResult found) {
    boolean word = found.group(2).chars().allMatch(c -> Character.isLowerCase(c) || c == '.');
    return Matcher.quoteReplacement(word ? found.group() : withMask(found));
  }

  private static String withMask(MatchResult found) {
    return found.group(1) + Redactor.MASK + found.group().substring(found.end(2) - found.start());
  }
}
