package io.healing.jobrunr;

import org.jobrunr.jobs.Job;

/** How JobRunr's jobs and Healing's job ids stand for one another. */
final class JobNames {
  private static final int LONGEST = 200;

  private JobNames() {}

  /**
   * The id of the recurring job, else the method that the job calls with its class. What JobRunr
   * shows as its name may hold the values of its arguments, so that each instance would be a job.
   */
  static String id(Job job) {
    return job.getRecurringJobId().orElseGet(() -> method(job.getJobSignature()));
  }

  private static String method(String signature) {
    int arguments = signature.indexOf('(');
    String name = arguments < 0 ? signature : signature.substring(0, arguments);
    return name.length() <= LONGEST ? name : name.substring(name.length() - LONGEST);
  }
}
