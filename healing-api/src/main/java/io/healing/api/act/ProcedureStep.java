package io.healing.api.act;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One step of a recovery procedure: an action, and when and how often it is tried.
 *
 * @param type the type of action, such as {@code restart_service}
 * @param description what it is for, one sentence
 * @param target what it changes, {@code scheme:name}; {@code {key}} in it stands for the value of
 *     that evidence of the finding, {@code {subject}} for the name of its subject, {@code
 *     {incident}} for the id of the incident. Null, the default, is the job that the finding is
 *     about, or else the finding's evidence {@code target}
 * @param parameters what the action is told, by name; {@code {key}} stands for evidence here, too.
 *     Default none
 * @param condition when it is made; default always
 * @param timeout how long one try may take, or null, the default, for as long as the whole
 * @param retries how often it is tried again when it could not be made, 0 to 10; default 0. Between
 *     the tries lie 1 s, 2 s, 4 s and so on up to 300 s, and up to a tenth more
 * @param delay how long is waited before it, once the step before is in place; default 0 s
 * @param onFailure what becomes of the procedure when it could not be made; default stop
 */
public record ProcedureStep(
    @NotBlank String type,
    @NotBlank String description,
    @Nullable String target,
    Map<String, String> parameters,
    @NotNull StepCondition condition,
    @Nullable Duration timeout,
    @Min(0) @Max(10) int retries,
    @NotNull Duration delay,
    @NotNull StepFailure onFailure) {

  /** Copies the parameters, in the order of their names. */
  public ProcedureStep {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** A step on the subject itself, without parameters, tried once. */
  public static ProcedureStep of(String type, String description) {
    return new ProcedureStep(
        type,
        description,
        null,
        Map.of(),
        StepCondition.ALWAYS,
        null,
        0,
        Duration.ZERO,
        StepFailure.STOP);
  }

  /** With what it changes, or null for the subject itself. */
  public ProcedureStep withTarget(@Nullable String what) {
    return new ProcedureStep(
        type, description, what, parameters, condition, timeout, retries, delay, onFailure);
  }

  /** With what the action is told. */
  public ProcedureStep withParameters(Map<String, String> told) {
    return new ProcedureStep(
        type, description, target, told, condition, timeout, retries, delay, onFailure);
  }

  /** Made only in this case. */
  public ProcedureStep when(StepCondition holds) {
    return new ProcedureStep(
        type, description, target, parameters, holds, timeout, retries, delay, onFailure);
  }

  /** With how long one try may take, or null. */
  public ProcedureStep withTimeout(@Nullable Duration most) {
    return new ProcedureStep(
        type, description, target, parameters, condition, most, retries, delay, onFailure);
  }

  /** With how often it is tried again. */
  public ProcedureStep withRetries(int times) {
    return new ProcedureStep(
        type, description, target, parameters, condition, timeout, times, delay, onFailure);
  }

  /** With how long is waited before it. */
  public ProcedureStep withDelay(Duration before) {
    return new ProcedureStep(
        type, description, target, parameters, condition, timeout, retries, before, onFailure);
  }

  /** With what becomes of the procedure when it could not be made. */
  public ProcedureStep onFailure(StepFailure what) {
    return new ProcedureStep(
        type, description, target, parameters, condition, timeout, retries, delay, what);
  }
}
