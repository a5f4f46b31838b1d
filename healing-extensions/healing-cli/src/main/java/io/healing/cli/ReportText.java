package io.healing.cli;

import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorState;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The doctor's report for a person. */
final class ReportText {
  static final Listing<DoctorEntry> ENTRIES =
      new Listing<>(
          "",
          List.of(
              Column.hidden("group", DoctorEntry::group),
              Column.hidden("code", DoctorEntry::code),
              Column.hidden("place", DoctorEntry::place),
              Column.hidden("level", DoctorEntry::level),
              Column.hidden("state", DoctorEntry::state),
              Column.hidden("message", DoctorEntry::message),
              Column.hidden("hint", DoctorEntry::hint),
              Column.hidden("changes", DoctorEntry::changes),
              Column.hidden("actions", DoctorEntry::actions)));

  private static final String INDENT = "      ";

  private final Terminal terminal;
  private final PrintStream to;

  ReportText(Terminal terminal, PrintStream to) {
    this.terminal = terminal;
    this.to = to;
  }

  /**
   * Prints it.
   *
   * @param quiet whether what is well is left out
   */
  void print(DoctorReport report, boolean quiet) {
    for (EnvironmentGroup group : EnvironmentGroup.values()) {
      List<DoctorEntry> shown =
          report.of(group).stream().filter(entry -> !quiet || entry.left()).toList();
      if (!shown.isEmpty()) {
        to.println(terminal.paint(Colour.TITLE, title(group)));
        shown.forEach(this::print);
      }
    }
    if (report.entries().isEmpty()) {
      to.println("Nothing is declared below environment:, so nothing was looked at.");
    }
    to.println(summary(report));
  }

  private static String title(EnvironmentGroup group) {
    return switch (group) {
      case FILE_SYSTEM -> "File system";
      case DATABASES -> "Databases";
      case DEPENDENCIES -> "Dependencies";
    };
  }

  private void print(DoctorEntry entry) {
    String place = Printable.line(entry.place());
    to.println("  " + mark(entry) + " " + place + ": " + Printable.line(entry.message()));
    if (entry.left()) {
      to.println(INDENT + terminal.paint(Colour.QUIET, Printable.line(entry.code())));
    }
    for (int at = 0; at < entry.changes().size(); at++) {
      to.println(INDENT + Printable.line(change(entry, at)));
    }
    if (!entry.hint().isEmpty() && entry.state() != DoctorState.CHANGED) {
      to.println(INDENT + terminal.either("→ ", "-> ") + Printable.line(entry.hint()));
    }
  }

  private static String change(DoctorEntry entry, int at) {
    String what = entry.changes().get(at);
    if (entry.state() != DoctorState.CHANGED) {
      return "--fix would do: " + what;
    }
    return "done: "
        + what
        + (at < entry.actions().size() ? " (" + entry.actions().get(at) + ")" : "");
  }

  private String mark(DoctorEntry entry) {
    return switch (entry.state()) {
      case OK -> terminal.paint(Colour.GOOD, terminal.either("✓", "ok"));
      case CHANGED -> terminal.paint(Colour.GOOD, terminal.either("✚", "+"));
      case SKIPPED -> terminal.paint(Colour.QUIET, "-");
      case FAILED, NEEDS_YOU, CAN_BE_FIXED ->
          entry.level() == Level.WARNING
              ? terminal.paint(Colour.DOUBTFUL, "!")
              : terminal.paint(Colour.BAD, terminal.either("✗", "x"));
    };
  }

  private static String summary(DoctorReport report) {
    Map<DoctorState, Integer> counts = report.counts();
    List<String> words = new ArrayList<>();
    counts.forEach((state, count) -> words.add(count + " " + state.word().replace('_', ' ')));
    return String.join(", ", words);
  }
}
