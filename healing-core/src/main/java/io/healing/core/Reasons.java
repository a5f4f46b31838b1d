package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.decide.Ways;
import io.healing.api.detect.Incident;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.decide.Deciding;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what was decided on what a person names: a job, another subject, or something by its id.
 */
final class Reasons {
  private static final int LIST = 100;
  private static final int LONGEST = 200;

  private final HealingStore store;
  private final Predicate<String> knownJob;
  private final Ways ways;

  Reasons(HealingStore store, Predicate<String> knownJob, Ways ways) {
    this.store = store;
    this.knownJob = knownJob;
    this.ways = ways;
  }

  /**
   * Why something is or was not done, and when people were called about it, as text for a person.
   *
   * @throws HealingException when there is nothing of this name
   */
  String why(String name) {
    List<DecisionRecord> decisions = about(name);
    NamedWays named = new NamedWays(ways);
    Map<String, String> over = Past.over(store, decisions);
    List<DecisionRecord> open =
        decisions.stream().filter(record -> !over.containsKey(record.topic())).toList();
    String text = Deciding.why(decisions, over, named);
    List<String> next = new Offered(store, named).after(open).toList();
    Set<String> topics =
        decisions.stream()
            .map(DecisionRecord::topic)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Stream<String> done = new Deeds(store).of(topics).stream();
    Stream<String> calls =
        topics.stream()
            .filter(topic -> topic.startsWith("i-"))
            .flatMap(topic -> Calls.words(store, topic).stream());
    Stream<String> cut = Interrupted.lately(store, name);
    return Stream.of(Stream.of(text), done, cut, next.stream(), calls, named.note().lines())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  /**
   * The decisions on it, newest first; empty when nothing had to be decided.
   *
   * @throws HealingException when there is nothing of this name
   */
  List<DecisionRecord> about(String name) {
    if (isSubject(name)) {
      return store.decisions().of(new Subject(name), LIST);
    }
    return incident(name)
        .or(() -> suggestion(name))
        .or(() -> action(name))
        .or(() -> review(name))
        .or(() -> place(name))
        .orElseThrow(
            () ->
                new HealingException(
                    "There is no job \"" + name + "\"",
                    "Name a job that is configured or has run, another subject such as @host, or"
                        + " an id such as s3, a3, r3 or i-1f2c."));
  }

  private boolean isSubject(String name) {
    boolean possible =
        !name.isBlank() && name.length() <= LONGEST && name.chars().allMatch(c -> c >= ' ');
    return possible
        && (name.startsWith("@")
            || knownJob.test(name)
            || !store.runs().newest(name, 1).isEmpty()
            || !store.decisions().of(new Subject(name), 1).isEmpty());
  }

  private Optional<List<DecisionRecord>> incident(String name) {
    return name.startsWith("i-") ? store.incidents().find(name).map(this::of) : Optional.empty();
  }

  private List<DecisionRecord> of(Incident incident) {
    return on(incident.subject(), Set.of(incident.id()));
  }

  /** A place of the environment, named as the doctor shows it. */
  private Optional<List<DecisionRecord>> place(String name) {
    boolean possible = !name.isBlank() && name.length() <= LONGEST;
    return possible
        ? Optional.of(store.decisions().of(Subject.environment(name), LIST))
            .filter(decisions -> !decisions.isEmpty())
        : Optional.empty();
  }

  private Optional<List<DecisionRecord>> suggestion(String name) {
    return number("s", name).flatMap(store.suggestions()::find).map(this::of);
  }

  private List<DecisionRecord> of(SuggestionEntry entry) {
    Set<String> topics = new HashSet<>(Set.of("s" + entry.row().id()));
    Optional.ofNullable(entry.detail().incidentId()).ifPresent(topics::add);
    return on(new Subject(entry.row().jobId()), topics);
  }

  private Optional<List<DecisionRecord>> action(String name) {
    return number("a", name)
        .flatMap(store.actions()::find)
        .flatMap(entry -> suggestion("s" + entry.row().suggestionId()));
  }

  private Optional<List<DecisionRecord>> review(String name) {
    return number("r", name)
        .flatMap(store.reviews()::find)
        .map(entry -> store.decisions().of(new Subject(entry.row().jobId()), LIST));
  }

  private List<DecisionRecord> on(Subject subject, Set<String> topics) {
    List<DecisionRecord> all = store.decisions().of(subject, LIST);
    List<DecisionRecord> its = all.stream().filter(one -> topics.contains(one.topic())).toList();
    return its.isEmpty() ? all : its;
  }

  private static Optional<Long> number(String kind, String name) {
    return name.matches(kind + "[0-9]{1,18}")
        ? Optional.of(Long.valueOf(name.substring(1)))
        : Optional.empty();
  }
}
