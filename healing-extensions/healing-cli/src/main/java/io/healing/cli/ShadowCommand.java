package io.healing.cli;

import io.healing.api.Plural;
import io.healing.api.decide.Ways;
import io.healing.api.learn.ShadowAnswer;
import io.healing.api.learn.ShadowEntry;
import io.healing.api.learn.ShadowReport;
import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What would have been done. */
@Command(
    name = "shadow",
    description = "Tells what would have been done, and whether it would have helped.")
final class ShadowCommand extends CliCommand {
  private static final Listing<ShadowEntry> LISTING =
      new Listing<>(
          "",
          List.of(
              Column.hidden("suggestion", entry -> "s" + entry.suggestion()),
              Column.hidden("at", ShadowEntry::at),
              Column.hidden("job", entry -> entry.subject().name()),
              Column.hidden("what", ShadowEntry::what),
              Column.hidden("status", ShadowEntry::status),
              Column.hidden("answer", ShadowEntry::answer),
              Column.hidden("why", ShadowEntry::why),
              Column.hidden("blocked_by", ShadowEntry::blockedBy),
              Column.hidden("allowed_by", ShadowEntry::allowedBy)));

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Span.class,
      defaultValue = "30d",
      description = "How far back, such as 12h or 30d; default 30d.")
  private Duration since = Duration.ofDays(30);

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  ShadowCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    ShadowReport report;
    try (HealingStore store = session().reading();
        HealingAdmin admin = HealingAdmin.on(session().config(), store, Ways.commands())) {
      report = admin.shadow(session().clock().instant().minus(since));
    }
    if (json) {
      terminal().json(value(report));
    } else if (report.entries().isEmpty()) {
      terminal().say("Nothing was left to a person since " + Listing.cell(report.from()) + ".");
    } else {
      print(report);
    }
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> value(ShadowReport report) {
    Map<String, @Nullable Object> totals = new LinkedHashMap<>();
    report.totals().forEach((answer, count) -> totals.put(answer.word(), count));
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("from", report.from());
    value.put("to", report.to());
    value.put("totals", totals);
    value.put("entries", LISTING.values(report.entries()));
    return value;
  }

  private void print(ShadowReport report) {
    terminal()
        .say(
            Plural.of(report.entries().size(), "change was", "changes were")
                + " left to a person since "
                + Listing.cell(report.from())
                + ". Of these");
    report.totals().forEach((answer, count) -> terminal().say("  " + total(answer, count)));
    report.entries().forEach(this::print);
  }

  private static String total(ShadowAnswer answer, int count) {
    String words =
        switch (answer) {
          case NOT_NEEDED -> "were not needed";
          case WOULD_HAVE_HELPED -> "would have helped";
          case WOULD_NOT_HAVE_HELPED -> "would not have helped";
          case UNKNOWN -> "cannot be judged";
        };
    return count + " " + words;
  }

  private void print(ShadowEntry entry) {
    terminal().say("");
    terminal().say("s" + entry.suggestion() + "  " + entry.subject() + ": " + entry.what());
    terminal().say("    " + entry.answer().word().replace('_', ' ') + ": " + entry.why());
    String allowed =
        entry.allowedBy().isEmpty() ? "" : "; it would have been allowed by " + entry.allowedBy();
    if (entry.blockedBy() != null) {
      terminal()
          .say("    not done without a person because " + entry.blockedBy().sentence() + allowed);
    }
  }
}
