package io.healing.core.detect;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what the program itself reported. An event counts as true for so long after it was reported
 * last, and as clear from then on. Remembers the newest 10,000 causes.
 */
final class ReportedMonitor implements Monitor {
  private static final int MOST = 10_000;
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Detection.Reported reported;
  private final Map<String, Held> held = new LinkedHashMap<>();

  private record Held(Finding finding, Instant until) {}

  ReportedMonitor(Detection.Reported reported) {
    this.reported = reported;
  }

  @Override
  public String id() {
    return Detection.REPORTED_MONITOR;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public synchronized Observation check(MonitorRequest request) {
    Set<String> jobs = new HashSet<>();
    request.jobs().forEach(job -> jobs.add(job.definition().id()));
    List<Finding> news = new ArrayList<>();
    for (ErrorEvent event : reported.events().get()) {
      news.add(ReportedEvent.finding(event, jobs::contains));
    }
    long lost = reported.lost().getAsLong();
    if (lost > 0) {
      news.add(lost(lost));
    }
    return said(news, request.now());
  }

  private Finding lost(long lost) {
    return Finding.of(
            "error.reports_lost",
            Subject.plugin(id()),
            Plural.of(lost, "reported error was", "reported errors were")
                + " lost, because more than can wait were reported at once")
        .withHint("Report one error once, or raise limits.event_queue.")
        .withEvidence("lost", Long.toString(lost));
  }

  /** Whoever is named is to be told in full: what is not said of it again is taken as over. */
  private Observation said(List<Finding> news, Instant now) {
    Set<Subject> named = new LinkedHashSet<>(expired(now));
    Set<String> keys = new HashSet<>();
    Observation.Builder said = Observation.builder();
    for (Finding finding : news) {
      String key = finding.subject().name() + "|" + Fingerprint.of(finding);
      held.remove(key);
      held.put(key, new Held(finding, now.plus(reported.hold())));
      keys.add(key);
      named.add(finding.subject());
      said.finding(finding);
    }
    makeRoom();
    held.forEach(
        (key, old) -> {
          if (!keys.contains(key) && named.contains(old.finding().subject())) {
            said.finding(old.finding());
          }
        });
    named.forEach(said::clear);
    return said.build();
  }

  private Set<Subject> expired(Instant now) {
    Set<Subject> over = new LinkedHashSet<>();
    List<Held> past = held.values().stream().filter(old -> !now.isBefore(old.until())).toList();
    past.forEach(old -> over.add(old.finding().subject()));
    held.values().removeAll(new HashSet<>(past));
    return over;
  }

  private void makeRoom() {
    Iterator<String> oldest = held.keySet().iterator();
    while (held.size() > MOST) {
      oldest.next();
      oldest.remove();
    }
  }
}
