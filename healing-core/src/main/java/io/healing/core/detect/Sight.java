package io.healing.core.detect;

import io.healing.api.Options;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaReport;
import java.time.Instant;
import java.util.Optional;

/** One look of one monitor: what it is given, and what it says. */
final class Sight {
  private final MonitorRequest request;
  private final String finding;
  private final Observation.Builder said = Observation.builder();

  Sight(MonitorRequest request, String finding) {
    this.request = request;
    this.finding = finding;
  }

  Instant now() {
    return request.now();
  }

  Options options() {
    return request.options();
  }

  Optional<PluginState> state(JobSnapshot job) {
    return request.state(job.subject());
  }

  SlaReport sla(JobSnapshot job) {
    return request.sla(job.definition().id());
  }

  /** A finding about a job, to be filled and said. */
  Finding about(JobSnapshot job, String message) {
    return Finding.of(finding, job.subject(), message);
  }

  void say(Finding wrong) {
    said.finding(wrong);
  }

  void clear(JobSnapshot job) {
    said.clear(job.subject());
  }

  void noData(JobSnapshot job, String reason) {
    said.noData(job.subject(), reason);
  }

  void keep(JobSnapshot job, PluginState state) {
    said.state(job.subject(), state);
  }

  void unreadable(JobSnapshot job, RuntimeException cause) {
    said.noData(subject(job), "what is known of it could not be read: " + cause);
  }

  private static Subject subject(JobSnapshot job) {
    try {
      return job.subject();
    } catch (RuntimeException e) {
      return Subject.plugin("unreadable-job");
    }
  }

  Observation seen() {
    return said.build();
  }
}
