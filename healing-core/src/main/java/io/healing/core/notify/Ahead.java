package io.healing.core.notify;

import io.healing.api.notify.NotificationKind;
import java.util.List;

/** The last lines of every message: what happens next, and how to stop it. */
final class Ahead {
  /** How the first of these lines begins. */
  static final String NEXT = "Next: ";

  private static final String PAUSE =
      "To stop: healing pause --by NAME --reason TEXT, or healing.admin().pause(reason, person),"
          + " stops every automatic change";

  private Ahead() {}

  static List<String> of(NotificationKind kind, String incident, Known known) {
    boolean over = kind == NotificationKind.SUCCESS || kind == NotificationKind.RESOLVED;
    String end =
        over || incident.isEmpty()
            ? "."
            : "; healing.admin().end(\"" + incident + "\") ends this incident and its messages.";
    return List.of(NEXT + next(kind, incident, known), PAUSE + end);
  }

  private static String next(NotificationKind kind, String incident, Known known) {
    return switch (kind) {
      case GIVE_UP, REMINDER ->
          byItself(known) + " It is watched on." + choice(known) + why(incident);
      case SUGGESTION -> "it waits for you, and expires." + choice(known) + why(incident);
      case FIX_ATTEMPT ->
          "the change is made and looked at; what does not help is taken back where that can be"
              + " done.";
      case ANALYSIS -> "it is decided what is done." + why(incident);
      case SUCCESS -> "nothing." + back(known);
      case RESOLVED -> "nothing. If it comes back, you are told anew.";
    };
  }

  private static String byItself(Known known) {
    return known.again().isEmpty() ? "nothing is changed for it by itself." : known.again();
  }

  private static String choice(Known known) {
    if (known.waiting().isEmpty()) {
      return "";
    }
    String id = known.waiting().get(0);
    String others = known.waiting().size() == 1 ? "" : " (the same for the others)";
    return " healing show "
        + id
        + " shows it, healing approve "
        + id
        + " --by NAME has it done, healing reject "
        + id
        + " --by NAME --reason TEXT does not"
        + others
        + ".";
  }

  private static String why(String incident) {
    return incident.isEmpty() ? "" : " healing why " + incident + " tells what stands in the way.";
  }

  private static String back(Known known) {
    return known.done().isEmpty()
        ? ""
        : " healing rollback " + known.done() + " --by NAME takes the change back.";
  }
}
