package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.decide.Deed;
import io.healing.api.decide.Ways;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.decide.Deciding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a person who asked why may do next: approve what waits, and look at what comes first. */
final class Offered {
  private static final int SUGGESTIONS = 100;
  private static final Pattern INCIDENT = Pattern.compile("^i-[0-9a-f]+");

  private final HealingStore store;
  private final Ways ways;

  Offered(HealingStore store, Ways ways) {
    this.store = store;
    this.ways = ways;
  }

  /** A line each; empty for nothing. */
  Stream<String> after(List<DecisionRecord> decisions) {
    Set<String> topics = new HashSet<>(decisions.stream().map(DecisionRecord::topic).toList());
    return Stream.concat(ahead(decisions, topics), waiting(decisions, topics));
  }

  /** What was decided on the incidents that come first, unless that was asked for too. */
  private Stream<String> ahead(List<DecisionRecord> decisions, Set<String> topics) {
    Set<String> seen = new HashSet<>();
    List<String> lines = new ArrayList<>();
    for (DecisionRecord record : decisions) {
      boolean newest = seen.add(record.topic());
      Matcher first = INCIDENT.matcher(record.detail());
      if (newest && record.reason() == BlockReason.BUSY && first.find()) {
        other(record.subject(), first.group(), topics).ifPresent(lines::add);
      }
    }
    return lines.stream().distinct();
  }

  private Optional<String> other(Subject subject, String incident, Set<String> asked) {
    boolean open = store.incidents().find(incident).filter(found -> !found.ended()).isPresent();
    if (asked.contains(incident) || !open) {
      return Optional.empty();
    }
    return Optional.of(
        "first: "
            + store
                .decisions()
                .last(subject, incident)
                .map(record -> Deciding.why(List.of(record), Map.of(), ways))
                .orElse(incident + " is looked into; nothing was decided on it yet."));
  }

  private Stream<String> waiting(List<DecisionRecord> decisions, Set<String> topics) {
    return decisions.stream()
        .map(DecisionRecord::subject)
        .distinct()
        .flatMap(subject -> pending(subject).stream())
        .filter(entry -> about(entry, topics))
        .flatMap(entry -> line(entry).stream());
  }

  private List<SuggestionEntry> pending(Subject subject) {
    Page page = Page.newest(SUGGESTIONS).of(subject);
    return store.suggestions().page(page.in(SuggestionStatus.PENDING.word()));
  }

  private static boolean about(SuggestionEntry entry, Set<String> topics) {
    String incident = entry.detail().incidentId();
    return topics.contains("s" + entry.row().id())
        || (incident != null && topics.contains(incident));
  }

  private Optional<String> line(SuggestionEntry entry) {
    String id = "s" + entry.row().id();
    return Optional.ofNullable(entry.detail().plan())
        .map(ActionPlan::hash)
        .map(
            hash ->
                id
                    + " waits for a person: "
                    + ways.to(Deed.of(Deed.Kind.SHOW, id))
                    + " shows it, "
                    + ways.to(Deed.approve(id, hash))
                    + " has it done, "
                    + ways.to(Deed.of(Deed.Kind.REJECT, id))
                    + " does not.");
  }
}
