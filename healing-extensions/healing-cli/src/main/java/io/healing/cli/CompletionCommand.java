package io.healing.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion for a shell. */
@Command(
    name = "completion",
    description =
        "Prints the completion for bash and zsh; use it with: source <(healing completion).")
final class CompletionCommand extends CliCommand {
  @Spec private @Nullable CommandSpec spec;

  CompletionCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    CommandSpec root = Objects.requireNonNull(spec).root();
    terminal().out().print(AutoComplete.bash("healing", root.commandLine()));
    return ExitCode.DONE;
  }
}
