package io.healing.core.decide;

import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.decide.Ways;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decisions as text for a person. */
final class Why {
  /** A person does not need a moment finer than a second. */
  private static final Pattern FRACTION = Pattern.compile("(T\\d\\d:\\d\\d:\\d\\d)\\.\\d{1,9}Z");

  private final Ways ways;

  Why(Ways ways) {
    this.ways = ways;
  }

  /**
   * What holds now first, then what did.
   *
   * @param over how each topic that is over ended
   */
  String text(List<DecisionRecord> decisions, Map<String, String> over) {
    if (decisions.isEmpty()) {
      return "Nothing had to be decided here: no decision is stored on it.";
    }
    List<String> now = new ArrayList<>();
    List<String> before = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (DecisionRecord record : newestOfEach(decisions)) {
      String end = over.get(record.topic());
      boolean newest = told.add(record.subject() + "|" + record.topic());
      if (end == null && newest) {
        now.add(sentence(record));
      } else {
        before.add((end == null ? "earlier: " : "over (" + end + "): ") + sentence(record));
      }
    }
    now.addAll(before);
    return FRACTION.matcher(String.join("\n", now)).replaceAll("$1Z");
  }

  private static Collection<DecisionRecord> newestOfEach(List<DecisionRecord> decisions) {
    Map<List<Object>, DecisionRecord> newest = new LinkedHashMap<>();
    for (DecisionRecord record : decisions) {
      Object reason = Optional.ofNullable(record.reason());
      newest.putIfAbsent(List.of(record.subject(), record.topic(), reason), record);
    }
    return newest.values();
  }

  private String sentence(DecisionRecord record) {
    return record.decidedAt()
        + " "
        + record.subject()
        + ", "
        + record.topic()
        + ": "
        + said(record);
  }

  /** What was decided, why, and what a person may do, without when and on whom. */
  String said(DecisionRecord record) {
    String values = record.detail().isEmpty() ? "" : " (" + record.detail() + ")";
    BlockReason reason = record.reason();
    return what(record.decision())
        + (reason == null ? values + "." : ", because " + reason.sentence() + values + ". ")
        + (reason == null ? "" : Mends.of(reason, record.subject(), record.topic(), ways));
  }

  private static String what(String word) {
    return switch (word) {
      case "heal" -> "a repair was begun";
      case "check_again" -> "it waits and is looked at again";
      case "ask_approval" -> "it waits for a person's approval";
      case "escalate" -> "a person must take over";
      case "ignore" -> "nothing is done";
      default -> word;
    };
  }
}
