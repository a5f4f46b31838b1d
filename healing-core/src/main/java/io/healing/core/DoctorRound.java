package io.healing.core;

import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import io.healing.api.store.ActionEntry;
import io.healing.core.act.World;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One round of the doctor: look, make what may be made, look again, judge by what was seen. Used by
 * one thread.
 */
final class DoctorRound {
  private final Practice practice;
  private final DoctorScope scope;
  private final Checkup checkup;
  private final Mending mending;
  private final Map<String, EnvironmentCheck> checks = new HashMap<>();
  private final Map<String, List<Mending.Remedy>> remedies = new LinkedHashMap<>();

  DoctorRound(Practice practice, InstantSource clock, DoctorScope scope) {
    this.practice = practice;
    this.scope = scope;
    checkup = new Checkup(practice, clock, scope);
    mending = new Mending(practice, checkup, scope);
  }

  /** Looks, and tells what could be mended. Changes nothing. */
  DoctorReport check() {
    List<Checkup.Seen> seen = looked();
    return report(seen, seen, Map.of());
  }

  /** Looks, mends, and looks again. */
  DoctorReport heal(String by) {
    Rooms rooms = practice.rooms();
    rooms.settleLeftBehind();
    List<Checkup.Seen> first = looked();
    Watching watching = new Watching(rooms);
    first.forEach(seen -> watching.take(seen.check().id(), seen.said()));
    Map<Mending.Step, Healer.Done> done = make(new Healer(rooms, by));
    List<Checkup.Seen> last = done.isEmpty() ? first : checkup.look();
    Instant looked = rooms.now();
    last.forEach(seen -> watching.take(seen.check().id(), seen.said()));
    judge(done, watching, looked);
    endRecovered();
    return report(first, last, done);
  }

  private List<Checkup.Seen> looked() {
    List<Checkup.Seen> seen = checkup.look();
    for (Checkup.Seen one : seen) {
      checks.put(one.check().id(), one.check());
      remedies.put(
          one.check().id(),
          one.said().findings().stream().map(f -> mending.remedy(one.check(), f)).toList());
    }
    return seen;
  }

  private Map<Mending.Step, Healer.Done> make(Healer healer) {
    Map<Mending.Step, Healer.Done> done = new LinkedHashMap<>();
    List<Mending.Remedy> all = remedies.values().stream().flatMap(List::stream).toList();
    for (Mending.Step step : Mending.inOrder(all)) {
      boolean changed = done.values().stream().anyMatch(made -> made.entry() != null);
      done.put(step, healer.make(changed ? mending.again(step) : step));
    }
    return done;
  }

  /** What did not help is taken back. */
  private void judge(Map<Mending.Step, Healer.Done> done, Watching watching, Instant looked) {
    Rooms rooms = practice.rooms();
    Proving proving =
        new Proving(
            rooms,
            watching,
            Telling.nobody(rooms, watching),
            new Courses(rooms.store(), rooms.stored(), rooms.instance().id()));
    done.forEach(
        (step, made) -> {
          ActionEntry entry = made.entry();
          if (entry != null) {
            proving.judge(entry, world(entry, step.finding().severity(), looked));
          }
        });
    rooms.lanes().collect();
  }

  private World world(ActionEntry entry, ErrorSeverity severity, Instant looked) {
    List<Incident> active =
        practice.rooms().detection().active().stream()
            .filter(incident -> incident.subject().name().equals(entry.row().jobId()))
            .toList();
    Instant since = entry.detail().verification().since();
    Instant after = looked.isBefore(since) ? since : looked;
    return new World(List.of(), active, severity, after, after);
  }

  /** A state that was looked at and is well needs no time to settle. */
  private void endRecovered() {
    Rooms rooms = practice.rooms();
    List<Incident> well =
        rooms.detection().active().stream()
            .filter(incident -> checks.containsKey(incident.monitor()))
            .filter(incident -> incident.clearSince() != null)
            .toList();
    well.forEach(
        incident -> rooms.ledger().keep(incident.ended(IncidentEnd.RECOVERED, rooms.now())));
  }

  private DoctorReport report(
      List<Checkup.Seen> first, List<Checkup.Seen> last, Map<Mending.Step, Healer.Done> done) {
    Map<String, List<DoctorDesk.Case>> cases = new HashMap<>();
    for (Checkup.Seen seen : last) {
      cases.put(seen.check().id(), cases(seen));
    }
    return new DoctorDesk(scope, done).report(faults(first, last), cases);
  }

  /** The first look with the faults of the last: what is well now and was sick then is changed. */
  private static List<Checkup.Seen> faults(List<Checkup.Seen> first, List<Checkup.Seen> last) {
    List<Checkup.Seen> told = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      Checkup.Seen then = first.get(i);
      told.add(new Checkup.Seen(then.check(), then.said(), last.get(i).fault()));
    }
    return told;
  }

  private List<DoctorDesk.Case> cases(Checkup.Seen last) {
    EnvironmentCheck check = last.check();
    List<DoctorDesk.Case> cases = new ArrayList<>();
    for (Mending.Remedy remedy : remedies.getOrDefault(check.id(), List.of())) {
      cases.add(new DoctorDesk.Case(check.group(), remedy, still(last, remedy.finding())));
    }
    for (Finding found : last.said().findings()) {
      if (cases.stream().noneMatch(c -> DoctorDesk.same(c.remedy().finding(), found))) {
        cases.add(new DoctorDesk.Case(check.group(), mending.remedy(check, found), found));
      }
    }
    return cases;
  }

  /** The same finding at the last look; a check that did not answer says nothing new. */
  private static @Nullable Finding still(Checkup.Seen last, Finding finding) {
    if (last.fault() != null) {
      return finding;
    }
    Optional<Finding> same =
        last.said().findings().stream().filter(f -> DoctorDesk.same(f, finding)).findFirst();
    return same.orElse(null);
  }
}
