package io.healing.api.detect;

import io.healing.api.Subject;
import io.healing.api.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One fingerprint on one subject over time. Ended ones stay; a return is a new incident, but its
 * counters belong to the {@link #key()}.
 *
 * @param id {@code i-} and 8 hex digits or more
 * @param subject what is sick
 * @param fingerprint the finding's id and normalised cause, hashed: 16 hex digits
 * @param monitor the id of the monitor that says it
 * @param findingId the dotted id of the finding
 * @param errorType the type of error
 * @param severity the highest severity seen
 * @param message the latest message, redacted
 * @param hint how a person would mend it; may be empty
 * @param evidence the latest evidence, redacted
 * @param detectedAt when it was first seen
 * @param lastSeenAt when it was last seen
 * @param clearSince since when its subject looks clear, or null while it does not
 * @param resolvedAt when it ended, or null
 * @param state how it stands
 * @param end how it ended, or null
 * @param causeId the incident under which it hangs, or null
 * @param diagnosis the latest diagnosis as JSON, or null
 * @param recoveryActions the ids of the actions taken
 * @param effectivenessScore 0 to 1, or null before an action was verified
 */
public record Incident(
    String id,
    Subject subject,
    String fingerprint,
    String monitor,
    String findingId,
    ErrorType errorType,
    ErrorSeverity severity,
    String message,
    String hint,
    Map<String, String> evidence,
    Instant detectedAt,
    Instant lastSeenAt,
    @Nullable Instant clearSince,
    @Nullable Instant resolvedAt,
    IncidentState state,
    @Nullable IncidentEnd end,
    @Nullable String causeId,
    @Nullable String diagnosis,
    List<Long> recoveryActions,
    @Nullable Double effectivenessScore) {

  /** Copies the collections. */
  public Incident {
    evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
    recoveryActions = List.copyOf(recoveryActions);
  }

  /** A new incident for a finding that this monitor made. */
  public static Incident open(
      String id, String monitor, String fingerprint, Finding finding, Instant at) {
    return new Incident(
        id,
        finding.subject(),
        fingerprint,
        monitor,
        finding.id(),
        finding.type(),
        finding.severity(),
        finding.message(),
        finding.hint(),
        finding.evidence(),
        at,
        at,
        null,
        null,
        IncidentState.OPEN,
        null,
        null,
        null,
        List.of(),
        null);
  }

  /** What counters belong to: the subject and the fingerprint. */
  public String key() {
    return subject.name() + "|" + fingerprint;
  }

  /** Whether it has ended. */
  public boolean ended() {
    return state == IncidentState.ENDED;
  }

  /** Seen again: the latest words, the highest severity, no longer clear. */
  public Incident seen(Finding finding, Instant at) {
    return change()
        .severity(severity.atLeast(finding.severity()) ? severity : finding.severity())
        .words(finding)
        .lastSeenAt(at)
        .clearSince(null)
        .done();
  }

  /** Clear since this moment, or seen again with null. */
  public Incident withClearSince(@Nullable Instant since) {
    return change().clearSince(since).done();
  }

  /** The same, at least as severe as this. */
  public Incident withSeverity(ErrorSeverity least) {
    return change().severity(severity.atLeast(least) ? severity : least).done();
  }

  /** In another state. */
  public Incident withState(IncidentState next) {
    return change().state(next).done();
  }

  /** Over. */
  public Incident ended(IncidentEnd how, Instant at) {
    return change().state(IncidentState.ENDED).end(how, at).done();
  }

  /** Hung under another incident. */
  public Incident withCause(@Nullable String incident) {
    return change().cause(incident).done();
  }

  /** With what was found out, as JSON. */
  public Incident withDiagnosis(@Nullable String json) {
    return change().diagnosis(json).done();
  }

  /** With one more action. */
  public Incident withAction(long actionId) {
    List<Long> more = new ArrayList<>(recoveryActions);
    more.add(actionId);
    return change().actions(more).done();
  }

  /** With how much the last action helped, 0 to 1. */
  public Incident withEffectiveness(double score) {
    return change().score(score).done();
  }

  private Change change() {
    return new Change(this);
  }

  private static final class Change {
    private final Incident from;
    private ErrorSeverity severity;
    private String message;
    private String hint;
    private Map<String, String> evidence;
    private Instant lastSeenAt;
    private @Nullable Instant clearSince;
    private @Nullable Instant resolvedAt;
    private IncidentState state;
    private @Nullable IncidentEnd end;
    private @Nullable String causeId;
    private @Nullable String diagnosis;
    private List<Long> actions;
    private @Nullable Double score;

    Change(Incident from) {
      this.from = from;
      severity = from.severity;
      message = from.message;
      hint = from.hint;
      evidence = from.evidence;
      lastSeenAt = from.lastSeenAt;
      clearSince = from.clearSince;
      resolvedAt = from.resolvedAt;
      state = from.state;
      end = from.end;
      causeId = from.causeId;
      diagnosis = from.diagnosis;
      actions = from.recoveryActions;
      score = from.effectivenessScore;
    }

    Change severity(ErrorSeverity next) {
      severity = Objects.requireNonNull(next);
      return this;
    }

    Change words(Finding finding) {
      message = finding.message();
      hint = finding.hint();
      evidence = finding.evidence();
      return this;
    }

    Change lastSeenAt(Instant at) {
      lastSeenAt = at;
      return this;
    }

    Change clearSince(@Nullable Instant since) {
      clearSince = since;
      return this;
    }

    Change state(IncidentState next) {
      state = next;
      return this;
    }

    Change end(IncidentEnd how, Instant at) {
      end = how;
      resolvedAt = at;
      return this;
    }

    Change cause(@Nullable String incident) {
      causeId = incident;
      return this;
    }

    Change diagnosis(@Nullable String json) {
      diagnosis = json;
      return this;
    }

    Change actions(List<Long> ids) {
      actions = ids;
      return this;
    }

    Change score(double value) {
      score = value;
      return this;
    }

    Incident done() {
      return new Incident(
          from.id,
          from.subject,
          from.fingerprint,
          from.monitor,
          from.findingId,
          from.errorType,
          severity,
          message,
          hint,
          evidence,
          from.detectedAt,
          lastSeenAt,
          clearSince,
          resolvedAt,
          state,
          end,
          causeId,
          diagnosis,
          actions,
          score);
    }
  }

  /**
   * Whether it is about this target. One whose finding does not name its targets is about every one
   * of its subject; see {@link Finding#TARGETS}.
   */
  public boolean names(Target target) {
    String word = evidence.get(Finding.TARGETS);
    return word == null
        || evidence.entrySet().stream()
            .filter(told -> told.getKey().equals(word) || told.getKey().startsWith(word + "_"))
            .anyMatch(told -> told.getValue().equals(target.name()));
  }
}
