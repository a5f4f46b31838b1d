package io.healing.api.decide;

import java.util.Objects;

/**
 * What a person may do by hand, for a message to name the way to it. Immutable and thread-safe.
 *
 * @param kind what is done
 * @param id to what: {@code s3}, {@code a3} or {@code i-1f2c}, or a word such as {@code ID} in its
 *     place where it is not known; empty for what needs none
 * @param planHash the plan that is approved; empty for all but an approval
 */
public record Deed(Kind kind, String id, String planHash) {

  /** What a person may do. Its word is the same in code, on the command line and in an address. */
  public enum Kind {
    /** Sees all that is known of one thing. */
    SHOW(false, false, false),
    /** Asks why something is or was not done. */
    WHY(false, false, false),
    /** Lets exactly one plan be carried out. */
    APPROVE(true, true, false),
    /** Says no to a suggestion. */
    REJECT(true, true, true),
    /** Takes that no back. */
    LIFT(true, false, false),
    /** Takes a change back. */
    ROLLBACK(true, true, false),
    /** Lets an incident be mended automatically again. */
    RETRY(true, false, false),
    /** Says that an incident is over. */
    END(true, false, false),
    /** Stops every automatic change. */
    PAUSE(true, true, true),
    /** Lifts that pause. */
    RESUME(true, false, false),
    /** Has the doctor mend what the environment declares. */
    DOCTOR(true, false, false);

    private final boolean changes;
    private final boolean person;
    private final boolean reason;

    Kind(boolean changes, boolean person, boolean reason) {
      this.changes = changes;
      this.person = person;
      this.reason = reason;
    }

    /** The word, as in {@code approve}. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether anything is different afterwards; else it only shows. */
    public boolean changes() {
      return changes;
    }

    /** Whether it must be said who does it. */
    public boolean needsPerson() {
      return person;
    }

    /** Whether it must be said why. */
    public boolean needsReason() {
      return reason;
    }
  }

  /** Refuses null. */
  public Deed {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(planHash, "planHash");
  }

  /** Of what needs nothing but what it is done to. */
  public static Deed of(Kind kind, String id) {
    return new Deed(kind, id, "");
  }

  /** Of what is done to nothing in particular: pause, resume, doctor. */
  public static Deed of(Kind kind) {
    return new Deed(kind, "", "");
  }

  /** The approval of exactly this plan of a suggestion. */
  public static Deed approve(String suggestion, String planHash) {
    return new Deed(Kind.APPROVE, suggestion, planHash);
  }
}
