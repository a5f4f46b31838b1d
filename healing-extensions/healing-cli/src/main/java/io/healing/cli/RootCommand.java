package io.healing.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The options that every command has. Put together without annotations, which take longer. */
final class RootCommand {
  private final OptionSpec config =
      file("The configuration; default healing.yaml.", "-c", "--config");

  private final OptionSpec database =
      file(
          "The database of Healing; default store.path of the configuration, else"
              + " .healing/healing.db beside it.",
          "--db");

  private final OptionSpec help =
      OptionSpec.builder("-h", "--help")
          .type(boolean.class)
          .usageHelp(true)
          .scopeType(ScopeType.INHERIT)
          .description("Shows this help.")
          .build();

  private final OptionSpec version =
      OptionSpec.builder("-V", "--version")
          .type(boolean.class)
          .versionHelp(true)
          .description("Shows the version.")
          .build();

  private static OptionSpec file(String description, String first, String... others) {
    return OptionSpec.builder(first, others)
        .type(Path.class)
        .paramLabel("FILE")
        .scopeType(ScopeType.INHERIT)
        .description(description)
        .build();
  }

  /** What picocli is told of them. */
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("healing");
    spec.usageMessage()
        .description("Watches, explains and heals the jobs of a program and their environment.")
        .synopsisSubcommandLabel("COMMAND")
        .descriptionHeading("%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .footer(
            "",
            "Exit codes: 0 done; 1 wrong state, unknown id or job (doctor and start: errors are"
                + " left);",
            "2 doctor and start: only warnings are left; 64 wrong usage or a configuration that"
                + " does",
            "not load; 70 a fault of Healing, or its output could not be written. run and start end"
                + " with",
            "the code of their command; run with 125 where others end with 1, 64 or 70.",
            "'healing COMMAND --help' tells of one command.");
    spec.versionProvider(new Version());
    return spec.addOption(config).addOption(database).addOption(help).addOption(version);
  }

  /** The configuration that was named, or null. */
  @Nullable Path config() {
    return config.getValue();
  }

  /** The database that was named, or null. */
  @Nullable Path database() {
    return database.getValue();
  }
}
