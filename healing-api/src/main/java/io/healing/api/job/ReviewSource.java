package io.healing.api.job;

import io.healing.api.Plugin;
import java.time.Instant;
import java.util.List;

/** What only the host can tell a review. Without one a review says "no source". */
public interface ReviewSource extends Plugin {
  /** The job's sessions with a language model since then, newest first, at most {@code limit}. */
  List<ReviewItem> aiSessions(String jobId, Instant since, int limit);

  /** The workflows that the job took part in since then, newest first, at most {@code limit}. */
  List<ReviewItem> workflows(String jobId, Instant since, int limit);
}
