package io.healing.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands, in the order of the help. Only the one that is called is made. */
enum CommandName {
  DOCTOR,
  START,
  RUN,
  STATUS,
  INSIGHTS,
  SHADOW,
  JOBS,
  INCIDENTS,
  REVIEWS,
  SUGGESTIONS,
  ACTIONS,
  SHOW,
  WHY,
  APPROVE,
  REJECT,
  LIFT,
  APPLY,
  ROLLBACK,
  RETRY,
  END,
  REVIEW,
  PAUSE,
  RESUME,
  EXPORT,
  COMPLETION;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  CliCommand make(Session session) {
    return switch (this) {
      case DOCTOR -> new DoctorCommand(session);
      case START -> new StartCommand(session);
      case RUN -> new RunCommand(session);
      case STATUS -> new StatusCommand(session);
      case INSIGHTS -> new InsightsCommand(session);
      case SHADOW -> new ShadowCommand(session);
      case JOBS -> new JobsCommand(session);
      case INCIDENTS -> new IncidentsCommand(session);
      case REVIEWS -> new ReviewsCommand(session);
      case SUGGESTIONS -> new SuggestionsCommand(session);
      case ACTIONS -> new ActionsCommand(session);
      case SHOW -> new ShowCommand(session);
      case WHY -> new WhyCommand(session);
      case APPROVE -> new ApproveCommand(session);
      case REJECT -> new RejectCommand(session);
      case LIFT -> MarkCommand.lift(session);
      case APPLY -> new ApplyCommand(session);
      case ROLLBACK -> new RollbackCommand(session);
      case RETRY -> MarkCommand.retry(session);
      case END -> MarkCommand.end(session);
      case REVIEW -> new ReviewCommand(session);
      case PAUSE -> new PauseCommand(session);
      case RESUME -> new ResumeCommand(session);
      case EXPORT -> new ExportCommand(session);
      case COMPLETION -> new CompletionCommand(session);
    };
  }

  static Optional<CommandName> of(String word) {
    return Stream.of(values()).filter(name -> name.word().equals(word)).findFirst();
  }
}
