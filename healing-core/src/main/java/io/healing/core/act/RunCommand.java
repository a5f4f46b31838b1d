package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.config.LimitsConfig;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.process.BoundedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a command that the configuration allows, as its list of arguments. What is run always comes
 * from the configuration; the wish only says which.
 */
final class RunCommand implements Remediator {
  /** Where it is to run, relative to the base directory; only for a part of the environment. */
  private static final String DIRECTORY = "directory";

  private final BoundedCommand runner;

  RunCommand(LimitsConfig limits) {
    runner = new BoundedCommand(limits.commandTimeout(), limits.commandOutput());
  }

  @Override
  public String id() {
    return "healing.run-command";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.RUN_COMMAND, "command", Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    AllowedCommand allowed = allowed(request);
    Optional<String> wished = request.wish().parameter(DIRECTORY);
    String where = wished.map(directory -> " in " + directory).orElse("");
    ActionPlan plan =
        ActionPlan.of(request.wish(), "Run " + String.join(" ", allowed.command()) + where)
            .withRisk(SuggestionSeverity.HIGH);
    if (wished.isPresent()) {
      plan = plan.withDetail(DIRECTORY, directory(wished.get(), request).toString());
    }
    List<String> undo = allowed.undo();
    ActionPlan told = withArguments(plan, "argument", allowed.command());
    return undo == null ? told : withArguments(told, "undo", undo).withUndo(Undo.EXACT);
  }

  private static ActionPlan withArguments(ActionPlan plan, String key, List<String> arguments) {
    ActionPlan told = plan;
    for (int i = 0; i < arguments.size(); i++) {
      told = told.withDetail(key + "." + i, arguments.get(i));
    }
    return told;
  }

  /** What the environment declares may run in another directory; it never leaves the base. */
  private static Path directory(String wished, PlanRequest request) {
    if (!request.subject().isEnvironment()) {
      throw Refused.guarded(
          "A command of " + request.subject() + " runs in " + request.baseDirectory() + " only",
          "Leave the parameter " + DIRECTORY + " out");
    }
    try {
      Path base = request.baseDirectory().toRealPath();
      Path real = base.resolve(wished).toRealPath();
      if (!real.startsWith(base) || !Files.isDirectory(real)) {
        throw Refused.guarded(
            wished + " is no directory below " + base, "Name one below the configuration");
      }
      return real;
    } catch (IOException | InvalidPathException e) {
      throw new HealingException(
          "The directory " + wished + " cannot be looked at: " + e, "Make it first", e);
    }
  }

  /** Where a planned command runs; refused where the directory has become another one. */
  private static Path directory(ActionPlan plan, PlanRequest request) {
    String planned = plan.details().get(DIRECTORY);
    if (planned == null) {
      return request.baseDirectory();
    }
    String wished = plan.request().parameter(DIRECTORY).orElse(planned);
    Path now = directory(wished, request);
    if (!now.toString().equals(planned)) {
      throw Refused.guarded(
          wished + " led to " + planned + " and leads to " + now + " now", "Plan it again");
    }
    return now;
  }

  private static List<String> arguments(ActionPlan plan, String key) {
    List<String> all = new ArrayList<>();
    String next = plan.details().get(key + ".0");
    while (next != null) {
      all.add(next);
      next = plan.details().get(key + "." + all.size());
    }
    return all;
  }

  private static AllowedCommand allowed(PlanRequest request) {
    String wished = request.wish().target().name();
    List<AllowedCommand> fitting =
        request.remediation().allowedCommands().stream()
            .filter(allowed -> String.join(" ", allowed.command()).equals(wished))
            .distinct()
            .toList();
    if (fitting.size() != 1) {
      throw Refused.guarded(
          fitting.isEmpty()
              ? "The command \"" + wished + "\" is not in remediation.allowed_commands"
              : "The command \"" + wished + "\" could be any of " + fitting,
          "Name the command there, exactly and only once");
    }
    return fitting.get(0);
  }

  /** Only a plan whose commands still are what the configuration allows may run. */
  private static AllowedCommand stillAllowed(ActionPlan plan, PlanRequest request) {
    AllowedCommand allowed = allowed(request);
    List<String> undo = Objects.requireNonNullElse(allowed.undo(), List.of());
    if (!allowed.command().equals(arguments(plan, "argument"))
        || !undo.equals(arguments(plan, "undo"))) {
      throw Refused.guarded(
          "remediation.allowed_commands says something else about "
              + plan.request().target()
              + " than when it was planned",
          "Plan it again");
    }
    return allowed;
  }

  /** What a command did cannot be seen; before it was tried and after it ended it is known. */
  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    return switch (moment) {
      case BEFORE_APPLY -> Inspection.BEFORE;
      case BEFORE_UNDO -> Inspection.AFTER;
      case AFTER_CRASH -> Inspection.UNKNOWN;
    };
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    AllowedCommand allowed = stillAllowed(plan, request);
    return runner.run(allowed.command(), directory(plan, request));
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    List<String> undo = stillAllowed(plan, request).undo();
    runner.run(Objects.requireNonNull(undo, "undo"), directory(plan, request));
  }
}
