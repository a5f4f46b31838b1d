package io.healing.cli;

import io.healing.api.detect.Incident;
import io.healing.sqlite.SqliteHealingStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is wrong. */
@Command(
    name = "incidents",
    description = "Lists what is wrong now, the newest first; with --all what was wrong too.")
final class IncidentsCommand extends ListCommand<Incident> {
  static final Listing<Incident> LISTING =
      new Listing<>(
          "There is no incident.",
          List.of(
              Column.whole("ID", "id", Incident::id),
              Column.place("SUBJECT", "subject", incident -> incident.subject().name()),
              Column.whole("SEVERITY", "severity", Incident::severity),
              Column.whole("STATE", "state", Incident::state),
              Column.hidden("end", Incident::end),
              Column.text("FINDING", "finding", Incident::findingId),
              Column.text("MESSAGE", "message", Incident::message),
              Column.hidden("hint", Incident::hint),
              Column.whole("SINCE", "detected_at", Incident::detectedAt),
              Column.hidden("last_seen_at", Incident::lastSeenAt),
              Column.hidden("resolved_at", Incident::resolvedAt),
              Column.hidden("cause", Incident::causeId),
              Column.hidden("evidence", Incident::evidence),
              Column.hidden(
                  "actions", one -> one.recoveryActions().stream().map(id -> "a" + id).toList())));

  @Mixin private PageOptions pages = new PageOptions();

  @Option(names = "--all", description = "Those that have ended too.")
  private boolean all;

  IncidentsCommand(Session session) {
    super(session, LISTING);
  }

  @Override
  List<Incident> rows(SqliteHealingStore store) {
    pages.refuseUnknown(session(), store);
    List<Incident> page = store.incidents().page(pages.page());
    return all ? page : page.stream().filter(incident -> !incident.ended()).toList();
  }
}
