package io.healing.api;

/** A number and what it counts, in the words that go with it: {@code 1 run}, {@code 3 runs}. */
public final class Plural {
  private Plural() {}

  /**
   * The number and the word, with an s at its end unless there is one of it.
   *
   * @param one the word for one, such as {@code run}
   */
  public static String of(long count, String one) {
    return of(count, one, one + "s");
  }

  /**
   * The number and one of two wordings.
   *
   * @param one what follows 1, such as {@code run was}
   * @param many what follows any other number, such as {@code runs were}
   */
  public static String of(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
