package io.healing.api.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several of a kind in the evidence of one finding, such as the stuck triggers of a job. All are
 * told by the same words; the second and later ones have their number behind each: {@code row},
 * {@code row_2}, {@code row_3}. What is done for one of them is judged by that one, see {@link
 * Finding#TARGETS}.
 */
public final class Several {
  private Several() {}

  /**
   * The finding with all of them.
   *
   * @param target the word under which each has the name of its target; no other word begins with
   *     it and an underscore
   * @param each what is told of each, by the same words
   */
  public static Finding told(Finding finding, String target, List<Map<String, String>> each) {
    Finding with = finding.withEvidence(Finding.TARGETS, target);
    for (int i = 0; i < each.size(); i++) {
      for (Map.Entry<String, String> told : each.get(i).entrySet()) {
        with = with.withEvidence(told.getKey() + number(i), told.getValue());
      }
    }
    return with;
  }

  /**
   * What a finding tells of each.
   *
   * @param words those that are wanted; one that is missing is left out
   * @return empty when the finding does not say under which word its targets stand
   */
  public static List<Map<String, String>> of(Finding finding, String... words) {
    Map<String, String> evidence = finding.evidence();
    String target = evidence.getOrDefault(Finding.TARGETS, "");
    List<Map<String, String>> each = new ArrayList<>();
    while (evidence.containsKey(target + number(each.size()))) {
      each.add(told(evidence, number(each.size()), words));
    }
    return each;
  }

  private static Map<String, String> told(
      Map<String, String> evidence, String number, String... words) {
    Map<String, String> told = new HashMap<>();
    for (String word : words) {
      String value = evidence.get(word + number);
      if (value != null) {
        told.put(word, value);
      }
    }
    return told;
  }

  private static String number(int index) {
    return index == 0 ? "" : "_" + (index + 1);
  }
}
