package io.healing.api.config;

import io.healing.api.act.DeploymentConfig;
import io.healing.api.act.RecordingConfig;
import io.healing.api.act.ServiceConfig;
import io.healing.api.review.SuggestionSeverity;
import jakarta.validation.Valid;
import java.util.List;

/**
 * What around the jobs may be changed, and how: {@code self_healing.host}. What is declared here
 * can be done for every subject; whether it may be done without a person is told by the job's
 * {@code remediation}, and by {@code self_healing.remediation} for what is no job.
 *
 * @param minSeverityForApproval from which risk on a change for a subject that is no job waits for
 *     a person; default medium. For a job its own {@code suggestions.min_severity_for_approval}
 *     holds
 * @param services the services that can be restarted; default none
 * @param deployments the deployments that can be taken back; default none
 * @param recordings where recordings are written and what bounds them
 */
public record HostConfig(
    SuggestionSeverity minSeverityForApproval,
    List<@Valid ServiceConfig> services,
    List<@Valid DeploymentConfig> deployments,
    @Valid RecordingConfig recordings) {

  /** Copies the lists. */
  public HostConfig {
    services = List.copyOf(services);
    deployments = List.copyOf(deployments);
  }

  /** Nothing declared. */
  public static HostConfig defaults() {
    return new HostConfig(
        SuggestionSeverity.MEDIUM, List.of(), List.of(), RecordingConfig.defaults());
  }

  /** With another risk from which on a person is asked. */
  public HostConfig withMinSeverityForApproval(SuggestionSeverity risk) {
    return new HostConfig(risk, services, deployments, recordings);
  }

  /** With these services. */
  public HostConfig withServices(List<ServiceConfig> declared) {
    return new HostConfig(minSeverityForApproval, declared, deployments, recordings);
  }

  /** With these deployments. */
  public HostConfig withDeployments(List<DeploymentConfig> declared) {
    return new HostConfig(minSeverityForApproval, services, declared, recordings);
  }

  /** With another place and other bounds of recordings. */
  public HostConfig withRecordings(RecordingConfig bounds) {
    return new HostConfig(minSeverityForApproval, services, deployments, bounds);
  }
}
