package io.healing.api.diagnose;

import io.healing.api.Options;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaReport;
import io.healing.api.review.BusinessLog;
import io.healing.api.review.ReviewMaterial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What an analyzer is given. Only Healing implements it; it will grow. */
public interface AnalysisRequest {
  /** The moment of the analysis. */
  Instant now();

  /** The analyzer's option values. */
  Options options();

  /** What is analysed. */
  Subject subject();

  /** The job, when the subject is one. */
  Optional<JobSnapshot> job();

  /** What is wrong with it now; empty for a proactive review. */
  List<Finding> findings();

  /** Whether this is a proactive review: nothing is wrong, look for what could be better. */
  boolean proactive();

  /** What was read of it. */
  ReviewMaterial material();

  /** Every other job that this process observes. */
  Collection<JobSnapshot> others();

  /** The contents that a file of this job had in its good runs, newest first, at most 5. */
  List<FileVersion> versions(Path file);

  /**
   * The files that belong to the job: its definition's files, its job file, those in its command.
   */
  List<Path> files();

  /** How the job stands against the agreement on its service. */
  SlaReport sla();

  /** The log of what the job achieved, when its configuration names one and it could be read. */
  default Optional<BusinessLog> businessLog() {
    return Optional.ofNullable(material().businessLog());
  }

  /** When what is wrong was first seen; empty for a proactive review. */
  default Optional<Instant> began() {
    return Optional.empty();
  }

  /** What was changed on purpose in the 24 hours before that, newest first, at most 100. */
  default List<ChangeEvent> changes() {
    return List.of();
  }

  /**
   * What the subject is connected with, read from the store when it is asked for: at most 20 jobs
   * that share something with it. Nothing for a proactive review.
   */
  default Neighbourhood neighbours() {
    return Neighbourhood.none();
  }
}
