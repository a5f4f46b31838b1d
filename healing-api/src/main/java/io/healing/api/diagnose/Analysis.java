package io.healing.api.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one analyzer answers. Made by {@link #none()} and withers; immutable. */
public final class Analysis {
  private static final Analysis NONE = new Analysis(List.of(), List.of(), 0, null);

  private final List<Hypothesis> hypotheses;
  private final List<Proposal> proposals;
  private final int tokens;
  private final @Nullable String sessionKey;

  private Analysis(
      List<Hypothesis> hypotheses,
      List<Proposal> proposals,
      int tokens,
      @Nullable String sessionKey) {
    this.hypotheses = hypotheses;
    this.proposals = proposals;
    this.tokens = tokens;
    this.sessionKey = sessionKey;
  }

  /** Nothing to say: not this analyzer's business. */
  public static Analysis none() {
    return NONE;
  }

  /** With one more hypothesis. */
  public Analysis withHypothesis(Hypothesis hypothesis) {
    List<Hypothesis> more = new ArrayList<>(hypotheses);
    more.add(hypothesis);
    return new Analysis(List.copyOf(more), proposals, tokens, sessionKey);
  }

  /** With one more proposal. */
  public Analysis withProposal(Proposal proposal) {
    List<Proposal> more = new ArrayList<>(proposals);
    more.add(proposal);
    return new Analysis(hypotheses, List.copyOf(more), tokens, sessionKey);
  }

  /** With what a language model used, and the key of its session. */
  public Analysis withModelUse(int tokensUsed, @Nullable String session) {
    return new Analysis(hypotheses, proposals, tokensUsed, session);
  }

  /** The possible causes. */
  public List<Hypothesis> hypotheses() {
    return hypotheses;
  }

  /** What it would do. */
  public List<Proposal> proposals() {
    return proposals;
  }

  /** The tokens that a language model used; 0 without one. */
  public int tokens() {
    return tokens;
  }

  /** The key of the session with a language model. */
  public Optional<String> sessionKey() {
    return Optional.ofNullable(sessionKey);
  }
}
