package io.healing.api.decide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The methods that a program calls. */
final class CodeWays {
  private CodeWays() {}

  static String call(Deed deed) {
    return deed.kind() == Deed.Kind.DOCTOR
        ? "healing.doctor().heal()"
        : "healing.admin()." + deed.kind().word() + "(" + String.join(", ", arguments(deed)) + ")";
  }

  private static List<String> arguments(Deed deed) {
    List<String> said = new ArrayList<>();
    if (deed.kind().needsPerson()) {
      said.add("\"NAME\"");
    }
    if (deed.kind().needsReason()) {
      said.add("\"TEXT\"");
    }
    if (deed.kind() == Deed.Kind.PAUSE) {
      Collections.reverse(said);
    }
    List<String> all = new ArrayList<>(what(deed));
    all.addAll(said);
    return all;
  }

  private static List<String> what(Deed deed) {
    if (deed.id().isEmpty()) {
      return List.of();
    }
    String id = numbered(deed) ? deed.id().replaceFirst("^[sa]", "") : quoted(deed.id());
    return deed.planHash().isEmpty() ? List.of(id) : List.of(id, quoted(deed.planHash()));
  }

  /** What shows takes any id as text; what changes a suggestion or an action takes its number. */
  private static boolean numbered(Deed deed) {
    return switch (deed.kind()) {
      case APPROVE, REJECT, LIFT, ROLLBACK -> true;
      case SHOW, WHY, RETRY, END, PAUSE, RESUME, DOCTOR -> false;
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
