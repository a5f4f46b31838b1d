package io.healing.core.detect;

import io.healing.api.detect.Finding;
import io.healing.api.job.ThreadLook;
import io.healing.core.logs.OwnFrames;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a run that does not end was seen to hang in.
 *
 * @param hang what
 * @param detail the lock and its owner, or the share of a processor, or nothing
 * @param stack the frames of the last look, innermost first, at most 40
 * @param place the innermost frames of the job itself
 * @param log the last lines that it had logged by then
 */
record Verdict(Hang hang, String detail, String stack, String place, String log) {
  private static final int FRAMES = 40;
  private static final int OWN = 3;
  private static final String NOT_SEEN = "its thread cannot be seen from here";

  static Verdict unseen() {
    return new Verdict(Hang.UNKNOWN, NOT_SEEN, "", "", "");
  }

  /** The share of a processor is left out where it was not measured. */
  static Verdict of(Hang hang, ThreadLook look, double share) {
    String stack =
        look.frames().stream()
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining("\n"));
    return new Verdict(
        hang, detail(hang, look, share), stack, OwnFrames.ofThread(look.frames(), OWN), "");
  }

  Verdict withLog(String lines) {
    return new Verdict(hang, detail, stack, place, lines);
  }

  private static String detail(Hang hang, ThreadLook look, double share) {
    if (hang == Hang.CPU_LOOP) {
      return String.format(Locale.ROOT, "it used %.0f %% of a processor", share * 100);
    }
    return look.lock();
  }

  /** What tells one hang from another: what it hangs in, and where in the job. */
  String cause() {
    return hang.word() + "\n" + place;
  }

  /** In words for a person. */
  String words() {
    String what = detail.equals(NOT_SEEN) ? NOT_SEEN : "it " + hang.words();
    return detail.isEmpty() || detail.equals(NOT_SEEN) ? what : what + " (" + detail + ")";
  }

  Finding evidence(Finding finding) {
    Finding with = finding.withEvidence("classification", hang.word());
    with = detail.isEmpty() ? with : with.withEvidence("detail", detail);
    with = log.isEmpty() ? with : with.withEvidence("log", log);
    return stack.isEmpty() ? with : with.withEvidence("stack", stack);
  }
}
