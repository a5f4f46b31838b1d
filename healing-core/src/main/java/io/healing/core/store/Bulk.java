package io.healing.core.store;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import java.util.Optional;

/** How many characters the ended runs hold beyond what tells how they went. */
final class Bulk implements Rows.Follower<JobRun> {
  private static final int MESSAGE = 200;
  private static final String HEAVY = "heavy";

  final Index<JobRun> heavyByTime = new Index<>(run -> of(run) > 0 ? HEAVY : "", Tables.BY_START);
  private long characters;

  long characters() {
    return characters;
  }

  Optional<JobRun> oldest() {
    return heavyByTime.of(HEAVY).stream().findFirst();
  }

  @Override
  public void added(JobRun run) {
    characters += of(run);
  }

  @Override
  public void removed(JobRun run) {
    characters -= of(run);
  }

  private static long of(JobRun run) {
    RunError error = run.error();
    long wrong =
        error == null
            ? 0
            : error.stack().length() + Math.max(0L, error.message().length() - MESSAGE);
    return run.ended() ? run.logTail().length() + wrong : 0;
  }

  /** The same run, without its log, its stack and the rest of a long message. */
  static JobRun without(JobRun run) {
    RunError error = run.error();
    return run.withWords(
        error == null ? null : new RunError(error.type(), beginning(error.message()), ""), "");
  }

  private static String beginning(String message) {
    if (message.length() <= MESSAGE) {
      return message;
    }
    boolean torn = Character.isHighSurrogate(message.charAt(MESSAGE - 1));
    return message.substring(0, torn ? MESSAGE - 1 : MESSAGE);
  }
}
