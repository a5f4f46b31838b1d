package io.healing.core.job;

import io.healing.api.job.JobStanding;

/**
 * Whether it is believed that a runner gave a job up. It says so at its looks only, and a start by
 * the schedule since the last one speaks against it, until it says so once more: a job may have
 * other triggers beside the one that stopped.
 */
final class Stop {
  private boolean stopped;
  private boolean refuted;
  private boolean insisted;
  private long toldAt;

  /** Takes what the runner says, and whether it says the same as before. */
  void told(JobStanding standing, boolean same, long now) {
    stopped = standing.state() == JobStanding.State.STOPPED;
    insisted = same && (insisted || refuted);
    refuted = false;
    toldAt = now;
  }

  /** A run that its schedule began. */
  void began(long moment) {
    refuted |= stopped && !insisted && moment > toldAt;
  }

  boolean isBelieved() {
    return stopped && !refuted;
  }
}
