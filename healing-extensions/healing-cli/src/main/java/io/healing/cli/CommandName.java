package io.healing.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands, in the order of the help. Only the one that is called is made. */
enum CommandName {
  STATUS,
  JOBS,
  INCIDENTS,
  REVIEWS,
  SUGGESTIONS,
  ACTIONS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  CliCommand make(Session session) {
    return switch (this) {
      case STATUS -> new StatusCommand(session);
      case JOBS -> new JobsCommand(session);
      case INCIDENTS -> new IncidentsCommand(session);
      case REVIEWS -> new ReviewsCommand(session);
      case SUGGESTIONS -> new SuggestionsCommand(session);
      case ACTIONS -> new ActionsCommand(session);
    };
  }

  static Optional<CommandName> of(String word) {
    return Stream.of(values()).filter(name -> name.word().equals(word)).findFirst();
  }
}
