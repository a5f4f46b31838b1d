package io.healing.core.review;

import io.healing.api.job.ReviewItem;
import io.healing.api.job.ReviewSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What only the host can hand in, redacted, newest first. */
record HostItems(
    Reading reading, Instant since, UnaryOperator<String> redactor, Map<String, String> missing) {
  private static final int MOST = 20;

  List<ReviewItem> aiSessions() {
    return items("ai_sessions", source -> source.aiSessions(reading.subject().name(), since, MOST));
  }

  List<ReviewItem> workflows() {
    return items("workflows", source -> source.workflows(reading.subject().name(), since, MOST));
  }

  private List<ReviewItem> items(String name, Function<ReviewSource, List<ReviewItem>> ask) {
    if (reading.sources().isEmpty()) {
      missing.put(name, "no source");
    }
    List<ReviewItem> all = new ArrayList<>();
    reading.sources().forEach(source -> add(name, source, ask, all));
    return all.stream()
        .sorted(Comparator.comparing(ReviewItem::at).reversed())
        .limit(MOST)
        .map(item -> redacted(item))
        .toList();
  }

  private ReviewItem redacted(ReviewItem item) {
    return new ReviewItem(redactor.apply(item.id()), item.at(), redactor.apply(item.text()));
  }

  /** One source that fails does not take the others away; the review says which did. */
  private void add(
      String name,
      ReviewSource source,
      Function<ReviewSource, List<ReviewItem>> ask,
      List<ReviewItem> all) {
    try {
      all.addAll(ask.apply(source));
    } catch (RuntimeException | LinkageError e) {
      String fault = redactor.apply(source.id() + " failed: " + e);
      missing.merge(name, fault, (before, also) -> before + "; " + also);
    }
  }
}
