package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.Ways;
import io.healing.api.job.JobDefinition;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said at the start. */
class StartLineTest {
  private static String line(List<JobConfig> jobs) {
    HealingConfig config = HealingConfig.defaults(Path.of("")).withJobs(jobs);
    return StartLine.of(Hands.assembly(config, InMemoryStore.create(), Ways.code()));
  }

  private static JobConfig healed(String id) {
    return JobConfig.of(JobDefinition.of(id))
        .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
  }

  @Test
  void namesTheJobsThatMayBeRepairedAndWhereAllIsKept() {
    assertThat(line(List.of(healed("report"), JobConfig.of(JobDefinition.of("legacy")))))
        .startsWith("Healing runs as \"by hand\": 2 jobs configured, repairs allowed for report;")
        .contains("what it sees is kept in ");
  }

  @Test
  void saysThatNothingIsRepairedByItself() {
    assertThat(line(List.of())).contains("0 jobs configured, none of them is repaired by itself;");
  }

  @Test
  void namesTenJobsAtMost() {
    List<JobConfig> jobs = new ArrayList<>();
    IntStream.range(0, 12).forEach(at -> jobs.add(healed("job" + (char) ('a' + at))));

    assertThat(line(jobs)).contains("jobi, jobj and 2 more;").doesNotContain("jobk");
  }
}
