package io.healing.core.notify;

import io.healing.api.decide.Deed;
import io.healing.api.decide.Ways;
import io.healing.api.notify.NotificationKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The last lines of every message: what happens next, and how to stop it.
 *
 * @param ways by which way a person does it
 */
record Ahead(Ways ways) {
  /** How the first of these lines begins. */
  static final String NEXT = "Next: ";

  List<String> of(NotificationKind kind, String incident, Known known) {
    return List.of(NEXT + next(kind, incident, known), "To stop: " + stop(kind, incident));
  }

  private String stop(NotificationKind kind, String incident) {
    boolean over = kind == NotificationKind.SUCCESS || kind == NotificationKind.RESOLVED;
    String end =
        over || incident.isEmpty()
            ? "."
            : "; "
                + ways.to(Deed.of(Deed.Kind.END, incident))
                + " ends this incident and its messages.";
    String note = ways.note().isEmpty() ? "" : " " + ways.note();
    return ways.to(Deed.of(Deed.Kind.PAUSE)) + " stops every automatic change" + end + note;
  }

  private String next(NotificationKind kind, String incident, Known known) {
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

  private String choice(Known known) {
    if (known.waiting().isEmpty()) {
      return "";
    }
    Known.Waiting first = known.waiting().get(0);
    String approved = first.planHash().isEmpty() ? "" : approve(first) + " has it done, ";
    return " "
        + ways.to(Deed.of(Deed.Kind.SHOW, first.id()))
        + " shows it, "
        + approved
        + ways.to(Deed.of(Deed.Kind.REJECT, first.id()))
        + " does not."
        + others(known.waiting().subList(1, known.waiting().size()));
  }

  /** Each has a plan of its own, which is part of its approval. */
  private String others(List<Known.Waiting> others) {
    String approvals =
        others.stream()
            .filter(one -> !one.planHash().isEmpty())
            .map(this::approve)
            .collect(Collectors.joining(", "));
    return approvals.isEmpty() ? "" : " The others: " + approvals + ".";
  }

  private String approve(Known.Waiting one) {
    return ways.to(Deed.approve(one.id(), one.planHash()));
  }

  private String why(String incident) {
    return incident.isEmpty()
        ? ""
        : " " + ways.to(Deed.of(Deed.Kind.WHY, incident)) + " tells what stands in the way.";
  }

  private String back(Known known) {
    return known.done().isEmpty()
        ? ""
        : " " + ways.to(Deed.of(Deed.Kind.ROLLBACK, known.done())) + " takes the change back.";
  }
}
