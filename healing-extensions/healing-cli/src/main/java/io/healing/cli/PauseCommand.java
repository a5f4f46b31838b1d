package io.healing.cli;

import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops all automatic changes. */
@Command(
    name = "pause",
    description = {
      "Stops every automatic change of all programs on this database.",
      "What a person asks for is made all the same: doctor --fix, start, and rollback."
    })
final class PauseCommand extends AdminCommand {
  @Option(
      names = "--by",
      converter = Filled.class,
      required = true,
      paramLabel = "NAME",
      description = "Who pauses it.")
  private String by = "";

  @Option(
      names = "--reason",
      converter = Filled.class,
      required = true,
      paramLabel = "TEXT",
      description = "Why.")
  private String reason = "";

  PauseCommand(Session session) {
    super(session);
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    String before = Paused.reason(store);
    admin.pause(reason, by);
    if (before != null) {
      terminal().say("It was paused already (" + before + "); this takes the place of that.");
    }
    terminal().say("Paused; 'healing resume' lifts it. Observing goes on.");
    return ExitCode.DONE;
  }
}
