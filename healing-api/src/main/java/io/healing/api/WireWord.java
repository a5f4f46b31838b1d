package io.healing.api;

import java.util.Locale;
import java.util.Optional;

/**
 * An enum whose constants have a word that is written to configuration files, databases and JSON.
 *
 * <p>The word is the constant's name in lower case, so {@code ROLLED_BACK} is {@code rolled_back}.
 * Words are matched exactly; {@code Daily} is not {@code daily}.
 */
public interface WireWord {

  /**
   * The name of the constant; every enum has it.
   *
   * @return the name as declared
   */
  String name();

  /**
   * The word that stands for this constant outside of Java.
   *
   * @return the name in lower case
   */
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds the constant that a word stands for.
   *
   * @param <E> the enum
   * @param type the enum's class
   * @param word the word as read
   * @return the constant, or empty where no constant has this word
   */
  static <E extends Enum<E> & WireWord> Optional<E> parse(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (constant.word().equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /**
   * Finds the constant that a word stands for, or takes another one; for reading stored rows, where
   * a foreign word must not be an error.
   *
   * @param <E> the enum
   * @param type the enum's class
   * @param word the word as read
   * @param other what to answer where no constant has this word
   * @return the constant, or {@code other}
   */
  static <E extends Enum<E> & WireWord> E parseOr(Class<E> type, String word, E other) {
    return parse(type, word).orElse(other);
  }
}
