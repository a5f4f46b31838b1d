package io.healing.core.ai;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a secret from what only stands in the place of one. */
final class Values {
  /** What people and programs write where a secret would be. */
  private static final Set<String> WORDS =
      Set.of(
          "true",
          "false",
          "yes",
          "no",
          "null",
          "none",
          "nil",
          "undefined",
          "empty",
          "missing",
          "invalid",
          "expired",
          "required",
          "unset",
          "set",
          "wrong",
          "incorrect",
          "str",
          "string",
          "incomplete",
          "unknown",
          "optional",
          "redacted",
          "masked",
          "hidden",
          "revoked",
          "failed",
          "rejected",
          "denied",
          "ok");

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\{[^{}]{0,200}}|\\$\\{\\{[^{}]{0,200}}}|\\{\\{[^{}]{0,200}}}|\\$\\([^()]{0,200}\\)|<[^<>]{0,80}>"
              + "|%[A-Z_]{1,60}%|\\$?[A-Z0-9_]{0,40}(?:PASS|TOKEN|KEY|SECRET|PWD)[A-Z0-9_]{0,40}");

  private static final Pattern CALL =
      Pattern.compile(
          "(?:os|process|System|env|ENV|config|getenv|secrets|vault)\\b[\\w.]{0,60}[(\\[.].{0,200}");

  private static final int RANDOM_LENGTH = 20;
  private static final int RANDOM_RUN = 16;
  private static final double RANDOM_BITS = 3.2;

  private Values() {}

  /** Whether this value, which stands beside a telling name, is a secret. */
  static boolean secret(String value) {
    String bare = value.strip();
    return !bare.isEmpty()
        && !bare.startsWith(Redactor.MASK)
        && bare.chars().anyMatch(c -> c != '*' && c != '.' && c != 'x' && c != 'X')
        && bare.chars().anyMatch(Character::isLetterOrDigit)
        && !WORDS.contains(bare.toLowerCase(Locale.ROOT))
        && !REFERENCE.matcher(bare).matches()
        && !CALL.matcher(bare).matches();
  }

  /** Whether this value, which stands beside a vague name, can only be a secret. */
  static boolean random(String value) {
    return value.length() >= RANDOM_LENGTH
        && value.chars().allMatch(Values::tokenCharacter)
        && value.charAt(0) != '/'
        && longestRun(value) >= RANDOM_RUN
        && value.chars().anyMatch(c -> c >= '0' && c <= '9')
        && value.chars().anyMatch(Character::isLetter)
        && bits(value) >= RANDOM_BITS;
  }

  private static boolean tokenCharacter(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "+/=_.~-".indexOf(c) >= 0);
  }

  private static int longestRun(String value) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < value.length(); i++) {
      run = Character.isLetterOrDigit(value.charAt(i)) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** The entropy of the characters, in bits a character (Shannon). */
  private static double bits(String value) {
    int[] counts = new int[128];
    value.chars().forEach(c -> counts[c]++);
    double bits = 0;
    for (int count : counts) {
      double share = (double) count / value.length();
      bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return bits;
  }
}
