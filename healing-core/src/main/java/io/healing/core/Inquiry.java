package io.healing.core;

import io.healing.api.Options;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.Neighbourhood;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaReport;
import io.healing.api.review.ReviewMaterial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one analyzer is given. */
record Inquiry(
    Instant now,
    Options options,
    Examination examination,
    @Nullable JobSnapshot snapshot,
    ReviewMaterial material,
    Collection<JobSnapshot> others,
    Function<Path, List<FileVersion>> contents,
    SlaReport sla,
    Path base,
    List<ChangeEvent> changes,
    Supplier<Neighbourhood> around)
    implements AnalysisRequest {

  /** The same question for another analyzer. */
  Inquiry with(Options its) {
    return new Inquiry(
        now, its, examination, snapshot, material, others, contents, sla, base, changes, around);
  }

  /** The same question with what was read. */
  Inquiry with(ReviewMaterial read) {
    return new Inquiry(
        now, options, examination, snapshot, read, others, contents, sla, base, changes, around);
  }

  @Override
  public Subject subject() {
    return examination.subject();
  }

  @Override
  public Optional<JobSnapshot> job() {
    return Optional.ofNullable(snapshot);
  }

  @Override
  public Optional<Instant> began() {
    return Optional.ofNullable(examination.incident()).map(Incident::detectedAt);
  }

  @Override
  public List<Finding> findings() {
    return examination.findings();
  }

  @Override
  public boolean proactive() {
    return examination.incident() == null;
  }

  @Override
  public Neighbourhood neighbours() {
    return proactive() ? Neighbourhood.none() : around.get();
  }

  @Override
  public List<FileVersion> versions(Path file) {
    return contents.apply(file);
  }

  @Override
  public List<Path> files() {
    return snapshot == null ? List.of() : Belongings.of(snapshot.definition(), base);
  }
}
