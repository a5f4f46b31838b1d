package io.healing.core.review;

import io.healing.api.Subject;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.ReviewSource;
import io.healing.api.job.SlaReport;
import io.healing.api.review.ReviewKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read for a review.
 *
 * @param kind what the review is made for: after a failure the failed run and a few before it are
 *     read, by the calendar or by hand all since the last review
 * @param subject whom it is about
 * @param config what the subject's configuration says about reviews
 * @param lastCompleted when the last completed review began, or null for a week ago
 * @param sources what the host hands in; empty when it hands in nothing
 * @param sla how the job stands against the agreement on its service, or null for no job
 * @param files the files that belong to the job
 * @param command what the job runs, as an argument list; empty where that is not known
 * @param baseDirectory the directory to which relative paths belong
 */
public record Reading(
    ReviewKind kind,
    Subject subject,
    SelfHealingConfig config,
    @Nullable Instant lastCompleted,
    List<ReviewSource> sources,
    @Nullable SlaReport sla,
    List<Path> files,
    List<String> command,
    Path baseDirectory) {
  /** Copies the lists. */
  public Reading {
    sources = List.copyOf(sources);
    files = List.copyOf(files);
    command = List.copyOf(command);
  }
}
