package io.healing.jobrunr;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.job.RunnerName;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.StateName;

/** The words in which JobRunr's state is told. */
final class Words {
  static final String FAILED = "jobrunr.failed";
  static final String ORPHANED = "jobrunr.orphaned";

  /** Whose storage it is in. */
  static final String STORAGE = "storage";

  static final String STATE = "state";
  static final String VERSION = "version";
  static final String EXCEPTION = "exception";

  /** What a recurring job is that does not start when it should. */
  static final String MISSED = "job.missed";

  private final RunnerName named;

  Words(RunnerName named) {
    this.named = named;
  }

  /** JobRunr itself. */
  Subject component() {
    return Subject.component(named.runner());
  }

  /** What is ours in it. */
  Subject adapter() {
    return Subject.plugin(named.plugin());
  }

  /** Instances of one job and one exception are one trouble; each is named with its state. */
  Finding failed(Alike given) {
    Job first = given.first().get(0);
    Finding finding =
        of(FAILED, given.of().job(), first)
            .said(gaveUp(given))
            .withSeverity(ErrorSeverity.MEDIUM)
            .withCause(given.of().exception())
            .withEvidence(EXCEPTION, given.of().exception())
            .withHint(
                given.first().size() == 1
                    ? "Mend the cause, then put the instance into the queue again or delete it."
                    : "Mend the cause, then put each of them into the queue again or delete it.");
    return Instances.told(finding, given.first());
  }

  private static String gaveUp(Alike given) {
    Job first = given.first().get(0);
    FailedState last = first.getJobState();
    long times =
        first.getJobStates().stream().filter(state -> state.getName() == StateName.FAILED).count();
    String job = given.of().job();
    String many =
        given.all() == 1
            ? "instance " + first.getId() + " of job " + job
            : given.all() + " instances of job " + job + ", the last of them " + first.getId();
    String text =
        "JobRunr gave up "
            + many
            + " after attempt "
            + times
            + ": "
            + last.getExceptionType()
            + ": "
            + last.getExceptionMessage();
    return text + others(given);
  }

  private static String others(Alike given) {
    if (given.all() == 1) {
      return "";
    }
    String named =
        given.first().stream()
            .skip(1)
            .map(instance -> instance.getId().toString())
            .collect(Collectors.joining(", "));
    return ". The others: " + named + (given.more() == 0 ? "" : " and " + given.more() + " more");
  }

  /** Instances of one job are one trouble; each is named. */
  Finding orphaned(Alike left) {
    Job first = left.first().get(0);
    ProcessingState state = first.getJobState();
    String job = left.of().job();
    String text =
        left.all() == 1
            ? "Instance " + first.getId() + " of job " + job + " is being processed by server "
            : left.all()
                + (" instances of job " + job + " are being processed by servers that no longer")
                + (" live, the first of them " + first.getId() + " by ");
    String dead = left.all() == 1 ? ", which no longer lives" : "";
    Finding finding =
        of(ORPHANED, job, first)
            .said(text + state.getServerName() + dead + others(left))
            .withType(ErrorType.DEPENDENCY_FAILURE)
            .withSeverity(ErrorSeverity.HIGH)
            .withCause("orphaned")
            .explaining(MISSED)
            .withHint(
                "A living server fails it after four of its poll intervals and tries it again where"
                    + " attempts are left. Look why its server died.");
    return Instances.told(finding, left.first());
  }

  Finding noServer(Instant since) {
    return Finding.of(
            "jobrunr.no_server",
            component(),
            "No background job server works on this storage since " + since + ": no job runs")
        .withSeverity(ErrorSeverity.HIGH)
        .withCause("no server")
        .explaining(MISSED)
        .withHint("Start a program with useBackgroundJobServer(), or resume the one that pauses.");
  }

  Finding filterFailed(Throwable fault) {
    return Finding.of(
            "jobrunr.filter_failed",
            adapter(),
            "What Healing listens with in JobRunr failed: " + fault)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withCause(fault.getClass().getName())
        .withHint("No job was stopped by it. Runs may be missing from the history; report it.");
  }

  private record Told(RunnerName named, String id, String job, Job instance) {
    Finding said(String message) {
      return Finding.of(id, Subject.job(job), message)
          .withEvidence(STORAGE, named.runner())
          .withEvidence(STATE, instance.getState().name());
    }
  }

  private Told of(String id, String job, Job instance) {
    return new Told(named, id, job, instance);
  }
}
