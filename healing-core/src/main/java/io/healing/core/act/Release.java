package io.healing.core.act;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The order of releases: by their names, in which numbers count as numbers. */
final class Release {
  private static final Pattern PART = Pattern.compile("\\d+|\\D+");

  /** The older first; {@code 1.9} is before {@code 1.10}. */
  static final Comparator<String> OLDEST_FIRST =
      ((Comparator<String>) Release::byParts).thenComparing(Comparator.naturalOrder());

  private Release() {}

  private static int byParts(String one, String two) {
    Iterator<String> left = parts(one).iterator();
    Iterator<String> right = parts(two).iterator();
    while (left.hasNext() && right.hasNext()) {
      int order = part(left.next(), right.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private static List<String> parts(String name) {
    return PART.matcher(name).results().map(MatchResult::group).toList();
  }

  private static int part(String one, String two) {
    boolean numbers = Character.isDigit(one.charAt(0)) && Character.isDigit(two.charAt(0));
    return numbers ? new BigInteger(one).compareTo(new BigInteger(two)) : one.compareTo(two);
  }
}
