package io.healing.core.store;

import io.healing.api.store.ActionRepository;
import io.healing.api.store.ChangeRepository;
import io.healing.api.store.CounterRepository;
import io.healing.api.store.DecisionRepository;
import io.healing.api.store.FileVersionRepository;
import io.healing.api.store.HealingStore;
import io.healing.api.store.IncidentRepository;
import io.healing.api.store.InstanceRepository;
import io.healing.api.store.Journal;
import io.healing.api.store.MetricRepository;
import io.healing.api.store.ProcedureRepository;
import io.healing.api.store.RejectionRepository;
import io.healing.api.store.ReviewRepository;
import io.healing.api.store.RunRepository;
import io.healing.api.store.StateRepository;
import io.healing.api.store.StoreInfo;
import io.healing.api.store.SuggestionRepository;
import io.healing.api.store.Work;
import java.time.Instant;
import java.util.Objects;

/**
 * A store in this process's memory; it ends with the process, so nothing may be changed on its word
 * and Healing only observes and suggests with it.
 *
 * <p>Thread-safe: one thread works at a time, others wait. It keeps the newest 100,000 runs, with
 * about 64 million characters of their log tails and stacks, the newest 10,000 samples of each
 * metric, and about the newest 10,000 changes, decisions, reviews, suggestions, actions and ended
 * incidents, of each; what has not ended stays.
 */
public final class InMemoryStore implements HealingStore {
  private final Tables tables;
  private final StoreInfo info;

  InMemoryStore(boolean durable, Capacity capacity) {
    this(new StoreInfo("memory", "memory", durable, null), capacity);
  }

  private InMemoryStore(StoreInfo info, Capacity capacity) {
    this.info = info;
    tables = new Tables(capacity);
  }

  /** An empty store that says that it is not durable. */
  public static InMemoryStore create() {
    return new InMemoryStore(false, Capacity.standard());
  }

  /**
   * An empty store that says that it is durable although it is not, so that tests can see actions
   * without a file. Not for programs: after a crash nobody could tell what was done.
   */
  public static InMemoryStore trusted() {
    return new InMemoryStore(true, Capacity.standard());
  }

  /**
   * An empty store for what is seen while another cannot be written. It says of itself what the
   * other says, so that nothing is changed on its word either.
   */
  public static InMemoryStore inPlaceOf(StoreInfo unwritable) {
    return new InMemoryStore(unwritable, Capacity.standard());
  }

  @Override
  public StoreInfo info() {
    return info;
  }

  @Override
  public RunRepository runs() {
    return new MemoryRuns(tables);
  }

  @Override
  public IncidentRepository incidents() {
    return new MemoryIncidents(tables);
  }

  @Override
  public ReviewRepository reviews() {
    return new MemoryReviews(tables);
  }

  @Override
  public SuggestionRepository suggestions() {
    return new MemorySuggestions(tables);
  }

  @Override
  public RejectionRepository rejections() {
    return new SmallRepositories.Rejections(tables);
  }

  @Override
  public ActionRepository actions() {
    return new MemoryActions(tables);
  }

  @Override
  public Journal journal() {
    return new MemoryJournal(tables);
  }

  @Override
  public CounterRepository counters() {
    return new SmallRepositories.Counters(tables);
  }

  @Override
  public DecisionRepository decisions() {
    return new MemoryDecisions(tables);
  }

  @Override
  public FileVersionRepository files() {
    return new MemoryFileVersions(tables);
  }

  @Override
  public InstanceRepository instances() {
    return new MemoryInstances(tables);
  }

  @Override
  public MetricRepository metrics() {
    return new MemoryMetrics(tables);
  }

  @Override
  public ProcedureRepository procedures() {
    return new SmallRepositories.Procedures(tables);
  }

  @Override
  public ChangeRepository changes() {
    return new MemoryChanges(tables);
  }

  @Override
  public StateRepository states() {
    return new MemoryStates(tables);
  }

  @Override
  public <T> T transaction(Work<T> work) {
    Objects.requireNonNull(work, "work");
    return tables.guard.transaction(work::run);
  }

  @Override
  public int forget(Instant history, Instant metrics) {
    Forgetting forgetting = new Forgetting(tables, history);
    return tables.guard.hold(() -> forgetting.history() + forgetting.metrics(metrics));
  }

  @Override
  public void close() {
    tables.guard.close();
  }
}
