package io.healing.api.act;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change that was made or tried, as stored.
 *
 * @param id the row's number
 * @param suggestionId the suggestion that it carries out
 * @param jobId the job or other subject that was changed
 * @param actionType what was done, such as {@code edit_config} or {@code restart_job}
 * @param filePath the file that was changed; null where none was
 * @param originalContent its content before, without what must stay secret; null where there is
 *     none to show. Undo does not read it
 * @param newContent its content after, without what must stay secret; null where there is none to
 *     show
 * @param commandExecuted the command that was run; null where none was
 * @param status how it ended
 * @param errorMessage what went wrong; null where nothing did
 * @param canRollback whether it can be undone
 * @param rolledBackAt when it was undone; null unless it was
 * @param executionDurationMs how long it took, in milliseconds; null where that is not known
 * @param aiSessionKey the session of the language model that took part; null where none did
 * @param createdAt when the row was written
 */
public record HealingAction(
    long id,
    long suggestionId,
    String jobId,
    String actionType,
    @Nullable String filePath,
    @Nullable String originalContent,
    @Nullable String newContent,
    @Nullable String commandExecuted,
    ActionStatus status,
    @Nullable String errorMessage,
    boolean canRollback,
    @Nullable Instant rolledBackAt,
    @Nullable Long executionDurationMs,
    @Nullable String aiSessionKey,
    Instant createdAt) {

  /** With this number. */
  public HealingAction withId(long id) {
    return copy(id, status, rolledBackAt);
  }

  /** With this end. */
  public HealingAction withStatus(ActionStatus status) {
    return copy(id, status, rolledBackAt);
  }

  /** With when it was undone. */
  public HealingAction withRolledBackAt(@Nullable Instant rolledBackAt) {
    return copy(id, status, rolledBackAt);
  }

  private HealingAction copy(long number, ActionStatus end, @Nullable Instant undone) {
    return new HealingAction(
        number,
        suggestionId,
        jobId,
        actionType,
        filePath,
        originalContent,
        newContent,
        commandExecuted,
        end,
        errorMessage,
        canRollback,
        undone,
        executionDurationMs,
        aiSessionKey,
        createdAt);
  }
}
