package io.healing.cli;

import io.healing.api.HealingException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of Healing; {@code healing --help} tells what it can do. */
public final class HealingCli {
  private static final Set<String> WITH_VALUE = Set.of("-c", "--config", "--db");

  private final Terminal terminal;

  private HealingCli(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Does what the arguments say and ends the process with its exit code.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    System.setProperty("org.jboss.logging.provider", "slf4j");
    int code = new HealingCli(Terminal.system()).run(args);
    Runtime.getRuntime().exit(code);
  }

  private int run(String[] args) {
    try {
      return commandLine(args).execute(args);
    } finally {
      terminal.flush();
    }
  }

  private CommandLine commandLine(String[] args) {
    RootCommand root = new RootCommand();
    Session session = new Session(root, terminal);
    CommandLine line = new CommandLine(root);
    wanted(args).forEach(name -> line.addSubcommand(name.word(), name.make(session)));
    return line.setOut(terminal.writer(terminal.out()))
        .setErr(terminal.writer(terminal.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.min(100, terminal.columns().getAsInt()))
        .setParameterExceptionHandler(this::usage)
        .setExecutionExceptionHandler(this::fault);
  }

  /** The command that is called, or all where that cannot be told or help is wanted. */
  private static List<CommandName> wanted(String[] args) {
    for (int at = 0; at < args.length; at++) {
      if (WITH_VALUE.contains(args[at])) {
        at++;
      } else if (!args[at].startsWith("-")) {
        return CommandName.of(args[at]).map(List::of).orElseGet(HealingCli::all);
      }
    }
    return all();
  }

  private static List<CommandName> all() {
    return Arrays.asList(CommandName.values());
  }

  private int usage(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.warn(e.getMessage() + "\n'" + command + " --help' tells how it is used.");
    return ExitCode.USAGE;
  }

  private int fault(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof HealingException known) {
      terminal.warn(String.valueOf(known.getMessage()));
      return known instanceof BadConfiguration ? ExitCode.USAGE : ExitCode.REFUSED;
    }
    Logger log = LoggerFactory.getLogger(HealingCli.class);
    log.error("A fault of Healing itself, which should be reported", e);
    return ExitCode.FAULT;
  }
}
