package io.healing.core.review;

import io.healing.api.ActionRequest;
import io.healing.api.Image;
import io.healing.api.act.ActionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether two suggestions are the same: subject, type, target and change. What differs from
 * one run to the next does not count: which run it was, how long to wait, times, ids, long numbers,
 * blanks. Advice is the same when its category and title are.
 */
final class DedupeKey {
  private static final Pattern PASSING =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?"
              + "|\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\\b"
              + "|\\b(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{12,}\\b"
              + "|\\b\\d{7,}\\b");
  private static final Set<String> OF_ONE_RUN = Set.of("run", "delay_s");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)?");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private DedupeKey() {}

  static String of(Draft draft) {
    List<String> parts = new ArrayList<>();
    parts.add(draft.subject().name());
    request(draft)
        .ifPresentOrElse(wish -> change(wish, draft.plan(), parts), () -> advice(draft, parts));
    return hash(parts);
  }

  /** What was analysed: the state of the target; advice rests on nothing that could be compared. */
  static String content(Draft draft) {
    ActionPlan plan = draft.plan();
    return plan == null ? "advice" : plan.before().hash();
  }

  private static Optional<ActionRequest> request(Draft draft) {
    ActionPlan plan = draft.plan();
    return plan == null ? draft.proposal().request() : Optional.of(plan.request());
  }

  private static void change(
      ActionRequest wish, @org.jspecify.annotations.Nullable ActionPlan plan, List<String> parts) {
    parts.add(wish.type().word());
    parts.add(wish.target().toString());
    if (plan != null && plan.after().present()) {
      parts.add(plan.after().hash());
    } else {
      wish.parameters().forEach((key, value) -> parts.add(key + "=" + lasting(key, value)));
    }
  }

  private static void advice(Draft draft, List<String> parts) {
    parts.add("advice");
    parts.add(draft.proposal().category().word());
    parts.add(NUMBER.matcher(normal(draft.proposal().title())).replaceAll("#"));
  }

  private static String lasting(String key, String value) {
    return OF_ONE_RUN.contains(key) ? "#" : normal(value);
  }

  private static String normal(String text) {
    String lasting = PASSING.matcher(text).replaceAll("#");
    return BLANKS.matcher(lasting).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private static String hash(List<String> parts) {
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(part.length()).append(':').append(part).append(';'));
    return Image.of(all.toString()).hash();
  }
}
