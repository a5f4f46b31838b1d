package io.healing.api.act;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that may be run to repair a job, given as its list of arguments. It is never handed to
 * a shell.
 *
 * @param command the program and its arguments, at least one
 * @param undo the command that takes it back, at least one argument; null where it cannot be taken
 *     back
 */
public record AllowedCommand(
    @NotEmpty List<String> command, @Size(min = 1) @Nullable List<String> undo) {

  /** Copies the lists. */
  public AllowedCommand {
    command = List.copyOf(command);
    undo = undo == null ? null : List.copyOf(undo);
  }
}
