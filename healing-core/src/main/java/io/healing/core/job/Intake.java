package io.healing.core.job;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes over from the jobs' threads. Used under the lock of {@link KnownJobs} only. */
final class Intake {
  private static final RunError CAME_TO_ITS_END =
      new RunError("ended", "the periodic task came to its end without an error", "");

  private final Recorder recorder;
  private final Slots slots;
  private final Rows rows;
  private final Map<String, Slot> known;
  private final Tails tails = new Tails();
  private final List<Alive> alive = new ArrayList<>();
  private final List<Run> ended = new ArrayList<>();

  /** So many of them began before the last drain; they are the first where the clock stands. */
  private int older;

  private final List<Fold> folds = new ArrayList<>();
  private final Set<String> news = new HashSet<>();
  private Batch batch = new Batch();

  /** Known jobs in the order in which they became known; this is the owner of the map. */
  Intake(Recorder recorder, Slots slots, Rows rows, Map<String, Slot> known) {
    this.recorder = recorder;
    this.slots = slots;
    this.rows = rows;
    this.known = known;
  }

  /** A run that had not ended when it was looked at. */
  private static final class Alive {
    private final Run run;
    private boolean saved;
    private boolean fresh = true;

    Alive(Run run) {
      this.run = run;
    }
  }

  private record Fold(Slot slot, Overflow.Ends ends) {}

  private static final class Batch {
    private final List<JobRun> toSave = new ArrayList<>();
    private final List<JobRun> started = new ArrayList<>();
    private List<JobRun> ended = List.of();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> discovered = new HashSet<>();
    private final Set<String> thinned = new HashSet<>();

    Drained drained() {
      return new Drained(toSave, changed, started, ended, discovered, thinned);
    }
  }

  Drained drain() {
    batch = new Batch();
    batch.changed.addAll(news);
    news.clear();
    recorder.drain(this::arrived);
    lookAtTold();
    sweep();
    takeEnded();
    return batch.drained();
  }

  /** Gives a job its runs of earlier lives, newest first. */
  void remember(JobState state, List<JobRun> history) {
    long before = state.heldChars();
    List<JobRun> fitting = history.stream().map(run -> tails.fit(run, before)).toList();
    state.remember(fitting);
    tails.moved(before, state.heldChars());
  }

  /** The same for a job that is known: what another process left behind is news. */
  void orphaned(JobState state, List<JobRun> history) {
    long before = state.heldChars();
    if (state.orphaned(history.stream().map(run -> tails.fit(run, before)).toList())) {
      news.add(state.definition().id());
    }
    tails.moved(before, state.heldChars());
  }

  /** Something else than a run is new of this job. */
  void changed(String jobId) {
    news.add(jobId);
  }

  void forget(JobState state) {
    tails.moved(state.heldChars(), 0);
    state.know(false);
  }

  private Slot home(Slot slot) {
    if (slot.state().known()) {
      return slot;
    }
    Slot home = slots.revive(slot);
    if (!home.state().known()) {
      home.state().know(true);
      known.put(home.jobId(), home);
      batch.discovered.add(home.jobId());
    }
    return home;
  }

  private void arrived(Run run) {
    Slot home = home(run.slot());
    home.state().began(run);
    if (run.ended()) {
      ended.add(run);
    } else {
      home.state().runs(run);
      alive.add(new Alive(run));
      batch.started.add(rows.writer().running(run));
      batch.changed.add(home.jobId());
    }
  }

  private void lookAtTold() {
    Slot slot;
    while ((slot = recorder.nextTold()) != null) {
      Overflow overflow = slot.openOverflow();
      overflow.looked();
      Run run;
      while ((run = overflow.pollRunning()) != null) {
        arrived(run);
      }
      Overflow.Ends ends = overflow.takeEnds();
      if (ends != null) {
        folds.add(new Fold(slot, ends));
      }
      Overflow.Silence silence = overflow.takeSilence();
      if (silence != null) {
        silenced(home(slot), silence);
      }
    }
  }

  private void silenced(Slot slot, Overflow.Silence silence) {
    RunError by =
        silence.cause() == null ? CAME_TO_ITS_END : rows.writer().errors().of(silence.cause());
    slot.state().silenced(silence, silence.lifted() ? null : by);
    batch.changed.add(slot.jobId());
  }

  /** Who has ended since, and who has lived through a drain and so leaves a row behind. */
  private void sweep() {
    alive.removeIf(this::over);
  }

  private boolean over(Alive one) {
    if (one.run.ended()) {
      if (one.saved) {
        rows.began(one.run);
      }
      ended.add(one.fresh ? ended.size() : older++, one.run);
      return true;
    }
    if (!one.fresh && !one.saved) {
      one.saved = true;
      batch.toSave.add(rows.writer().running(one.run));
    }
    one.fresh = false;
    return false;
  }

  private void takeEnded() {
    ended.sort((one, other) -> Long.signum(one.endNanos() - other.endNanos()));
    batch.ended = new ArrayList<>(ended.size() + 2 * folds.size());
    ended.forEach(this::take);
    folds.forEach(this::take);
    ended.clear();
    older = 0;
    folds.clear();
  }

  private void take(Run run) {
    Slot home = home(run.slot());
    JobState state = home.state();
    JobRun record = written(run, state.thinning());
    long before = state.heldChars();
    state.ended(run, tails.fit(record, before));
    tails.moved(before, state.heldChars());
    batch.changed.add(home.jobId());
  }

  private JobRun written(Run run, Thinning thinning) {
    JobRun record = rows.writer().ended(run);
    batch.ended.add(record);
    if (rows.keeps(run, record, thinning)) {
      batch.toSave.add(record);
    } else if (thinning.begins()) {
      batch.thinned.add(run.jobId());
    }
    return record;
  }

  private void take(Fold fold) {
    Run last = fold.ends.last();
    Run success = fold.ends.lastSuccess();
    JobState state = home(fold.slot).state();
    boolean newest = state.isNewest(last);
    if (success != null && success != last) {
      takeFolded(success, newest);
    }
    if (newest) {
      state.missedBad(fold.ends.badInARow() - (last.outcome().bad() ? 1 : 0));
    }
    takeFolded(last, newest);
  }

  private void takeFolded(Run run, boolean newest) {
    JobState state = home(run.slot()).state();
    state.began(run);
    if (newest) {
      take(run);
    } else {
      written(run, state.thinning());
    }
  }
}
