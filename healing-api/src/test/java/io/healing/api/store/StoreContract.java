package io.healing.api.store;

import io.healing.api.Samples;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of all repositories need: an empty store, and the same one opened again. */
public abstract class StoreContract {
  static final Instant NOON = Samples.NOON;

  /** Text with a character of four bytes, a line break, a null character and quotes. */
  static final String CAREFUL = "\ud83d\ude80 \u00fc\n\t\0 'it''s' \"quoted\" \\ %_";

  @TempDir Path directory;
  HealingStore store;

  /** Opens the store in this directory; a durable one with all that it held before. */
  protected abstract HealingStore open(Path directory);

  /** Whether what is committed is there again after the store was closed and opened. */
  protected abstract boolean durable();

  @BeforeEach
  void openEmptyStore() {
    store = open(directory);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  /** The store with the same content: a durable one is closed and opened first. */
  HealingStore again() {
    if (durable()) {
      store.close();
      store = open(directory);
    }
    return store;
  }

  long addReview(Instant startedAt) {
    return store.reviews().add(Samples.review("report", startedAt), Samples.reviewDetail(1));
  }

  /** A pending suggestion with a review of its own. */
  long addSuggestion(String dedupeKey, Instant createdAt) {
    return store
        .suggestions()
        .add(
            Samples.suggestion(addReview(createdAt), "report", createdAt),
            Samples.suggestionDetail(dedupeKey, createdAt));
  }

  /** Moves a suggestion from the status it is in to another one. */
  void move(long suggestion, SuggestionStatus to) {
    SuggestionEntry entry = store.suggestions().find(suggestion).orElseThrow();
    HealingSuggestion next = Samples.suggestion(suggestion, entry.row(), to);
    store.suggestions().change(entry.row().status(), new SuggestionEntry(next, entry.detail()));
  }

  /** A successful action under verification, with a suggestion and a review of its own. */
  long addAction(Instant createdAt) {
    long suggestion = addSuggestion("key-" + createdAt, createdAt);
    return store
        .actions()
        .add(Samples.action(suggestion, "report", createdAt), Samples.actionDetail(0, createdAt));
  }
}
