package io.healing.core.ai;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand beside a name such as {@code password}: {@code name=value}, {@code "name":
 * "value"}, {@code name: value}, {@code --name value}, {@code put("name", "value")}, headers.
 */
final class NamedSecrets implements UnaryOperator<String> {
  private static final Pattern TELLING =
      Pattern.compile(
          "password|passwd|passphrase|passcode|pass(?![a-z])|pwd|secret|token|credential"
              + "|authorization|cookie|session[_-]?id"
              + "|(?:api|access|private|account|signing|encryption|shared|master|storage)[_-]?key",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern VAGUE =
      Pattern.compile(
          "(?<![a-z])(?:key|sig|signature|auth|session|salt|csrf|xsrf|sid)(?![a-z])",
          Pattern.CASE_INSENSITIVE);

  private final Pattern names;
  private final Predicate<String> secret;

  private NamedSecrets(Pattern names, Predicate<String> secret) {
    this.names = names;
    this.secret = secret;
  }

  /** Names that tell of a secret: every value that may be one is masked. */
  static NamedSecrets telling() {
    return new NamedSecrets(TELLING, Values::secret);
  }

  /** Names that may tell of a secret: only what looks random is masked. */
  static NamedSecrets vague() {
    return new NamedSecrets(VAGUE, value -> Values.secret(value) && Values.random(value));
  }

  @Override
  public String apply(String text) {
    Matcher names = this.names.matcher(text);
    StringBuilder masked = new StringBuilder(text.length());
    int copied = 0;
    int at = 0;
    while (at <= text.length() && names.find(at)) {
      SecretName name = new SecretName(text, names.start(), names.end());
      Span value = name.isName() ? name.value() : Span.none(names.end());
      if (value.to() > value.from() && secret.test(value.in(text))) {
        masked.append(text, copied, value.from()).append(Redactor.MASK);
        copied = value.to();
      }
      at = Math.max(value.to(), names.end());
    }
    return masked.append(text, copied, text.length()).toString();
  }
}
