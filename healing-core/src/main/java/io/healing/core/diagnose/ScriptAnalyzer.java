package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Habits in scripts that hide failures, so that a run looks good when it was not. */
final class ScriptAnalyzer extends Proactive {
  private static final Pattern SHELL = Pattern.compile("\\A#!\\s?\\S{0,60}\\b(?:ba|da|k|z)?sh\\b");
  private static final Pattern STOPS =
      Pattern.compile(
          "(?m)^\\s{0,20}set\\s+-\\w{0,10}e|set\\s+-o\\s+errexit|\\A#!\\s?\\S{1,60}sh\\s+-\\w{0,10}e|\\btrap\\b[^\\n]{0,200}\\bERR\\b");
  private static final Pattern CURL =
      Pattern.compile("(?m)^(?![ \\t]{0,80}#)[^\\n#]{0,500}\\bcurl\\s[^\\n|;&]{0,500}");
  private static final Pattern CURL_CHECKS =
      Pattern.compile("--fail\\b|--fail-with-body|\\s-[a-zA-Z]{0,10}f[a-zA-Z]{0,10}\\b|http_code");
  private static final Pattern SWALLOWED =
      Pattern.compile(
          "(?m)^\\s{0,80}except(?:\\s+(?:Base)?Exception(?:\\s+as\\s+\\w{1,40})?)?\\s{0,5}:\\s{0,5}(?:\\n\\s{0,80})?pass\\b");
  private static final Pattern EMPTY_REMOVE =
      Pattern.compile(
          "(?m)^(?![ \\t]{0,80}#)[^\\n#]{0,200}\\brm\\s+-\\w{0,5}r\\w{0,5}\\s+\"?\\$\\{?\\w{1,60}}?\"?/");
  private static final Pattern CHECKS_UNSET =
      Pattern.compile("(?m)^\\s{0,20}set\\s+-\\w{0,10}u|nounset");

  ScriptAnalyzer() {
    super("script");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    List<Proposal> proposals = new ArrayList<>();
    request.material().scripts().forEach((path, text) -> read(proposals, path, text));
    return proposals;
  }

  private static void read(List<Proposal> proposals, String path, String text) {
    if (path.endsWith(".sh") || path.endsWith(".bash") || SHELL.matcher(text).find()) {
      readShell(proposals, path, text);
    }
    if (path.endsWith(".py") && SWALLOWED.matcher(text).find()) {
      proposals.add(
          advice(
              path,
              "ignores every exception (except … pass)",
              "Catch the one exception that is expected, or log it and raise it again."));
    }
  }

  private static void readShell(List<Proposal> proposals, String path, String text) {
    boolean several = text.lines().filter(ScriptAnalyzer::isCommand).count() > 1;
    if (several && !STOPS.matcher(text).find()) {
      proposals.add(
          advice(path, "goes on after a command failed", "Begin it with: set -euo pipefail"));
    }
    if (CURL.matcher(text).results().anyMatch(call -> !CURL_CHECKS.matcher(call.group()).find())) {
      proposals.add(advice(path, "takes an HTTP error for a success", "Call curl with --fail."));
    }
    if (EMPTY_REMOVE.matcher(text).find() && !CHECKS_UNSET.matcher(text).find()) {
      proposals.add(
          advice(
              path,
              "may remove / when a variable is empty",
              "Write ${NAME:?} in the path, or begin the script with: set -u"));
    }
  }

  private static boolean isCommand(String line) {
    return !line.isBlank() && !line.stripLeading().startsWith("#");
  }

  private static Proposal advice(String path, String habit, String mend) {
    return Proposal.of(
            path + " " + habit,
            "The script " + path + " " + habit + ". " + mend,
            SuggestionCategory.SCRIPT)
        .withConfidence(0.7)
        .withChange(habit, mend)
        .withExpectedImpact("A failure is seen as a failure.")
        .withAffectedFiles(List.of(path));
  }
}
