package io.healing.core.decide;

import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.core.decide.Deciding.Asked;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One reason for which something is not done.
 *
 * @param reason the reason
 * @param holdsFor for whom it is a reason
 * @param check the values that make it one, in words; empty when it does not stand in the way
 * @param answer what is decided then
 */
record Gate(BlockReason reason, Set<Asked> holdsFor, Check check, Answer answer) {
  static final Set<Asked> EVERYBODY = EnumSet.allOf(Asked.class);
  static final Set<Asked> REACTIVE = EnumSet.of(Asked.ALONE_REACTIVE);
  static final Set<Asked> PROACTIVE = EnumSet.of(Asked.ALONE_PROACTIVE);
  static final Set<Asked> ALONE = EnumSet.of(Asked.ALONE_REACTIVE, Asked.ALONE_PROACTIVE);
  static final Set<Asked> ALONE_OR_APPROVED =
      EnumSet.of(Asked.ALONE_REACTIVE, Asked.ALONE_PROACTIVE, Asked.APPROVED);
  static final Set<Asked> UNATTENDED =
      EnumSet.of(Asked.ALONE_REACTIVE, Asked.ALONE_PROACTIVE, Asked.APPROVED, Asked.AUTOMATIC_UNDO);
  static final Set<Asked> DOCTOR = EnumSet.of(Asked.DOCTOR);

  /** Finds the values that stand in the way. */
  @FunctionalInterface
  interface Check {
    Optional<String> find(View view);
  }

  /** Makes the decision. */
  @FunctionalInterface
  interface Answer {
    Decision give(BlockReason reason, String detail, View view);
  }

  static final Answer IGNORE = (reason, detail, view) -> new Decision.Ignore(reason, detail);
  static final Answer ESCALATE = (reason, detail, view) -> new Decision.Escalate(reason, detail);
  static final Answer ASK = (reason, detail, view) -> new Decision.AskApproval(reason, detail);

  /**
   * Nothing is wrong where a review found it, so nobody has to be called: it waits. Nobody is
   * called either for a number that is only unusual; it is listed, and evidence beside what else is
   * found.
   */
  static final Answer ESCALATE_TROUBLE =
      (reason, detail, view) -> trouble(view).give(reason, detail, view);

  private static Answer trouble(View view) {
    Answer alone = view.onlyUnusual() ? IGNORE : ESCALATE;
    return view.proactive() ? ASK : alone;
  }

  static Answer again(Duration after) {
    return (reason, detail, view) -> new Decision.CheckAgain(after, reason, detail);
  }

  static Answer again(Function<View, Duration> after) {
    return (reason, detail, view) -> new Decision.CheckAgain(after.apply(view), reason, detail);
  }

  static Check fact(BlockReason reason) {
    return view -> view.question().facts().words(reason);
  }

  static Optional<String> when(boolean blocks, String detail) {
    return blocks ? Optional.of(detail) : Optional.empty();
  }

  /** The decision when this stands in the way of the one who asks. */
  Optional<Decision> decide(View view) {
    return holdsFor.contains(view.question().asked())
        ? check.find(view).map(detail -> answer.give(reason, detail, view))
        : Optional.empty();
  }
}
