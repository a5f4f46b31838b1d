package io.healing.cli;

import io.healing.api.WireWord;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.sqlite.SqliteHealingStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was proposed. */
@Command(name = "suggestions", description = "Lists what is proposed, the newest first.")
final class SuggestionsCommand extends ListCommand<SuggestionEntry> {
  static final Listing<SuggestionEntry> LISTING =
      new Listing<>(
          "There is no suggestion.",
          List.of(
              Column.whole("ID", "id", entry -> "s" + entry.row().id()),
              Column.hidden("review", entry -> "r" + entry.row().reviewId()),
              Column.hidden("incident", entry -> entry.detail().incidentId()),
              Column.place("JOB", "job", entry -> entry.row().jobId()),
              Column.whole("STATUS", "standing", SuggestionEntry::standing),
              Column.hidden("status", entry -> entry.row().status()),
              Column.whole("RISK", "severity", entry -> entry.row().severity()),
              Column.hidden("category", entry -> entry.row().category()),
              Column.text("TITLE", "title", entry -> entry.row().title()),
              Column.hidden("description", entry -> entry.row().description()),
              Column.whole("CREATED", "created_at", entry -> entry.row().createdAt()),
              Column.hidden("expires_at", entry -> entry.detail().expiresAt()),
              Column.hidden("decided_by", entry -> entry.detail().decidedBy()),
              Column.hidden("rejection_reason", entry -> entry.row().rejectionReason()),
              Column.hidden("action", SuggestionsCommand::action),
              Column.hidden("plan_hash", SuggestionsCommand::planHash)));

  @Mixin private PageOptions pages = new PageOptions();

  @Option(
      names = "--status",
      paramLabel = "WORD",
      description =
          "Only these: pending (advice too), approved, rejected (withdrawn and expired too),"
              + " applied or failed.")
  private @Nullable String status;

  SuggestionsCommand(Session session) {
    super(session, LISTING);
  }

  @Override
  List<SuggestionEntry> rows(SqliteHealingStore store) {
    pages.refuseUnknown(session(), store);
    Page page = pages.page();
    return store.suggestions().page(status == null ? page : page.in(known(status)));
  }

  private String known(String word) {
    return WireWord.parse(SuggestionStatus.class, word)
        .filter(found -> found != SuggestionStatus.UNKNOWN)
        .orElseThrow(
            () ->
                pages.wrong(
                    "--status must be pending, approved, rejected, applied or failed, but is "
                        + word))
        .word();
  }

  private static @Nullable Object action(SuggestionEntry entry) {
    Long action = entry.row().actionId();
    return action == null ? null : "a" + action;
  }

  private static @Nullable Object planHash(SuggestionEntry entry) {
    return entry.detail().plan() == null ? null : entry.detail().plan().hash();
  }
}
