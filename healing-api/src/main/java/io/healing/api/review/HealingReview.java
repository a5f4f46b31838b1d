package io.healing.api.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pass of analysis over one subject, as stored; after a failure or by the calendar.
 *
 * @param id the row's number
 * @param jobId the job or other subject that was looked at
 * @param startedAt when the analysis began
 * @param finishedAt when it ended; null while it runs
 * @param status {@code running}, {@code completed} or {@code failed}; as stored, so that a row of
 *     another writer may hold another word
 * @param runsAnalyzed how many runs were read
 * @param logsLines how many lines of log were read
 * @param aiSessionsCount how many sessions with a language model were read
 * @param slaViolationsCount how many breaches of the service level were found
 * @param suggestionsCount how many suggestions were made
 * @param autoAppliedCount how many of them were applied without a person
 * @param errorMessage why it failed; null unless it did
 * @param analysisDurationMs how long it took, in milliseconds; null while it runs
 * @param aiTokensUsed how many tokens a language model used; null where none was asked
 * @param createdAt when the row was written
 */
public record HealingReview(
    long id,
    String jobId,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String status,
    int runsAnalyzed,
    int logsLines,
    int aiSessionsCount,
    int slaViolationsCount,
    int suggestionsCount,
    int autoAppliedCount,
    @Nullable String errorMessage,
    @Nullable Long analysisDurationMs,
    @Nullable Long aiTokensUsed,
    Instant createdAt) {}
