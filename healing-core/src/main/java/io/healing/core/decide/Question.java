package io.healing.core.decide;

import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.Counter;
import io.healing.api.store.IntentHead;
import io.healing.api.store.SuggestionEntry;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * May this be done now? Everything that the answer depends on, but the clock and the root of the
 * configuration. Immutable and thread-safe.
 *
 * @param asked who wants it
 * @param subject whom it would change
 * @param config how the subject is healed; for subjects that are no job the defaults
 * @param incident what it would mend, or null for a proactive review, the doctor, a rollback
 * @param wish what would be done
 * @param facts what is known to stand in the way
 * @param counter what was counted for the incident's key
 * @param lately what was done in the last hour
 */
public record Question(
    Deciding.Asked asked,
    Subject subject,
    SelfHealingConfig config,
    @Nullable Incident incident,
    Wish wish,
    Facts facts,
    Counter counter,
    Lately lately) {

  /** A question without an incident, with nothing in the way and nothing counted. */
  public static Question of(
      Deciding.Asked asked, Subject subject, SelfHealingConfig config, Wish wish) {
    Counter none = Counter.none(subject.name());
    return new Question(
        asked, subject, config, null, wish, Facts.none(), none, new Lately(List.of(), 1));
  }

  /** The same, asked by somebody else. */
  public Question askedBy(Deciding.Asked other) {
    return new Question(other, subject, config, incident, wish, facts, counter, lately);
  }

  /** With another configuration of the subject. */
  public Question withConfig(SelfHealingConfig other) {
    return new Question(asked, subject, other, incident, wish, facts, counter, lately);
  }

  /** With what it would mend, or null. */
  public Question withIncident(@Nullable Incident other) {
    return new Question(asked, subject, config, other, wish, facts, counter, lately);
  }

  /** With something else that would be done. */
  public Question withWish(Wish other) {
    return new Question(asked, subject, config, incident, other, facts, counter, lately);
  }

  /** With what stands in the way. */
  public Question withFacts(Facts other) {
    return new Question(asked, subject, config, incident, wish, other, counter, lately);
  }

  /** With what was counted for the incident's key. */
  public Question withCounter(Counter other) {
    return new Question(asked, subject, config, incident, wish, facts, other, lately);
  }

  /** With what was done in the last hour. */
  public Question withLately(Lately other) {
    return new Question(asked, subject, config, incident, wish, facts, counter, other);
  }

  /**
   * What would be done.
   *
   * @param known whether anything is known of the cause
   * @param type the type of action, or null where no action is proposed
   * @param category what it improves
   * @param severity the risk of the change: the higher of what analyzer and plan say
   * @param confidence how sure it is that this helps, 0 to 1
   * @param plan exactly what would change, or null where that cannot be said
   * @param refusal why there is no plan, or null
   * @param words the same in words; may be empty
   * @param expiresAt when it is no longer valid, or null for never
   */
  public record Wish(
      boolean known,
      @Nullable ActionType type,
      SuggestionCategory category,
      SuggestionSeverity severity,
      double confidence,
      @Nullable ActionPlan plan,
      @Nullable BlockReason refusal,
      String words,
      @Nullable Instant expiresAt) {

    /** Nothing: the cause is not known and nothing is proposed. */
    public static Wish unknown() {
      return new Wish(
          false,
          null,
          SuggestionCategory.RELIABILITY,
          SuggestionSeverity.LOW,
          0,
          null,
          null,
          "",
          null);
    }

    /** What an analyzer proposes, with the plan for it if there is one. */
    public static Wish of(Proposal proposal, @Nullable ActionPlan plan) {
      return new Wish(
          true,
          proposal.request().map(wish -> wish.type()).orElse(null),
          proposal.category(),
          risk(proposal.severity(), plan),
          proposal.confidence(),
          plan,
          null,
          "",
          null);
    }

    /** What a stored suggestion says. */
    public static Wish of(SuggestionEntry suggestion) {
      ActionPlan plan = suggestion.detail().plan();
      return new Wish(
          true,
          plan == null ? null : plan.request().type(),
          suggestion.row().category(),
          risk(suggestion.row().severity(), plan),
          suggestion.detail().confidence(),
          plan,
          null,
          "",
          suggestion.detail().expiresAt());
    }

    /** The plan alone: what the doctor wants, or what is to be taken back. */
    public static Wish of(ActionPlan plan) {
      return new Wish(
          true,
          plan.request().type(),
          SuggestionCategory.RELIABILITY,
          plan.risk(),
          1,
          plan,
          null,
          "",
          null);
    }

    /** With why there is no plan. */
    public Wish refused(@Nullable BlockReason reason, String why) {
      return new Wish(known, type, category, severity, confidence, plan, reason, why, expiresAt);
    }

    /** With when it is no longer valid, or null. */
    public Wish until(@Nullable Instant end) {
      return new Wish(known, type, category, severity, confidence, plan, refusal, words, end);
    }

    /** Whether it can be taken back; unknown without a plan. */
    public Undo undo() {
      return plan == null ? Undo.UNKNOWN : plan.undo();
    }

    private static SuggestionSeverity risk(SuggestionSeverity said, @Nullable ActionPlan plan) {
      return plan == null ? said : SuggestionSeverity.higher(said, plan.risk());
    }
  }

  /**
   * What stands in the way and only the caller can see, by the reason that it is a case of, each
   * with its values in words. A reason that is absent is not the case.
   *
   * @param known of {@link BlockReason#PAUSED} (by whom, why), {@code STORE_NOT_WRITABLE}, {@code
   *     RETRY_PENDING}, {@code BUSY}, {@code STORM} (this is not the common cause), {@code
   *     REJECTED_BEFORE}, {@code TARGET_CONTESTED}, {@code GUARDED}, {@code WORLD_MOVED_ON}, {@code
   *     NOT_REPEATABLE} (the job may not be run again without asking); no others
   */
  public record Facts(Map<BlockReason, String> known) {
    private static final Set<BlockReason> ALLOWED =
        Set.of(
            BlockReason.PAUSED,
            BlockReason.STORE_NOT_WRITABLE,
            BlockReason.RETRY_PENDING,
            BlockReason.BUSY,
            BlockReason.STORM,
            BlockReason.REJECTED_BEFORE,
            BlockReason.TARGET_CONTESTED,
            BlockReason.GUARDED,
            BlockReason.WORLD_MOVED_ON,
            BlockReason.NOT_REPEATABLE);

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException for a reason that is decided on and not handed in
     */
    public Facts {
      Map<BlockReason, String> copy = new EnumMap<>(BlockReason.class);
      copy.putAll(known);
      if (!ALLOWED.containsAll(copy.keySet())) {
        throw new IllegalArgumentException(
            "Only " + ALLOWED + " can be handed in, but these were: " + copy.keySet());
      }
      known = Collections.unmodifiableMap(copy);
    }

    /** Nothing stands in the way. */
    public static Facts none() {
      return new Facts(Map.of());
    }

    /** With one more; the words may be empty. */
    public Facts with(BlockReason reason, String words) {
      Map<BlockReason, String> more = new EnumMap<>(BlockReason.class);
      more.putAll(known);
      more.put(reason, words);
      return new Facts(more);
    }

    /** With one more if it is the case. */
    public Facts when(boolean holds, BlockReason reason, String words) {
      return holds ? with(reason, words) : this;
    }

    /** The words of one that is the case. */
    public Optional<String> words(BlockReason reason) {
      return Optional.ofNullable(known.get(reason));
    }
  }

  /**
   * What was done in the last hour.
   *
   * @param changes the changes begun; older ones among them do not count
   * @param subjects how many subjects there are, the jobs above all; at least 1
   */
  public record Lately(List<IntentHead> changes, int subjects) {
    /** Copies the list. */
    public Lately {
      changes = List.copyOf(changes);
      subjects = Math.max(1, subjects);
    }
  }
}
