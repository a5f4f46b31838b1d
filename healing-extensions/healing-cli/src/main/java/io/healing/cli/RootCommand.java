package io.healing.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
@Command(
    name = "healing",
    description = "Watches, explains and heals the jobs of a program and their environment.",
    synopsisSubcommandLabel = "COMMAND",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes: 0 done; 1 wrong state, unknown id or job (doctor and start: errors are left);",
      "2 doctor and start: only warnings are left; 64 wrong usage or a configuration that does",
      "not load; 70 a fault of Healing. 'healing COMMAND --help' tells of one command."
    },
    versionProvider = Version.class)
final class RootCommand {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration; default healing.yaml.")
  @Nullable Path config;

  @Option(
      names = "--db",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The database of Healing; default store.path of the configuration, else"
              + " .healing/healing.db beside it.")
  @Nullable Path database;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  boolean version;
}
