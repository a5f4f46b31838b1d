package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import io.healing.api.environment.DoctorState;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the doctor's report: how everything stands when the doctor is done. */
final class DoctorDesk {
  private static final String UNHELPED =
      "it was done, but the second look found the same, so it was taken back where that is"
          + " possible. ";

  private final DoctorScope scope;
  private final Map<Mending.Step, Healer.Done> done;

  /**
   * A finding of the first look with what was to be done about it.
   *
   * @param group under which heading it belongs
   * @param still the same finding at the last look, or null when it is gone
   */
  record Case(EnvironmentGroup group, Mending.Remedy remedy, @Nullable Finding still) {}

  /**
   * @param done what became of the changes; empty when none was to be made
   */
  DoctorDesk(DoctorScope scope, Map<Mending.Step, Healer.Done> done) {
    this.scope = scope;
    this.done = done;
  }

  /** The report on what the checks said, and on what became of each finding. */
  DoctorReport report(List<Checkup.Seen> first, Map<String, List<Case>> cases) {
    List<DoctorEntry> entries = new ArrayList<>();
    for (EnvironmentGroup group : EnvironmentGroup.values()) {
      if (!scope.groups().contains(group)) {
        entries.add(skipped(group));
      }
      first.stream()
          .filter(seen -> seen.check().group() == group)
          .forEach(
              seen -> {
                entries.addAll(well(seen));
                entries.addAll(leftOut(seen));
                crashed(seen).ifPresent(entries::add);
                cases.getOrDefault(seen.check().id(), List.of()).stream()
                    .map(this::entry)
                    .forEach(entries::add);
              });
    }
    return new DoctorReport(entries);
  }

  private static DoctorEntry skipped(EnvironmentGroup group) {
    String name = group.word().replace('_', ' ');
    return new DoctorEntry(
        group,
        "environment." + group.word(),
        name,
        null,
        DoctorState.SKIPPED,
        "left out",
        "",
        List.of(),
        List.of());
  }

  private static List<DoctorEntry> well(Checkup.Seen seen) {
    List<DoctorEntry> entries = new ArrayList<>();
    seen.said()
        .seen()
        .forEach((subject, what) -> entries.add(entry(seen, DoctorState.OK, subject, what)));
    return entries;
  }

  /** What a check leaves out, each with its reason. */
  private static List<DoctorEntry> leftOut(Checkup.Seen seen) {
    return seen.said().noData().entrySet().stream()
        .map(one -> entry(seen, DoctorState.SKIPPED, one.getKey(), one.getValue()))
        .sorted(Comparator.comparing(DoctorEntry::place))
        .toList();
  }

  private static DoctorEntry entry(
      Checkup.Seen seen, DoctorState state, Subject subject, String what) {
    return new DoctorEntry(
        seen.check().group(),
        seen.check().id(),
        Checkup.place(subject),
        null,
        state,
        what,
        "",
        List.of(),
        List.of());
  }

  private static Optional<DoctorEntry> crashed(Checkup.Seen seen) {
    return Optional.ofNullable(seen.fault())
        .map(
            fault ->
                new DoctorEntry(
                    seen.check().group(),
                    "environment.check_failed",
                    seen.check().id(),
                    Level.ERROR,
                    DoctorState.FAILED,
                    "the check " + seen.check().id() + " failed: " + fault,
                    "This is a fault of that check",
                    List.of(),
                    List.of()));
  }

  private DoctorEntry entry(Case one) {
    Finding finding = one.still() == null ? one.remedy().finding() : one.still();
    DoctorState state = state(one);
    return new DoctorEntry(
        one.group(),
        finding.id(),
        Checkup.place(finding.subject()),
        level(finding),
        state,
        message(finding, state),
        hint(one, state),
        changes(one.remedy(), state),
        actions(one.remedy(), state));
  }

  private static String message(Finding finding, DoctorState state) {
    return state == DoctorState.OK
        ? finding.message() + "; that was so at the first look, and is well by now"
        : finding.message();
  }

  private DoctorState state(Case one) {
    Mending.Remedy remedy = one.remedy();
    if (one.still() == null) {
      return remedy.steps().stream().anyMatch(this::made) ? DoctorState.CHANGED : DoctorState.OK;
    }
    if (!remedy.possible()) {
      return DoctorState.NEEDS_YOU;
    }
    if (!remedy.left().isEmpty()) {
      return DoctorState.SKIPPED;
    }
    return tried(remedy) ? DoctorState.FAILED : DoctorState.CAN_BE_FIXED;
  }

  /** A step that another one of ours made needless counts as made, one that failed does not. */
  private boolean made(Mending.Step step) {
    Healer.Done result = done.get(step);
    return result != null
        && (result.succeeded()
            || (result.entry() == null && done.values().stream().anyMatch(Healer.Done::succeeded)));
  }

  private boolean tried(Mending.Remedy remedy) {
    return remedy.steps().stream().anyMatch(done::containsKey);
  }

  private String hint(Case one, DoctorState state) {
    Mending.Remedy remedy = one.remedy();
    return switch (state) {
      case FAILED -> fault(remedy).orElse(UNHELPED + remedy.finding().hint());
      case SKIPPED -> remedy.left() + ". " + remedy.finding().hint();
      case NEEDS_YOU -> needed(one);
      case OK -> "";
      case CHANGED, CAN_BE_FIXED -> remedy.finding().hint();
    };
  }

  private static String needed(Case one) {
    String hint = one.remedy().finding().hint();
    String why = Mending.refusal(one.remedy()).orElse(one.remedy().left());
    return why.isEmpty() ? hint : why + (hint.isEmpty() ? "" : ". " + hint);
  }

  private Optional<String> fault(Mending.Remedy remedy) {
    return remedy.steps().stream()
        .map(done::get)
        .filter(Objects::nonNull)
        .map(Healer.Done::fault)
        .filter(fault -> !fault.isEmpty())
        .findFirst();
  }

  private List<String> changes(Mending.Remedy remedy, DoctorState state) {
    return remedy.wanted() ? told(remedy, state).map(Mending.Step::words).toList() : List.of();
  }

  private List<String> actions(Mending.Remedy remedy, DoctorState state) {
    return told(remedy, state)
        .map(done::get)
        .filter(Objects::nonNull)
        .map(Healer.Done::entry)
        .filter(Objects::nonNull)
        .map(entry -> "a" + entry.row().id())
        .toList();
  }

  /** Of what is well now, only what was really made here. */
  private Stream<Mending.Step> told(Mending.Remedy remedy, DoctorState state) {
    boolean well = state == DoctorState.CHANGED || state == DoctorState.OK;
    return remedy.steps().stream().filter(step -> !well || made(step));
  }

  private static Level level(Finding finding) {
    return finding.severity().atLeast(ErrorSeverity.HIGH) ? Level.ERROR : Level.WARNING;
  }

  /** Whether two findings say the same of the same subject. */
  static boolean same(Finding one, Finding other) {
    Subject subject = one.subject();
    return one.id().equals(other.id()) && subject.equals(other.subject());
  }
}
