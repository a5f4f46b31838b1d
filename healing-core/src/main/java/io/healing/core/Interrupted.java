package io.healing.core;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.store.HealingStore;
import io.healing.core.job.Interrupts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says of a job that Healing itself interrupted a run of it lately, and by which action. */
final class Interrupted {
  private static final Pattern FOR = Pattern.compile("^by Healing for s([0-9]{1,18}); ");
  private static final int LATEST = 10;

  private Interrupted() {}

  /** One line, of the newest of its last runs that was interrupted; none without one. */
  static Stream<String> lately(HealingStore store, String job) {
    return store.runs().newest(job, LATEST).stream().flatMap(run -> line(store, run)).limit(1);
  }

  private static Stream<String> line(HealingStore store, JobRun run) {
    RunError error = run.error();
    Matcher told = FOR.matcher(error == null ? "" : error.message());
    if (error == null || !error.type().equals(Interrupts.TYPE) || !told.find()) {
      return Stream.empty();
    }
    String end = error.message().substring(told.end());
    return Stream.of(
        "its run from %s was interrupted by %s; %s"
            .formatted(run.startedAt(), action(store, told.group(1)), end));
  }

  private static String action(HealingStore store, String suggestion) {
    return store
        .suggestions()
        .find(Long.parseLong(suggestion))
        .map(entry -> entry.row().actionId())
        .map(action -> "a" + action)
        .orElse("s" + suggestion);
  }
}
