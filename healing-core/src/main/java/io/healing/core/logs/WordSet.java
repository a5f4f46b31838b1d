package io.healing.core.logs;

/** A fixed set of words that is asked for a part of a text, without making a string of it. */
final class WordSet {
  private final String[] table;

  WordSet(String... words) {
    table = new String[Integer.highestOneBit(words.length) * 4];
    for (String word : words) {
      put(word);
    }
  }

  private void put(String word) {
    int at = slot(word.toCharArray(), 0, word.length());
    while (table[at] != null) {
      at = (at + 1) & (table.length - 1);
    }
    table[at] = word;
  }

  boolean contains(char[] text, int from, int end) {
    int at = slot(text, from, end);
    for (String word = table[at]; word != null; word = table[at]) {
      if (same(word, text, from, end)) {
        return true;
      }
      at = (at + 1) & (table.length - 1);
    }
    return false;
  }

  private static boolean same(String word, char[] text, int from, int end) {
    if (word.length() != end - from) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  private int slot(char[] text, int from, int end) {
    int hash = end - from;
    if (hash > 0) {
      hash += text[from] * 7 + text[end - 1] * 31;
    }
    return (hash ^ (hash >>> 5)) & (table.length - 1);
  }
}
