package io.healing.api.review;

import io.healing.api.job.JobRun;
import io.healing.api.job.ReviewItem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a review read of its subject, redacted. A source that is switched off is empty here; one
 * that could not be read is named in {@code missing} with the reason.
 *
 * @param runs the runs looked at, newest first: those since the last review, or after a failure the
 *     failed one and a few before it
 * @param logLines the last lines of the newest runs and the lines around errors, oldest first
 * @param aiSessions sessions with a language model, newest first
 * @param workflows workflows that the job took part in, newest first
 * @param slaViolations what broke the agreement, a sentence each
 * @param scripts the text of the job's scripts by path
 * @param prompts the text of the job's prompts by path
 * @param configs the text of the job's configuration files by path
 * @param missing what could not be read, by source, with the reason
 * @param businessLog what the job achieved in its own words, or null where no such log is named
 * @param history the runs from which a trend can be told, newest first: in a proactive review the
 *     newest 100 at most, also those that the last review looked at; after a failure the same as
 *     {@code runs}
 * @param logTemplates the templates in the logs of the runs looked at, at most 50: first what is
 *     new, recurring or in a burst, then those with the most lines
 */
public record ReviewMaterial(
    List<JobRun> runs,
    List<String> logLines,
    List<ReviewItem> aiSessions,
    List<ReviewItem> workflows,
    List<String> slaViolations,
    Map<String, String> scripts,
    Map<String, String> prompts,
    Map<String, String> configs,
    Map<String, String> missing,
    @Nullable BusinessLog businessLog,
    List<JobRun> history,
    List<LogTemplateCount> logTemplates) {

  /** Copies all. */
  public ReviewMaterial {
    runs = List.copyOf(runs);
    logLines = List.copyOf(logLines);
    aiSessions = List.copyOf(aiSessions);
    workflows = List.copyOf(workflows);
    slaViolations = List.copyOf(slaViolations);
    scripts = sorted(scripts);
    prompts = sorted(prompts);
    configs = sorted(configs);
    missing = sorted(missing);
    history = List.copyOf(history);
    logTemplates = List.copyOf(logTemplates);
  }

  /** Without a log of what the job achieved, runs before those looked at, and templates. */
  public ReviewMaterial(
      List<JobRun> runs,
      List<String> logLines,
      List<ReviewItem> aiSessions,
      List<ReviewItem> workflows,
      List<String> slaViolations,
      Map<String, String> scripts,
      Map<String, String> prompts,
      Map<String, String> configs,
      Map<String, String> missing) {
    this(
        runs,
        logLines,
        aiSessions,
        workflows,
        slaViolations,
        scripts,
        prompts,
        configs,
        missing,
        null,
        runs,
        List.of());
  }

  /** Nothing read. */
  public static ReviewMaterial none() {
    return new ReviewMaterial(
        List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(),
        Map.of(), null, List.of(), List.of());
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
