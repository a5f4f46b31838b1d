package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.review.SuggestionCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Secrets in the job's files or in its log. What they are is never said. */
final class SecretAnalyzer extends Proactive {
  private final Predicate<String> hasSecret;

  SecretAnalyzer(Predicate<String> hasSecret) {
    super("secrets");
    this.hasSecret = hasSecret;
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    ReviewMaterial material = request.material();
    List<Proposal> proposals = new ArrayList<>();
    for (Map<String, String> files :
        List.of(material.scripts(), material.prompts(), material.configs())) {
      files.forEach((path, text) -> inFile(proposals, path, text));
    }
    long lines = material.logLines().stream().filter(hasSecret).count();
    if (lines > 0) {
      proposals.add(inLog(request, lines));
    }
    return proposals;
  }

  private void inFile(List<Proposal> proposals, String path, String text) {
    long lines = text.lines().filter(hasSecret).count();
    if (lines > 0 || hasSecret.test(text)) {
      proposals.add(
          Proposal.of(
                  "A secret stands in " + path,
                  "What looks like a password, key or token stands in "
                      + path
                      + " in readable form ("
                      + Math.max(1, lines)
                      + " lines). Keep it in the environment or in a secret"
                      + " store, name it here only, and renew it.",
                  SuggestionCategory.SECURITY)
              .withConfidence(0.8)
              .withChange("a readable secret", "a reference such as ${DB_PASSWORD}")
              .withExpectedImpact("Who can read the file cannot use the secret.")
              .withAffectedFiles(List.of(path)));
    }
  }

  private static Proposal inLog(AnalysisRequest request, long lines) {
    return Proposal.of(
            request.subject() + " writes a secret to its log",
            "What looks like a password, key or token is in "
                + lines
                + " of the log lines that were"
                + " read. It is masked here, but not in the log itself: do not log it, and renew it.",
            SuggestionCategory.SECURITY)
        .withConfidence(0.8)
        .withChange("a secret in the log", "a log without it")
        .withExpectedImpact("Who can read the log cannot use the secret.");
  }
}
