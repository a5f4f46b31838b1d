package io.healing.core.job;

import io.healing.api.Subject;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The slots by job id. A look-up takes no lock; only the first run of a new job makes a slot. */
final class Slots {
  /** A host that makes up a new id for every run must not fill the memory. */
  static final int MOST = 100_000;

  private static final int LONGEST_ID = 200;

  private final ConcurrentHashMap<String, Slot> byId = new ConcurrentHashMap<>();
  private final RunIds ids;

  Slots(RunIds ids) {
    this.ids = ids;
  }

  /** The slot of a job, made when there is none; null when there are too many jobs. */
  @Nullable Slot find(@Nullable String jobId) {
    Slot there = jobId == null ? null : byId.get(jobId);
    return there == null ? take(jobId) : there;
  }

  private @Nullable Slot take(@Nullable String jobId) {
    String id = valid(jobId);
    Slot there = byId.get(id);
    if (there != null) {
      return there;
    }
    return byId.mappingCount() >= MOST ? null : define(id);
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

  /** A runner's thread must not get an exception for its job's id, so a bad one is mended. */
  private static String valid(@Nullable String jobId) {
    if (jobId == null) {
      return "unnamed";
    }
    String printable = jobId.replaceAll("\\p{Cntrl}", "?").replaceFirst("^@+", "");
    String id = Texts.start(printable, LONGEST_ID);
    return id.isBlank() ? "unnamed" : Subject.job(id).name();
  }
}
