package io.healing.jobrunr;

import io.healing.api.detect.Finding;
import io.healing.api.detect.Several;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;

/** How instances of a job stand in the evidence of a finding. */
final class Instances {
  private static final String INSTANCE = "instance";

  private Instances() {}

  /** With those of one state. */
  static Finding told(Finding finding, List<Job> instances) {
    return Several.told(finding, INSTANCE, instances.stream().map(Instances::told).toList());
  }

  private static Map<String, String> told(Job instance) {
    return Map.of(
        INSTANCE,
        instance.getId().toString(),
        Words.VERSION,
        Integer.toString(instance.getVersion()));
  }

  /** What puts each of them into the queue again. */
  static List<Requeue> requeues(Finding finding) {
    StateName from = StateName.valueOf(finding.evidence().getOrDefault(Words.STATE, ""));
    return Several.of(finding, INSTANCE, Words.VERSION).stream()
        .map(
            told ->
                new Requeue(
                    UUID.fromString(told.getOrDefault(INSTANCE, "")),
                    from,
                    Integer.parseInt(told.getOrDefault(Words.VERSION, ""))))
        .toList();
  }
}
