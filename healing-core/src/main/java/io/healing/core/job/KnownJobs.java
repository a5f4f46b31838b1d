package io.healing.core.job;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStanding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The jobs that are known, in the order in which they became known, and how each stands. Under one
 * lock, which no job's thread takes.
 */
final class KnownJobs {
  private final Slots slots;
  private final InstantSource clock;
  private final Rows rows;
  private final Intake intake;
  private final Map<String, Slot> known = new LinkedHashMap<>();
  private final Object lock = new Object();

  KnownJobs(Jobs.Settings settings, Slots slots, Recorder recorder, Interrupts interrupts) {
    this.slots = slots;
    clock = settings.clock();
    Texts texts = new Texts(settings.redactor());
    RunWriter writer = new RunWriter(texts, settings.logTail(), interrupts);
    rows = new Rows(writer, settings.goodRunsPerMinute());
    intake = new Intake(recorder, slots, rows, known);
  }

  void define(JobDefinition definition, List<JobRun> history) {
    synchronized (lock) {
      Slot slot = slots.define(definition.id());
      JobState state = slot.state();
      boolean first = !state.defined();
      state.define(definition, clock.millis());
      state.know(true);
      known.put(definition.id(), slot);
      if (first) {
        intake.remember(state, history.stream().filter(run -> !slot.ids().ours(run)).toList());
      } else {
        intake.orphaned(state, history);
      }
    }
  }

  /** Takes how jobs stand at their runners; the ids of those that are not known. */
  Set<String> stand(Collection<JobStanding> told) {
    Set<String> unknown = new LinkedHashSet<>();
    synchronized (lock) {
      for (JobStanding standing : told) {
        String id = standing.definition().id();
        Slot slot = known.get(id);
        if (slot == null) {
          unknown.add(id);
        } else if (slot.state().stands(standing, clock.millis())) {
          intake.changed(id);
        }
      }
    }
    return unknown;
  }

  /** How many good runs left no row, since enough of their job do. */
  long thinned() {
    synchronized (lock) {
      return rows.thinned();
    }
  }

  void remove(String jobId) {
    synchronized (lock) {
      Slot slot = known.remove(jobId);
      slots.remove(jobId);
      if (slot != null) {
        intake.forget(slot.state());
      }
    }
  }

  Drained drain() {
    synchronized (lock) {
      return intake.drain();
    }
  }

  /**
   * All as they stand.
   *
   * @param dress lays over a definition what is known beside it
   */
  Collection<JobSnapshot> snapshots(Instant now, UnaryOperator<JobDefinition> dress) {
    long millis = now.toEpochMilli();
    synchronized (lock) {
      List<JobSnapshot> all = new ArrayList<>(known.size());
      for (Slot slot : known.values()) {
        all.add(slot.state().snapshot(millis, dress));
      }
      return all;
    }
  }

  /** One as it stands, as in {@link #snapshots}. */
  Optional<JobSnapshot> snapshot(String jobId, Instant now, UnaryOperator<JobDefinition> dress) {
    synchronized (lock) {
      return Optional.ofNullable(known.get(jobId))
          .map(slot -> slot.state().snapshot(now.toEpochMilli(), dress));
    }
  }

  /** Without what is known beside it. */
  Optional<JobDefinition> definition(String jobId) {
    synchronized (lock) {
      return Optional.ofNullable(known.get(jobId)).map(slot -> slot.state().definition());
    }
  }

  /** The one runner that told all runs of a job; empty where the program told one, or nobody. */
  Optional<String> teller(String jobId) {
    synchronized (lock) {
      return Optional.ofNullable(known.get(jobId)).map(Slot::teller);
    }
  }

  /** Whether a run of it is under way. */
  boolean runs(String jobId) {
    synchronized (lock) {
      Slot slot = known.get(jobId);
      return slot != null && !slot.state().running().isEmpty();
    }
  }

  boolean has(String jobId) {
    synchronized (lock) {
      return known.containsKey(jobId);
    }
  }

  int size() {
    synchronized (lock) {
      return known.size();
    }
  }

  /** Interrupts a run that is under way; false where there is none that can be. */
  boolean interrupt(String jobId, long runId) {
    synchronized (lock) {
      Slot slot = known.get(jobId);
      return slot != null
          && slot.state().running().stream().anyMatch(run -> run.id() == runId && run.interrupt());
    }
  }
}
