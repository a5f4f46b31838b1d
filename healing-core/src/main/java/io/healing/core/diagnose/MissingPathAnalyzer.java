package io.healing.core.diagnose;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSnapshot;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error names a directory or a file, and it is really missing: make the directory, restore a
 * file whose last good content is known, and ask a person for an input that somebody must bring.
 *
 * <p>A relative path belongs to the directory in which the job runs. Where nobody told that, it is
 * that of this program for a job that runs in it, and that of the job's file for a command; of the
 * two the path is taken that is really missing, and first that which lies in the job's files.
 */
final class MissingPathAnalyzer extends Reactive {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");
  private static final double SURE = 0.90;
  private static final double USE_UNKNOWN = 0.70;
  private static final double RELATIVE = 0.85;
  private static final double DEEP = 0.60;
  private static final int MOST_LEVELS = 3;

  private final UnaryOperator<String> redact;
  private final Path program;

  MissingPathAnalyzer(UnaryOperator<String> redact) {
    this(redact, Path.of(""));
  }

  /**
   * @param program the directory in which this program runs
   */
  MissingPathAnalyzer(UnaryOperator<String> redact, Path program) {
    super("missing_path");
    this.redact = redact;
    this.program = program;
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    return MissingPath.in(symptoms)
        .filter(missing -> missing.use() != PathUse.RUN)
        .flatMap(missing -> Case.of(request, missing, bases(request, symptoms)))
        .map(this::told)
        .orElse(Analysis.none());
  }

  /** The directories to which a relative path may belong, the likeliest first. */
  private List<Path> bases(AnalysisRequest request, Symptoms symptoms) {
    Optional<JobDefinition> job = request.job().map(JobSnapshot::definition);
    Optional<Path> told = job.flatMap(JobDefinition::directory);
    if (told.isPresent()) {
      return List.of(told.get());
    }
    List<Path> bases = new ArrayList<>(List.of(program));
    boolean command =
        symptoms.ofCommand() || job.stream().anyMatch(any -> !any.command().isEmpty());
    job.flatMap(JobDefinition::jobFile)
        .map(file -> file.toAbsolutePath().getParent())
        .ifPresent(parent -> bases.add(command ? 0 : 1, parent));
    return bases;
  }

  private Analysis told(Case found) {
    Proposal proposal = proposal(found);
    boolean directory =
        proposal
            .request()
            .map(ActionRequest::type)
            .filter(ActionType.CREATE_DIRECTORY::equals)
            .isPresent();
    String missing = directory ? found.directory().toString() : found.name();
    String what = directory ? "The directory " : "The file ";
    Hypothesis hypothesis =
        new Hypothesis(
            what + missing + " is missing",
            found.confidence(),
            List.of(
                found.missing.line().evidence(),
                new Evidence("file", missing + " does not exist.")),
            List.of());
    return Analysis.none().withHypothesis(hypothesis).withProposal(proposal);
  }

  private Proposal proposal(Case found) {
    if (found.isDirectory() && found.levels() <= MOST_LEVELS && found.isHere()) {
      return create(found);
    }
    if (found.good != null) {
      return new Restore(
              found.path, Restore.kind(found.path, found.command), Image.absent(), found.good)
          .proposal(found.confidence(), redact);
    }
    return advice(found);
  }

  private static Proposal create(Case found) {
    Path directory = found.directory();
    return Proposal.of(
            "Create the missing directory " + directory,
            "The job needs " + found.path + ", and the directory " + directory + " is missing.",
            SuggestionCategory.RELIABILITY)
        .withSeverity(SuggestionSeverity.LOW)
        .withConfidence(found.confidence())
        .withRequest(ActionRequest.of(ActionType.CREATE_DIRECTORY, Target.file(directory)))
        .withChange("missing", "an empty directory")
        .withExpectedImpact("The job finds the directory that it needs.")
        .withAffectedFiles(List.of(directory.toString()));
  }

  private static Proposal advice(Case found) {
    String mend =
        found.isDirectory()
            ? "Several directories above it are missing too: is a disk or a share not mounted?"
            : "Ask whoever brings this file, or correct the path in the job; its content cannot be"
                + " invented.";
    return Proposal.of(
            "Bring " + found.name(),
            "The job needs "
                + found.name()
                + ", which is missing and of which no good content is known. "
                + mend,
            SuggestionCategory.RELIABILITY)
        .withConfidence(found.confidence())
        .withAffectedFiles(List.of(found.name()));
  }

  /** A path that is really missing. */
  private record Case(
      MissingPath missing,
      Path path,
      boolean relative,
      List<String> command,
      List<Path> files,
      @Nullable FileVersion good) {

    static Optional<Case> of(AnalysisRequest request, MissingPath missing, List<Path> bases) {
      try {
        Path given = Path.of(missing.text());
        List<Case> all =
            bases.stream()
                .map(base -> of(request, missing, base.resolve(given)))
                .filter(any -> any.isMissing() || !any.isHere())
                .toList();
        return all.stream().filter(Case::own).findFirst().or(() -> all.stream().findFirst());
      } catch (InvalidPathException notAPath) {
        return Optional.empty();
      }
    }

    private static Case of(AnalysisRequest request, MissingPath missing, Path place) {
      Path path = place.toAbsolutePath().normalize();
      FileVersion good = request.versions(path).stream().findFirst().orElse(null);
      List<String> command = ChangedFileAnalyzer.command(request);
      List<Path> files =
          request.job().map(job -> job.definition().files()).orElse(List.of()).stream()
              .map(file -> file.toAbsolutePath().normalize())
              .toList();
      boolean relative = !Path.of(missing.text()).isAbsolute();
      return new Case(missing, path, relative, command, files, good);
    }

    private boolean isMissing() {
      return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** A Windows path means nothing on another system. */
    boolean isHere() {
      return !relative || !DRIVE.matcher(missing.text()).matches();
    }

    String name() {
      return isHere() ? path.toString() : missing.text();
    }

    boolean isDirectory() {
      return missing.use() == PathUse.DIRECTORY
          || missing.use() == PathUse.WRITE
          || (missing.use() == PathUse.UNKNOWN && good == null && parentIsMissing());
    }

    /** What must be made: the path itself, or the directory of the file that was to be written. */
    Path directory() {
      Path parent = path.getParent();
      return missing.use() == PathUse.DIRECTORY || parent == null ? path : parent;
    }

    private boolean parentIsMissing() {
      Path parent = path.getParent();
      return parent != null && Files.notExists(parent);
    }

    /** How many directories are missing, one within the other. */
    int levels() {
      int levels = 0;
      for (Path at = directory(); at != null && Files.notExists(at); at = at.getParent()) {
        levels++;
      }
      return levels;
    }

    /** What the job itself declares leaves no doubt about the place, nor how deep it may lie. */
    private boolean declared() {
      Path directory = directory();
      return files.stream()
          .anyMatch(file -> directory.startsWith(file) || file.startsWith(directory));
    }

    /** Whether this is what the job declares, or the missing way to it. */
    private boolean own() {
      return files.stream().anyMatch(path::startsWith) || (levels() > 0 && declared());
    }

    double confidence() {
      double sure = missing.use() == PathUse.UNKNOWN ? USE_UNKNOWN : SURE;
      if (isHere() && declared()) {
        return sure * missing.line().weight();
      }
      double deep = isDirectory() && levels() > 1 ? Math.min(sure, DEEP + 0.15) : sure;
      return deep * (relative && isHere() ? RELATIVE : 1) * missing.line().weight();
    }
  }
}
