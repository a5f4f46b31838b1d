package io.healing.core.store;

import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewKind;
import io.healing.api.store.Page;
import io.healing.api.store.ReviewDetail;
import io.healing.api.store.ReviewEntry;
import io.healing.api.store.ReviewRepository;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryReviews implements ReviewRepository {
  private final Tables tables;

  MemoryReviews(Tables tables) {
    this.tables = tables;
  }

  @Override
  public long add(HealingReview review, ReviewDetail detail) {
    Tables.written(detail.kind());
    return tables.guard.hold(
        () -> {
          long id = tables.next(Tables.Numbered.REVIEW);
          tables.reviews.put(id, new ReviewEntry(numbered(id, review), detail));
          new Bounds(tables).reviews();
          return id;
        });
  }

  @Override
  public void update(HealingReview review) {
    tables.guard.run(
        () -> {
          Optional<ReviewEntry> old = tables.reviews.find(review.id());
          Tables.exists(old.isPresent(), "review", review.id());
          old.ifPresent(
              row -> tables.reviews.put(review.id(), new ReviewEntry(review, row.detail())));
        });
  }

  @Override
  public Optional<ReviewEntry> find(long id) {
    return tables.guard.hold(() -> tables.reviews.find(id));
  }

  @Override
  public Optional<HealingReview> lastProactive(String jobId) {
    return tables.guard.hold(
        () ->
            tables
                .reviews
                .newest()
                .filter(entry -> entry.detail().kind() == ReviewKind.PROACTIVE)
                .map(ReviewEntry::row)
                .filter(row -> row.jobId().equals(jobId) && "completed".equals(row.status()))
                .findFirst());
  }

  @Override
  public List<ReviewEntry> running() {
    return tables.guard.hold(
        () -> tables.reviews.all().filter(e -> "running".equals(e.row().status())).toList());
  }

  @Override
  public List<HealingReview> page(Page page) {
    return tables.guard.hold(() -> Tables.first(page.limit(), wanted(page)));
  }

  private Stream<HealingReview> wanted(Page page) {
    return (page.beforeId() == 0 ? tables.reviews.newest() : tables.reviews.newest(page.beforeId()))
        .map(ReviewEntry::row)
        .filter(row -> page.subject() == null || row.jobId().equals(page.subject().name()))
        .filter(row -> page.status() == null || row.status().equals(page.status()));
  }

  private static HealingReview numbered(long id, HealingReview from) {
    return new HealingReview(
        id,
        from.jobId(),
        from.startedAt(),
        from.finishedAt(),
        from.status(),
        from.runsAnalyzed(),
        from.logsLines(),
        from.aiSessionsCount(),
        from.slaViolationsCount(),
        from.suggestionsCount(),
        from.autoAppliedCount(),
        from.errorMessage(),
        from.analysisDurationMs(),
        from.aiTokensUsed(),
        from.createdAt());
  }
}
