package io.healing.cli;

import io.healing.api.HealingException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of Healing; {@code healing --help} tells what it can do. */
public final class HealingCli {
  private static final Set<String> WITH_VALUE = Set.of("-c", "--config", "--db");

  /** Picocli cannot lay help out in less. */
  private static final int LEAST_OF_HELP = 55;

  private static final int MOST_OF_HELP = 100;

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
    Ahead.load();
    Runtime.getRuntime().exit(run(Terminal.system(), args));
  }

  /** Does what the arguments say; answers with the exit code. */
  static int run(Terminal terminal, String... args) {
    return new HealingCli(terminal).run(args);
  }

  private int run(String[] args) {
    int code;
    try {
      code = commandLine(args).execute(args);
    } finally {
      terminal.flush();
    }
    if (terminal.out().checkError()) {
      terminal.warn("What was to be shown could not be written to standard output");
      return code == ExitCode.DONE || !passes(args) ? ExitCode.FAULT : code;
    }
    return code;
  }

  /** Whether its code is that of the command which it runs. */
  private static boolean passes(String[] args) {
    List<CommandName> wanted = wanted(args);
    return wanted.contains(CommandName.RUN) || wanted.contains(CommandName.START);
  }

  private CommandLine commandLine(String[] args) {
    RootCommand root = new RootCommand();
    Session session = new Session(root, terminal);
    CommandLine line = new CommandLine(root.spec());
    wanted(args)
        .forEach(
            name -> line.addSubcommand(name.word(), new CommandLine(name.make(session).command())));
    line.getSubcommands()
        .values()
        .forEach(command -> command.setStopAtPositional(runsAnother(command)));
    return line.setOut(terminal.writer(terminal.out()))
        .setErr(terminal.writer(terminal.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(helped(args) ? helpWidth() : MOST_OF_HELP)
        .setParameterExceptionHandler(this::usage)
        .setExecutionExceptionHandler(this::fault);
  }

  /** How wide the screen is may need asking, so only where help is wanted. */
  private static boolean helped(String[] args) {
    return List.of(args).contains("-h") || List.of(args).contains("--help");
  }

  private int helpWidth() {
    return Math.max(LEAST_OF_HELP, Math.min(MOST_OF_HELP, terminal.columns().getAsInt()));
  }

  /** The command that is called, or all where that cannot be told or help is wanted. */
  private static List<CommandName> wanted(String[] args) {
    for (int at = 0; at < args.length; at++) {
      if (WITH_VALUE.contains(args[at])) {
        at++;
      } else if (!args[at].startsWith("-")) {
        return CommandName.of(args[at])
            .filter(name -> name != CommandName.COMPLETION)
            .map(List::of)
            .orElseGet(HealingCli::all);
      }
    }
    return all();
  }

  private static List<CommandName> all() {
    return Arrays.asList(CommandName.values());
  }

  private int usage(ParameterException e, String[] args) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String help = "'" + command.qualifiedName() + " --help' tells how it is used.";
    String wrong = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    terminal.warn(wrong + meant(e) + "\n" + help);
    return runs(command) ? ExitCode.NOT_STARTED : ExitCode.USAGE;
  }

  private static String meant(ParameterException e) {
    List<String> near =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    return near.isEmpty() ? "" : ". Did you mean " + near.get(0) + "?";
  }

  private int fault(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof HealingException known) {
      terminal.warn(String.valueOf(known.getMessage()));
      if (runs(command.getCommandSpec())) {
        return ExitCode.NOT_STARTED;
      }
      return known instanceof BadConfiguration ? ExitCode.USAGE : ExitCode.REFUSED;
    }
    Logger log = LoggerFactory.getLogger(HealingCli.class);
    log.error("A fault of Healing itself, which should be reported", e);
    return runs(command.getCommandSpec()) ? ExitCode.NOT_STARTED : ExitCode.FAULT;
  }

  /** Whether what follows its own options is a command of its own. */
  private static boolean runsAnother(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    return runs(spec) || spec.name().equals(CommandName.START.word());
  }

  /** Whether its codes are kept for what it runs. */
  private static boolean runs(CommandSpec command) {
    return command.name().equals(CommandName.RUN.word());
  }
}
