package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.FileKind;
import io.healing.api.job.FileVersion;
import io.healing.api.review.SuggestionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prompts that are missing, empty, very long, not filled in, or changed again and again. */
final class PromptAnalyzer extends Proactive {
  private static final int LONG = 20_000;
  private static final int MANY_VERSIONS = 5;
  private static final Duration SHORT_TIME = Duration.ofDays(7);
  private static final Pattern OPEN =
      Pattern.compile(
          "\\{\\{[^{}\\n]{1,80}}}|<(?:INSERT|YOUR)[^<>\\n]{0,80}>|\\b(?:TODO|FIXME|TBD|XXX)\\b");

  PromptAnalyzer() {
    super("prompt");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    List<Proposal> proposals = new ArrayList<>();
    request.material().prompts().forEach((path, text) -> read(proposals, path, text));
    List<String> command = ChangedFileAnalyzer.command(request);
    for (Path file : request.files()) {
      if (FileKind.of(file, command).equals(Optional.of(FileKind.PROMPT))) {
        look(proposals, request, file);
      }
    }
    return proposals;
  }

  private static void read(List<Proposal> proposals, String path, String text) {
    Matcher open = OPEN.matcher(text);
    if (text.isBlank()) {
      proposals.add(advice(path, "is empty", "Write what the model is to do."));
    } else if (open.find()) {
      proposals.add(
          advice(
              path,
              "still has " + open.group(),
              "Fill it in, or take it out: the model reads it as it stands."));
    }
    long size = size(path, text);
    if (size > LONG) {
      proposals.add(
          advice(
              path,
              "has " + size + " bytes",
              "Shorten it below " + LONG + ": long prompts cost more and are followed less."));
    }
  }

  /** Of the whole file: only its beginning was read. */
  private static long size(String path, String text) {
    try {
      return Files.size(Path.of(path));
    } catch (IOException gone) {
      return text.length();
    }
  }

  private static void look(List<Proposal> proposals, AnalysisRequest request, Path file) {
    if (Files.notExists(file)) {
      proposals.add(advice(file.toString(), "is missing", "Bring it, or take it out of the job."));
    }
    if (restless(request.versions(file), request.now())) {
      proposals.add(
          advice(
              file.toString(),
              "was changed " + MANY_VERSIONS + " times in a week",
              "Compare the results of the versions before the next change; a test set tells more"
                  + " than another try."));
    }
  }

  private static boolean restless(List<FileVersion> versions, Instant now) {
    return versions.stream()
            .filter(version -> version.seenAt().isAfter(now.minus(SHORT_TIME)))
            .map(version -> version.content().hash())
            .distinct()
            .count()
        >= MANY_VERSIONS;
  }

  private static Proposal advice(String path, String state, String mend) {
    return Proposal.of(
            "The prompt " + path + " " + state,
            "The prompt " + path + " " + state + ". " + mend,
            SuggestionCategory.PROMPT)
        .withConfidence(0.7)
        .withChange(state, mend)
        .withExpectedImpact("The model is told what is meant.")
        .withAffectedFiles(List.of(path));
  }
}
