package io.healing.cli;

import io.healing.api.store.ActionEntry;
import io.healing.sqlite.SqliteHealingStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What was done. */
@Command(name = "actions", description = "Lists what was changed, the newest first.")
final class ActionsCommand extends ListCommand<ActionEntry> {
  static final Listing<ActionEntry> LISTING =
      new Listing<>(
          "Nothing was changed.",
          List.of(
              Column.whole("ID", "id", entry -> "a" + entry.row().id()),
              Column.hidden("suggestion", entry -> "s" + entry.row().suggestionId()),
              Column.hidden("incident", entry -> entry.detail().incidentId()),
              Column.place("JOB", "job", entry -> entry.row().jobId()),
              Column.whole("ACTION", "action_type", entry -> entry.row().actionType()),
              Column.place("TARGET", "target", entry -> entry.detail().target().toString()),
              Column.whole("STATUS", "status", entry -> entry.row().status()),
              Column.whole(
                  "HELPED", "verification", entry -> entry.detail().verification().state()),
              Column.text("BY", "by", entry -> entry.detail().by()),
              Column.whole("AT", "created_at", entry -> entry.row().createdAt()),
              Column.hidden("can_rollback", entry -> entry.row().canRollback()),
              Column.hidden("rolled_back_at", entry -> entry.row().rolledBackAt()),
              Column.hidden("error_message", entry -> entry.row().errorMessage()),
              Column.hidden("note", entry -> entry.detail().note())));

  @Mixin private PageOptions pages = new PageOptions();

  ActionsCommand(Session session) {
    super(session, LISTING);
  }

  @Override
  List<ActionEntry> rows(SqliteHealingStore store) {
    pages.refuseUnknown(session(), store);
    return store.actions().page(pages.page());
  }
}
