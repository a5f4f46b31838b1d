package io.healing.core.ai;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Masks the secrets in a text and leaves the rest as it is, line for line.
 *
 * <p>Recognised are values that stand beside a telling name (password, secret, token, API key,
 * authorization, cookie …) in assignments, JSON, YAML, XML, command lines, headers and URLs;
 * private key blocks; and the well-known forms of tokens (AWS, GitHub, JWT …). What a name merely
 * refers to, as {@code ${DB_PASSWORD}}, is not a secret.
 *
 * <p>The time it takes grows linearly with the text, whatever the text is. Masking twice gives the
 * same as masking once. Thread-safe.
 */
public final class Redactor implements UnaryOperator<String> {
  /** What stands in the place of a secret. */
  public static final String MASK = "[masked]";

  /** One mask may uncover another secret; more than this never was needed. */
  private static final int ROUNDS = 4;

  private final List<UnaryOperator<String>> rules =
      List.of(
          new KeyBlocks(),
          NamedSecrets.telling(),
          NamedSecrets.vague(),
          new Credentials(),
          new KnownTokens());

  /** A redactor with the built-in rules. */
  public Redactor() {}

  /**
   * Masks the secrets.
   *
   * @param text any text
   * @return the text with {@link #MASK} in the place of every recognised secret
   */
  @Override
  public String apply(String text) {
    String before = text;
    String after = once(before);
    for (int round = 1; round < ROUNDS && !after.equals(before); round++) {
      before = after;
      after = once(before);
    }
    return after;
  }

  private String once(String text) {
    String masked = text;
    for (UnaryOperator<String> rule : rules) {
      masked = rule.apply(masked);
    }
    return masked;
  }

  /**
   * Whether a secret is in the text, or was before it was masked.
   *
   * @param text any text, masked or not
   * @return true if a secret is recognised, or its mask
   */
  public boolean hasSecret(String text) {
    return text.contains(MASK) || !apply(text).equals(text);
  }
}
