package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files of the job, or directories that hold them, that every user of the machine can write. Where
 * the file system has no such permissions it says nothing. A directory with the sticky bit, as
 * /tmp, does not let others replace a file and is not told.
 */
final class OpenFileAnalyzer extends Proactive {
  private static final int STICKY = 0x200;

  OpenFileAnalyzer() {
    super("open_files");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    List<Proposal> proposals = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path file : request.files()) {
      Path folder = file.toAbsolutePath().getParent();
      if (isOpen(file)) {
        proposals.add(advice(file));
      }
      if (folder != null && seen.add(folder) && isOpen(folder) && !isSticky(folder)) {
        proposals.add(advice(folder));
      }
    }
    return proposals;
  }

  private static boolean isOpen(Path path) {
    return permissions(path)
        .filter(all -> all.contains(PosixFilePermission.OTHERS_WRITE))
        .isPresent();
  }

  private static Optional<Set<PosixFilePermission>> permissions(Path path) {
    try {
      return Optional.of(Files.getPosixFilePermissions(path));
    } catch (IOException | UnsupportedOperationException unknown) {
      // A file that is gone or a system without such permissions is not open to others.
      return Optional.empty();
    }
  }

  private static boolean isSticky(Path folder) {
    try {
      return Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS)
              instanceof Integer mode
          && (mode & STICKY) != 0;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return false;
    }
  }

  private static Proposal advice(Path path) {
    return Proposal.of(
            "Every user can write " + path,
            "Whoever has an account on this machine can change what the job does. Take the right"
                + " away: chmod o-w "
                + path,
            SuggestionCategory.SECURITY)
        .withConfidence(0.95)
        .withChange("writable for others", "chmod o-w")
        .withExpectedImpact("Only its owner and group change the job.")
        .withAffectedFiles(List.of(path.toString()));
  }
}
