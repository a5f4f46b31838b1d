package io.healing.jobrunr;

import io.healing.api.detect.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;

/** How instances of a job stand in the evidence of a finding. */
final class Instances {
  private Instances() {}

  /** With those of one state; the second and later ones have their number behind each word. */
  static Finding told(Finding finding, List<Job> instances) {
    Finding with = finding.withEvidence(Finding.TARGETS, Words.INSTANCE);
    for (int i = 0; i < instances.size(); i++) {
      Job instance = instances.get(i);
      with =
          with.withEvidence(Words.INSTANCE + number(i), instance.getId().toString())
              .withEvidence(Words.VERSION + number(i), Integer.toString(instance.getVersion()));
    }
    return with;
  }

  private static String number(int index) {
    return index == 0 ? "" : "_" + (index + 1);
  }

  /** What puts each of them into the queue again. */
  static List<Requeue> requeues(Finding finding) {
    Map<String, String> told = finding.evidence();
    StateName from = StateName.valueOf(told.getOrDefault(Words.STATE, ""));
    List<Requeue> all = new ArrayList<>();
    for (int i = 0; told.containsKey(Words.INSTANCE + number(i)); i++) {
      UUID instance = UUID.fromString(told.getOrDefault(Words.INSTANCE + number(i), ""));
      String version = told.getOrDefault(Words.VERSION + number(i), "");
      all.add(new Requeue(instance, from, Integer.parseInt(version)));
    }
    return all;
  }
}
