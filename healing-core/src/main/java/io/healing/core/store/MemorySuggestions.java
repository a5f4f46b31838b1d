package io.healing.core.store;

import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionDetail;
import io.healing.api.store.SuggestionEntry;
import io.healing.api.store.SuggestionRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class MemorySuggestions implements SuggestionRepository {
  private static final int MOST = 1_000;

  private final Tables tables;

  MemorySuggestions(Tables tables) {
    this.tables = tables;
  }

  @Override
  public long add(HealingSuggestion suggestion, SuggestionDetail detail) {
    return tables.guard.hold(
        () -> {
          long review = suggestion.reviewId();
          Tables.exists(tables.reviews.find(review).isPresent(), "review", review);
          long id = tables.next(Tables.Numbered.SUGGESTION);
          put(id, new SuggestionEntry(suggestion.withId(id), detail));
          new Bounds(tables).suggestions();
          return id;
        });
  }

  @Override
  public Optional<SuggestionEntry> find(long id) {
    return tables.guard.hold(() -> tables.suggestions.find(id));
  }

  @Override
  public boolean change(SuggestionStatus expected, SuggestionEntry next) {
    Tables.written(expected);
    long id = next.row().id();
    return tables.guard.hold(
        () -> {
          boolean still =
              tables.suggestions.find(id).filter(e -> e.row().status() == expected).isPresent();
          if (still) {
            put(id, next);
          }
          return still;
        });
  }

  @Override
  public Optional<SuggestionEntry> open(String dedupeKey) {
    return tables.guard.hold(
        () ->
            tables
                .suggestions
                .newest()
                .filter(entry -> entry.detail().dedupeKey().equals(dedupeKey))
                .filter(entry -> open(entry.row().status()))
                .findFirst());
  }

  @Override
  public List<SuggestionEntry> approved() {
    return tables.guard.hold(() -> Tables.first(MOST, in(SuggestionStatus.APPROVED)));
  }

  @Override
  public List<SuggestionEntry> expired(Instant at) {
    return tables.guard.hold(
        () ->
            Tables.first(
                MOST,
                in(SuggestionStatus.PENDING).filter(e -> !e.detail().expiresAt().isAfter(at))));
  }

  @Override
  public List<SuggestionEntry> page(Page page) {
    return tables.guard.hold(() -> Tables.first(page.limit(), wanted(page)));
  }

  @Override
  public int pending() {
    return tables.guard.hold(() -> (int) in(SuggestionStatus.PENDING).count());
  }

  private void put(long id, SuggestionEntry entry) {
    HealingSuggestion row = entry.row();
    Tables.written(row.status(), row.category(), row.severity());
    Long action = row.actionId();
    if (action != null) {
      Tables.exists(tables.actions.find(action).isPresent(), "action", action);
    }
    tables.suggestions.put(id, entry);
  }

  private Stream<SuggestionEntry> in(SuggestionStatus status) {
    return tables.suggestions.all().filter(entry -> entry.row().status() == status);
  }

  private Stream<SuggestionEntry> wanted(Page page) {
    return (page.beforeId() == 0
            ? tables.suggestions.newest()
            : tables.suggestions.newest(page.beforeId()))
        .filter(e -> page.subject() == null || e.row().jobId().equals(page.subject().name()))
        .filter(e -> page.status() == null || e.row().status().word().equals(page.status()));
  }

  static boolean open(SuggestionStatus status) {
    return status == SuggestionStatus.PENDING || status == SuggestionStatus.APPROVED;
  }
}
