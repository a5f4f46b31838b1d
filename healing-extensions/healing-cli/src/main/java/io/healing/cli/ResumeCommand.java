package io.healing.cli;

import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;

/** Lifts the pause. */
@Command(name = "resume", description = "Lifts the pause.")
final class ResumeCommand extends AdminCommand {
  ResumeCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    boolean paused = Paused.reason(store) != null;
    admin.resume();
    terminal().say(paused ? "The pause is lifted." : "It was not paused.");
    return ExitCode.DONE;
  }
}
