package io.healing.core.act;

import io.healing.api.Image;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the content of a file may become. */
final class ContentRules {
  private final Path file;
  private final String jobId;
  private final Set<String> sharers;

  /**
   * @param jobId for whom it is changed
   * @param sharers the other jobs to which the file belongs, too
   */
  ContentRules(Path file, String jobId, Set<String> sharers) {
    this.file = file;
    this.jobId = jobId;
    this.sharers = sharers;
  }

  /**
   * Whether the file may become so.
   *
   * @throws Refused when it may not
   */
  void check(Image before, Image after) {
    if (!after.present()) {
      refuseRemoval(before);
      return;
    }
    refuseShrunk(before, after);
    Documents documents = Documents.of(file);
    Optional<Object> next = readable(documents, after);
    Optional<Object> old = old(documents, before);
    refuseOwnKeys(before, old, next);
    refuseOthersParts(before, old, next);
  }

  private void refuseRemoval(Image before) {
    if (before.present()) {
      throw Refused.guarded(file + " would be removed", "Remove it by hand");
    }
  }

  private void refuseShrunk(Image before, Image after) {
    long old = size(before);
    long next = size(after);
    if (next * 2 < old) {
      throw Refused.guarded(
          file + " would shrink from " + old + " to " + next + " bytes, below half",
          "If that is right, change it by hand");
    }
  }

  private static long size(Image image) {
    return image.content().map(bytes -> bytes.length).orElse(0);
  }

  private Optional<Object> readable(Documents documents, Image after) {
    try {
      return documents.read(after);
    } catch (Unreadable e) {
      throw Refused.guarded(
          "The new content of " + file + " cannot be read: " + e.getMessage(),
          "Mend the proposed content");
    }
  }

  /** The tree of the old content; empty where there is none or it cannot be read. */
  private static Optional<Object> old(Documents documents, Image before) {
    try {
      return documents.read(before);
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  private void refuseOwnKeys(Image before, Optional<Object> old, Optional<Object> next) {
    if (next.isEmpty()) {
      return;
    }
    Map<String, Object> now = OwnKeys.in(next.get());
    boolean same =
        old.isPresent() ? OwnKeys.in(old.get()).equals(now) : now.isEmpty() && !mentions(before);
    if (!same) {
      throw Refused.guarded(
          "The new content of "
              + file
              + " would change what Healing itself may do (self_healing, environment or an"
              + " allow-list)",
          "Change that by hand");
    }
  }

  private static boolean mentions(Image before) {
    return before
        .content()
        .map(bytes -> OwnKeys.mentioned(new String(bytes, StandardCharsets.UTF_8)))
        .orElse(false);
  }

  private void refuseOthersParts(Image before, Optional<Object> old, Optional<Object> next) {
    boolean declares = old.or(() -> next).filter(JobsFile::declaresJobs).isPresent();
    if (!before.present() || (sharers.isEmpty() && !declares)) {
      return;
    }
    boolean same =
        old.isPresent()
            && next.isPresent()
            && JobsFile.without(old.get(), jobId).equals(JobsFile.without(next.get(), jobId));
    if (!same) {
      throw Refused.guarded(
          file
              + " belongs to more jobs than "
              + jobId
              + (sharers.isEmpty() ? "" : " (" + String.join(", ", sharers) + ")")
              + ", and more than its part of it would change",
          "Change it by hand, or give "
              + jobId
              + " a file of its own, listed in its files and in no other job's");
    }
  }
}
