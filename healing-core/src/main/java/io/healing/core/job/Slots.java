package io.healing.core.job;

import io.healing.api.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The slots by job id. A look-up takes no lock; only the first run of a new job makes a slot. */
final class Slots {
  /** A host that makes up a new id for every run must not fill the memory. */
  static final int MOST = 100_000;

  private static final int LONGEST_ID = 200;
  private static final int MOST_NOTED = 100;

  private final ConcurrentHashMap<String, Slot> byId = new ConcurrentHashMap<>();
  private final RunIds ids;
  private final Set<String> noted = ConcurrentHashMap.newKeySet();
  private final Queue<String> mended = new ConcurrentLinkedQueue<>();

  Slots(RunIds ids) {
    this.ids = ids;
  }

  /** The slot of a job, made when there is none; null when there are too many jobs. */
  @Nullable Slot find(@Nullable String jobId) {
    Slot there = jobId == null ? null : byId.get(jobId);
    return there == null ? take(jobId) : there;
  }

  private @Nullable Slot take(@Nullable String jobId) {
    String id = Subject.jobCalled(jobId).name();
    if (!id.equals(jobId)) {
      note(String.valueOf(jobId), id);
    }
    Slot there = byId.get(id);
    if (there != null) {
      return there;
    }
    return byId.mappingCount() >= MOST ? null : define(id);
  }

  private void note(String given, String id) {
    String start = Texts.start(given, LONGEST_ID);
    if (noted.size() < MOST_NOTED && noted.add(start)) {
      mended.add(
          "\""
              + start.replaceAll("\\p{Cntrl}", "?")
              + "\" is no job id, so its runs are kept as those of \""
              + id
              + "\". Give the job an id of 1 to 200 printable characters that does not begin with @");
    }
  }

  /** What is to be told of ids that cannot be job ids, once for each and of the first 100. */
  List<String> mended() {
    List<String> taken = new ArrayList<>();
    for (String next = mended.poll(); next != null; next = mended.poll()) {
      taken.add(next);
    }
    return taken;
  }

  /** The slot of a job that was declared, which there is always room for. */
  Slot define(String jobId) {
    return byId.computeIfAbsent(jobId, id -> new Slot(id, ids));
  }

  /** Puts a slot back that a run still uses, and answers the one that counts. */
  Slot revive(Slot slot) {
    Slot there = byId.putIfAbsent(slot.jobId(), slot);
    return there == null ? slot : there;
  }

  void remove(String jobId) {
    byId.remove(jobId);
  }
}
