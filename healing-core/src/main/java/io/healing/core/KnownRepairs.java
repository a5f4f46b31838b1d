package io.healing.core;

import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.learn.Effectiveness;
import io.healing.core.act.Procedures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is known to help, and how well it did: procedures, and what was measured of actions. */
final class KnownRepairs {
  private final Rooms rooms;
  private final List<RecoveryProcedure> known;

  KnownRepairs(Rooms rooms, List<RecoveryProcedure> known) {
    this.rooms = rooms;
    this.known = known;
  }

  /** The answers of the analyzers, and beside them what the procedures for the incident propose. */
  List<Analysis> beside(List<Analysis> answers, @Nullable Incident incident) {
    List<Analysis> all = new ArrayList<>(answers);
    if (incident != null) {
      double sure = sure(answers);
      rooms.procedures().matching(incident).stream()
          .flatMap(
              spec ->
                  rooms.procedures().proposal(spec, incident, sure).stream()
                      .map(proposal -> humbled(spec, proposal)))
          .forEach(proposal -> all.add(Analysis.none().withProposal(proposal)));
    }
    return all;
  }

  /**
   * What is measured not to help is proposed, but so unsure that nothing is done without a person.
   */
  private Proposal humbled(ProcedureSpec spec, Proposal proposal) {
    return demoted(spec)
        ? proposal.withConfidence(proposal.confidence() * rooms.procedures().rate(spec, known))
        : proposal;
  }

  private boolean demoted(ProcedureSpec spec) {
    return Procedures.row(known, spec).filter(rooms.learning()::demoted).isPresent();
  }

  /** How sure the diagnosis behind a proposal is, however its procedure did. */
  double sure(Proposal proposal) {
    return proposal
        .procedure()
        .flatMap(rooms.procedures()::find)
        .filter(this::demoted)
        .map(spec -> Math.min(1, proposal.confidence() / rooms.procedures().rate(spec, known)))
        .orElse(proposal.confidence());
  }

  private static double sure(List<Analysis> answers) {
    return answers.stream()
        .flatMap(answer -> answer.hypotheses().stream())
        .mapToDouble(Hypothesis::likelihood)
        .max()
        .orElse(0);
  }

  /** What was learned of a proposal: how often its procedure helps, or its type of action. */
  ToDoubleFunction<Proposal> learned(String finding) {
    List<Effectiveness> measured = rooms.store().actions().effectiveness();
    return proposal ->
        proposal
            .procedure()
            .flatMap(rooms.procedures()::find)
            .map(spec -> demoted(spec) ? 1 : rooms.procedures().rate(spec, known))
            .orElseGet(() -> ofType(proposal, finding, measured));
  }

  private double ofType(Proposal proposal, String finding, List<Effectiveness> measured) {
    return proposal
        .request()
        .map(wish -> rooms.learning().expected(measured, known, finding, wish.type().word()))
        .orElse(1.0);
  }
}
