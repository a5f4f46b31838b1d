package io.healing.lawbook;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.HealingMode;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewScheduleConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A house in which one job is reviewed. */
abstract class ReviewedHouse {
  static final String JOB = "report";
  static final ReviewScheduleConfig AT_THREE =
      ReviewScheduleConfig.defaults().withZone("UTC").withMinRuns(0);

  @TempDir Path home;

  SelfHealingConfig proactive(ReviewScheduleConfig schedule) {
    return SelfHealingConfig.defaults()
        .withEnabled(true)
        .withMode(HealingMode.PROACTIVE)
        .withReviewSchedule(schedule);
  }

  JobConfig job(SelfHealingConfig config) {
    return JobConfig.of(JobDefinition.of(JOB)).withSelfHealing(config);
  }

  static List<HealingReview> proactive(House house) {
    return house.admin().reviews().stream().filter(r -> r.jobId().equals(JOB)).toList();
  }
}
