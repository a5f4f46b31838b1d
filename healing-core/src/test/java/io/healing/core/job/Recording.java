package io.healing.core.job;

import io.healing.api.job.JobSnapshot;

/** Jobs whose runs are recorded on a held clock. */
abstract class Recording {
  final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
  final Jobs jobs = time.jobs(64);

  JobSnapshot snapshot(String job) {
    return jobs.snapshot(job, time.instant()).orElseThrow();
  }
}
