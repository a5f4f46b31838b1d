package io.healing.core;

import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Takes secrets out of what plug-ins say; it is as little to be trusted as a log. */
final class Masking {
  private final UnaryOperator<String> redactor;

  Masking(UnaryOperator<String> redactor) {
    this.redactor = redactor;
  }

  Observation apply(Observation said) {
    if (said.findings().isEmpty() && said.seen().isEmpty()) {
      return said;
    }
    Observation.Builder clean = Observation.builder();
    said.clear().forEach(clean::clear);
    said.seen().forEach((subject, what) -> clean.clear(subject, redactor.apply(what)));
    said.noData().forEach(clean::noData);
    said.findings().forEach(finding -> clean.finding(apply(finding)));
    return clean.build();
  }

  private Finding apply(Finding said) {
    Finding clean =
        Finding.of(said.id(), said.subject(), redactor.apply(said.message()))
            .withType(said.type())
            .withSeverity(said.severity())
            .withHint(redactor.apply(said.hint()))
            .withCause(redactor.apply(said.cause()));
    for (Map.Entry<String, String> entry : said.evidence().entrySet()) {
      clean = clean.withEvidence(entry.getKey(), redactor.apply(entry.getValue()));
    }
    return clean;
  }

  Analysis apply(Analysis said) {
    Analysis clean = Analysis.none().withModelUse(said.tokens(), said.sessionKey().orElse(null));
    for (Hypothesis hypothesis : said.hypotheses()) {
      clean = clean.withHypothesis(apply(hypothesis));
    }
    for (Proposal proposal : said.proposals()) {
      clean = clean.withProposal(proposal);
    }
    return clean;
  }

  private Hypothesis apply(Hypothesis said) {
    return new Hypothesis(
        redactor.apply(said.statement()),
        said.likelihood(),
        said.supporting().stream().map(this::apply).toList(),
        said.refuting().stream().map(this::apply).toList());
  }

  private Evidence apply(Evidence said) {
    return new Evidence(said.kind(), redactor.apply(said.text()));
  }
}
