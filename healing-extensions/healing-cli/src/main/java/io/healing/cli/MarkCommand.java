package io.healing.cli;

import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Marks one thing, which its only argument names. Put together without annotations. */
final class MarkCommand extends AdminCommand {
  private final PositionalParamSpec id;
  private final BiFunction<HealingAdmin, String, String> mark;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  /**
   * @param mark marks what this id names, and answers in a sentence
   */
  private MarkCommand(
      Session session, CommandName name, Text text, BiFunction<HealingAdmin, String, String> mark) {
    super(session);
    this.mark = mark;
    id =
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .type(String.class)
            .paramLabel("ID")
            .description(text.id)
            .build();
    spec.name(name.word());
    spec.usageMessage().description(text.does);
    spec.addPositional(id);
  }

  /** What the help says of it and of its argument. */
  private record Text(String does, String id) {
    static Text ofIncident(String does) {
      return new Text(does, "The incident, as in i-1f2c.");
    }
  }

  /** Forgets a person's no. */
  static MarkCommand lift(Session session) {
    Text text =
        new Text(
            "Lifts a person's no to a suggestion, said by 'reject' or 'rollback': the same may be"
                + " proposed, and made by the doctor, again.",
            "The suggestion, as in s3.");
    return new MarkCommand(session, CommandName.LIFT, text, MarkCommand::lifted);
  }

  private static String lifted(HealingAdmin admin, String id) {
    long number = ItemId.suggestion(id);
    admin.suggestion(number);
    admin.lift(number);
    return "The no to s" + number + " is lifted.";
  }

  /** Lets Healing try again. */
  static MarkCommand retry(Session session) {
    Text text =
        Text.ofIncident(
            "Lets an incident be mended automatically again: its attempts count from zero, its"
                + " breaker is half open.");
    return new MarkCommand(session, CommandName.RETRY, text, MarkCommand::retried);
  }

  private static String retried(HealingAdmin admin, String id) {
    String whole = admin.incident(id).id();
    admin.retry(whole);
    return whole + " may be mended by itself again.";
  }

  /** Ends an incident. */
  static MarkCommand end(Session session) {
    Text text =
        Text.ofIncident(
            "Ends an incident and its messages, because you say that it is over; what is found"
                + " again is a new one.");
    return new MarkCommand(session, CommandName.END, text, MarkCommand::ended);
  }

  private static String ended(HealingAdmin admin, String id) {
    String whole = admin.incident(id).id();
    admin.end(whole);
    return whole + " is over.";
  }

  @Override
  Object command() {
    return spec;
  }

  @Override
  int with(HealingAdmin admin, HealingStore store) {
    @Nullable String given = id.getValue();
    terminal().say(mark.apply(admin, Objects.requireNonNull(given)));
    return ExitCode.DONE;
  }
}
