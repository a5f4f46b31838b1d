package io.healing.cli;

import io.healing.api.review.HealingReview;
import io.healing.sqlite.SqliteHealingStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The passes of analysis. */
@Command(name = "reviews", description = "Lists the reviews of jobs, the newest first.")
final class ReviewsCommand extends ListCommand<HealingReview> {
  static final Listing<HealingReview> LISTING =
      new Listing<>(
          "There is no review.",
          List.of(
              Column.whole("ID", "id", row -> "r" + row.id()),
              Column.place("JOB", "job", HealingReview::jobId),
              Column.whole("STATUS", "status", HealingReview::status),
              Column.whole("BEGAN", "started_at", HealingReview::startedAt),
              Column.hidden("finished_at", HealingReview::finishedAt),
              Column.whole("RUNS", "runs_analyzed", HealingReview::runsAnalyzed),
              Column.whole("LINES", "logs_lines", HealingReview::logsLines),
              Column.whole("SUGGESTIONS", "suggestions_count", HealingReview::suggestionsCount),
              Column.hidden("auto_applied_count", HealingReview::autoAppliedCount),
              Column.text("ERROR", "error_message", HealingReview::errorMessage)));

  @Mixin private PageOptions pages = new PageOptions();

  ReviewsCommand(Session session) {
    super(session, LISTING);
  }

  @Override
  List<HealingReview> rows(SqliteHealingStore store) {
    pages.refuseUnknown(session(), store);
    return store.reviews().page(pages.page());
  }
}
