package io.healing.api.act;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recovery procedure as it is declared: what it is for, and its steps in order. How well it did
 * is in its {@link RecoveryProcedure}. It matches a finding that fits every list that is not empty;
 * one of {@code findings} and {@code errorTypes} is needed.
 *
 * @param name its unique name, lower-case words joined by underscores
 * @param description what it is for, one sentence
 * @param findings ids of findings, or beginnings of them that end with {@code .*}; default any
 * @param errorTypes types of error; default any
 * @param severities severities; default any. A severity that no procedure for the same finding
 *     names takes those of the next lower one
 * @param subjects names of subjects, or beginnings of them that end with {@code *}; default any
 * @param successRate how often it is expected to help until that was measured often enough, 0 to 1;
 *     default 0.9
 * @param timeout how long the whole may take, or null, the default, for {@code recovery_timeout};
 *     the smaller holds
 * @param steps what is done, in this order; at least one
 */
public record ProcedureSpec(
    @NotBlank
        @Pattern(
            regexp = "[a-z][a-z0-9_]{0,99}",
            message = "must be lower-case words joined by underscores")
        String name,
    @NotBlank String description,
    List<@NotBlank String> findings,
    List<ErrorType> errorTypes,
    List<ErrorSeverity> severities,
    List<@NotBlank String> subjects,
    @Min(0) @Max(1) double successRate,
    @Nullable Duration timeout,
    @NotEmpty List<@Valid ProcedureStep> steps) {
  private static final double EXPECTED = 0.9;

  /** Copies the lists. */
  public ProcedureSpec {
    findings = List.copyOf(findings);
    errorTypes = List.copyOf(errorTypes);
    severities = List.copyOf(severities);
    subjects = List.copyOf(subjects);
    steps = List.copyOf(steps);
  }

  /** A procedure of these steps that matches nothing yet. */
  public static ProcedureSpec of(String name, String description, ProcedureStep... steps) {
    return new ProcedureSpec(
        name,
        description,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        EXPECTED,
        null,
        List.of(steps));
  }

  /** For these findings. */
  public ProcedureSpec forFindings(String... ids) {
    return new ProcedureSpec(
        name,
        description,
        List.of(ids),
        errorTypes,
        severities,
        subjects,
        successRate,
        timeout,
        steps);
  }

  /** For these types of error. */
  public ProcedureSpec forErrors(ErrorType... types) {
    return new ProcedureSpec(
        name,
        description,
        findings,
        List.of(types),
        severities,
        subjects,
        successRate,
        timeout,
        steps);
  }

  /** For these severities only. */
  public ProcedureSpec forSeverities(ErrorSeverity... only) {
    return new ProcedureSpec(
        name,
        description,
        findings,
        errorTypes,
        List.of(only),
        subjects,
        successRate,
        timeout,
        steps);
  }

  /** For these subjects only. */
  public ProcedureSpec forSubjects(String... names) {
    return new ProcedureSpec(
        name,
        description,
        findings,
        errorTypes,
        severities,
        List.of(names),
        successRate,
        timeout,
        steps);
  }

  /** With how often it is expected to help until that was measured. */
  public ProcedureSpec withSuccessRate(double rate) {
    return new ProcedureSpec(
        name, description, findings, errorTypes, severities, subjects, rate, timeout, steps);
  }

  /** With how long the whole may take, or null. */
  public ProcedureSpec withTimeout(@Nullable Duration most) {
    return new ProcedureSpec(
        name, description, findings, errorTypes, severities, subjects, successRate, most, steps);
  }
}
