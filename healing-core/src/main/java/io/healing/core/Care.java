package io.healing.core;

import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the loop remembers of one incident between two turns. Lost with the process, made anew. */
final class Care implements Treating.Then {
  /** No incident is left alone for longer, see {@link Caring}. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private Instant nextLook = Instant.MIN;
  private boolean inHand;
  private boolean treated;
  private boolean putOff;
  private @Nullable Decision last;
  private @Nullable Incident analysed;
  private Instant analyseFrom = Instant.MIN;
  private List<Proposed> proposed = List.of();

  boolean due(Instant now) {
    return !inHand && Times.come(nextLook, LONGEST, now);
  }

  void inHand() {
    inHand = true;
  }

  /** A change is being made for it. */
  void treated() {
    inHand = true;
    treated = true;
  }

  void released(Instant next) {
    inHand = false;
    treated = false;
    putOff = false;
    nextLook = next;
  }

  /** A change was tried: what was found before it is not to be relied on. */
  @Override
  public void ended(Instant next) {
    analyseAgain();
    released(next);
  }

  /** What was found still holds: it is analysed again only when the incident says something new. */
  @Override
  public void putOff(Instant next) {
    released(next);
    putOff = true;
  }

  /** Whether what was decided on waits for its moment. */
  boolean isPutOff() {
    return putOff;
  }

  /**
   * Whether the incident says something that is worth another analysis: it tells of another run or
   * is more severe than it was, or else it has other evidence and was last analysed a while ago. A
   * value that changes at every look is no reason to analyse at every look.
   */
  boolean needsAnalysis(Incident incident, Instant now) {
    Incident before = analysed;
    if (before == null || incident.severity().compareTo(before.severity()) > 0) {
      return true;
    }
    boolean news = !incident.evidence().equals(before.evidence());
    return news && (!run(incident).equals(run(before)) || !now.isBefore(analyseFrom));
  }

  private static String run(Incident incident) {
    return incident.evidence().getOrDefault("run", "");
  }

  /** Notes what was analysed, and from when on other evidence is worth it again. */
  void analysed(Incident incident, List<Proposed> found, Instant again) {
    analysed = incident;
    proposed = found;
    analyseFrom = again;
  }

  /** What was found is no longer to be relied on: an action was tried, or the world moved on. */
  void analyseAgain() {
    analysed = null;
  }

  List<Proposed> proposed() {
    return proposed;
  }

  /** Notes what was decided by what is known of this incident alone. */
  void decided(Decision decision) {
    last = decision;
  }

  /** Whether a change is being made for it right now. */
  boolean isTreated() {
    return treated;
  }

  /** Whether nothing was decided yet. */
  boolean undecided() {
    return last == null;
  }

  /** Whether there is a plan that may still be carried out without a person. */
  boolean promising() {
    boolean soon = last instanceof Decision.Heal || last instanceof Decision.CheckAgain;
    return soon
        && proposed.stream().anyMatch(p -> p.planned().plan() != null && p.suggestion() != null);
  }

  /** Whether what may still be carried out changes something, and does not order a run only. */
  boolean mends() {
    return promising()
        && proposed.stream()
            .filter(p -> p.planned().plan() != null && p.suggestion() != null)
            .findFirst()
            .flatMap(p -> p.planned().proposal().request())
            .filter(wish -> !wish.type().runsJobAgain())
            .isPresent();
  }

  /** What a stored suggestion came from. */
  Optional<Planned> planned(long suggestion) {
    return proposed.stream()
        .filter(p -> p.suggestion() != null && p.suggestion().row().id() == suggestion)
        .map(Proposed::planned)
        .findFirst();
  }
}
