package io.healing.api.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * What keeps Healing bounded. Durations are written {@code 500ms}, {@code 30s}, {@code 15m}, {@code
 * 24h}, {@code 14d}; they are longer than zero and at most 365 days, only {@code settleTime} may be
 * zero.
 *
 * @param settleTime how long a change of anything but a job must be left before a look judges it,
 *     and how long a trouble must be gone to be over; a job is judged by the first run that began
 *     after the change and ended, however soon; default 60 s
 * @param checkTimeout how long a monitor may take; default 10 s
 * @param analysisTimeout how long an analyzer may take; default 30 s
 * @param commandTimeout how long a command may take; default 300 s
 * @param commandOutput how many bytes of a command's output are kept; default 1,048,576
 * @param pluginFailures after how many failures in a row a plug-in is rested; default 3
 * @param pluginRest how long it is rested; default 10 min
 * @param coolDown how long to wait after an attempt on the same incident; default 15 min
 * @param coolDownMax the most that it doubles to; default 24 h
 * @param breakerFailures repairs in a row that did not help until the breaker opens; default 2
 * @param breakerHalfOpen how long until one more attempt is allowed; default 24 h
 * @param actionsPerHour automatic actions within an hour; default 20
 * @param blastRadiusSubjects subjects changed within an hour; default 5
 * @param blastRadiusPercent the same as a share of all subjects, in percent; default 20; both
 *     bounds must be passed before it blocks
 * @param stormSubjects subjects newly sick within the storm window; default 5
 * @param stormPercent the same as a share of all jobs, in percent; default 10; the greater counts
 * @param stormWindow the storm window; default 5 min
 * @param pendingExpiry how long a suggestion waits; default 14 days
 * @param approvedExpiry how long an approval waits to be applied; default 24 h
 * @param unscheduledDeadline how long a job without a schedule is given to show that a change
 *     helped; default 24 h
 * @param eventQueue how many events wait at most; default 65,536
 * @param logTail how many bytes of a run's log are kept; default 65,536
 * @param goodRunsPerMinute how many good runs of one job are kept in a minute; others are seen and
 *     counted all the same. For a minute after a run that went wrong or took long, all are kept;
 *     default 100
 */
public record LimitsConfig(
    @NotNull Duration settleTime,
    @NotNull Duration checkTimeout,
    @NotNull Duration analysisTimeout,
    @NotNull Duration commandTimeout,
    @Min(1_024) @Max(67_108_864) int commandOutput,
    @Min(1) @Max(1_000) int pluginFailures,
    @NotNull Duration pluginRest,
    @NotNull Duration coolDown,
    @NotNull Duration coolDownMax,
    @Min(1) @Max(100) int breakerFailures,
    @NotNull Duration breakerHalfOpen,
    @Min(1) @Max(10_000) int actionsPerHour,
    @Min(1) @Max(10_000) int blastRadiusSubjects,
    @Min(0) @Max(100) double blastRadiusPercent,
    @Min(1) @Max(100_000) int stormSubjects,
    @Min(0) @Max(100) double stormPercent,
    @NotNull Duration stormWindow,
    @NotNull Duration pendingExpiry,
    @NotNull Duration approvedExpiry,
    @NotNull Duration unscheduledDeadline,
    @Min(16) @Max(16_777_216) int eventQueue,
    @Min(1_024) @Max(1_048_576) int logTail,
    @Min(1) @Max(1_000_000) int goodRunsPerMinute) {
  /**
   * How long the built-in monitors may take for one look: they wait so long for endpoints that
   * answer late, and go on with the others at the next look. {@code checkTimeout} is to be longer.
   */
  public static final Duration LONGEST_LOOK = Duration.ofSeconds(6);

  /** The documented defaults. */
  public static LimitsConfig defaults() {
    return new LimitsConfig(
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(300),
        1_048_576,
        3,
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        Duration.ofHours(24),
        2,
        Duration.ofHours(24),
        20,
        5,
        20.0,
        5,
        10.0,
        Duration.ofMinutes(5),
        Duration.ofDays(14),
        Duration.ofHours(24),
        Duration.ofHours(24),
        65_536,
        65_536,
        100);
  }

  /** With another settle time. */
  public LimitsConfig withSettleTime(Duration next) {
    return new LimitsConfig(
        next,
        checkTimeout,
        analysisTimeout,
        commandTimeout,
        commandOutput,
        pluginFailures,
        pluginRest,
        coolDown,
        coolDownMax,
        breakerFailures,
        breakerHalfOpen,
        actionsPerHour,
        blastRadiusSubjects,
        blastRadiusPercent,
        stormSubjects,
        stormPercent,
        stormWindow,
        pendingExpiry,
        approvedExpiry,
        unscheduledDeadline,
        eventQueue,
        logTail,
        goodRunsPerMinute);
  }
}
