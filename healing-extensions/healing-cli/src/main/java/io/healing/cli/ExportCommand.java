package io.healing.cli;

import io.healing.api.decide.DecisionRecord;
import io.healing.api.job.JobRun;
import io.healing.api.store.Page;
import io.healing.core.ai.Redactor;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Writes out what is stored. */
@Command(
    name = "export",
    description = {
      "Writes what is stored as JSON, one thing a line, without secrets.",
      "Each line has a kind: job, run, incident, review, suggestion, action or decision. Of runs and"
          + " decisions the newest 1000 of each job are written, of incidents the newest 1000."
    })
final class ExportCommand extends CliCommand {
  private static final int PAGE = 1_000;

  private static final Listing<JobRun> RUNS =
      new Listing<>(
          "",
          List.of(
              Column.hidden("id", JobRun::id),
              Column.hidden("job", JobRun::jobId),
              Column.hidden("started_at", JobRun::startedAt),
              Column.hidden("finished_at", JobRun::finishedAt),
              Column.hidden("outcome", JobRun::outcome),
              Column.hidden("duration_ms", JobRun::durationMs),
              Column.hidden("attempt", JobRun::attempt),
              Column.hidden("trigger", JobRun::trigger),
              Column.hidden("exit_code", JobRun::exitCode),
              Column.hidden("size", JobRun::size),
              Column.hidden("error", run -> run.error() == null ? null : run.error().line()),
              Column.hidden("log_tail", JobRun::logTail)));

  private static final Listing<DecisionRecord> DECISIONS =
      new Listing<>(
          "",
          List.of(
              Column.hidden("id", DecisionRecord::id),
              Column.hidden("subject", record -> record.subject().name()),
              Column.hidden("topic", DecisionRecord::topic),
              Column.hidden("decision", DecisionRecord::decision),
              Column.hidden("reason", DecisionRecord::reason),
              Column.hidden("detail", DecisionRecord::detail),
              Column.hidden("decided_at", DecisionRecord::decidedAt)));

  private final Redactor redactor = new Redactor();

  ExportCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    try (SqliteHealingStore store = session().reading()) {
      jobs(store);
      write("incident", IncidentsCommand.LISTING, store.incidents().page(Page.newest(PAGE)));
      pages("review", ReviewsCommand.LISTING, store.reviews()::page, row -> row.id());
      pages(
          "suggestion",
          SuggestionsCommand.LISTING,
          store.suggestions()::page,
          entry -> entry.row().id());
      pages("action", ActionsCommand.LISTING, store.actions()::page, entry -> entry.row().id());
    }
    return ExitCode.DONE;
  }

  private void jobs(SqliteHealingStore store) {
    for (String job : new TreeSet<>(store.jobs())) {
      line("job", Map.of("id", job));
      write("run", RUNS, store.runs().newest(job, PAGE));
      write("decision", DECISIONS, Names.decisions(store, job, PAGE));
    }
  }

  private <T> void pages(
      String kind, Listing<T> listing, Function<Page, List<T>> pages, ToLongFunction<T> id) {
    long before = 0;
    List<T> page;
    do {
      page = pages.apply(Page.newest(PAGE).before(before));
      write(kind, listing, page);
      before = page.isEmpty() ? 0 : id.applyAsLong(page.get(page.size() - 1));
    } while (page.size() == PAGE);
  }

  private <T> void write(String kind, Listing<T> listing, List<T> things) {
    things.forEach(thing -> line(kind, listing.value(thing)));
  }

  private void line(String kind, Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>();
    whole.put("kind", kind);
    values.forEach((key, value) -> whole.put(key, clean(value)));
    byte[] line = (JsonText.compact(whole) + "\n").getBytes(StandardCharsets.UTF_8);
    terminal().out().write(line, 0, line.length);
  }

  private @Nullable Object clean(@Nullable Object value) {
    if (value instanceof String text) {
      return redactor.apply(text);
    } else if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> cleaned = new LinkedHashMap<>();
      map.forEach((key, inner) -> cleaned.put(String.valueOf(key), clean(inner)));
      return cleaned;
    }
    return value;
  }
}
