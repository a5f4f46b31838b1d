package io.healing.core;

import io.healing.api.act.RecoveryProcedure;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.learn.Effectiveness;
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
          .flatMap(spec -> rooms.procedures().proposal(spec, incident, known, sure).stream())
          .forEach(proposal -> all.add(Analysis.none().withProposal(proposal)));
    }
    return all;
  }

  private static double sure(List<Analysis> answers) {
    return answers.stream()
        .flatMap(answer -> answer.hypotheses().stream())
        .mapToDouble(Hypothesis::likelihood)
        .max()
        .orElse(0);
  }

  /** What was learned of a proposal. How often a procedure helped is in its confidence already. */
  ToDoubleFunction<Proposal> learned(String finding) {
    List<Effectiveness> measured = rooms.store().actions().effectiveness();
    return proposal ->
        proposal.procedure().isPresent()
            ? 1
            : proposal
                .request()
                .map(
                    wish -> rooms.learning().expected(measured, known, finding, wish.type().word()))
                .orElse(1.0);
  }
}
