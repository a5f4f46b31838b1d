package io.healing.spring;

import io.healing.api.PluginOption;
import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells of tasks that are late because others occupy every thread of their pool. Spring's own pool
 * has one thread, so that one task that hangs holds up all.
 */
final class PoolMonitor implements Monitor {
  private static final Subject SUBJECT = Subject.component("spring");
  private static final String GRACE = "late";
  private static final int FRAMES = 30;

  private final SpringJobs jobs;
  private final Runs runs;
  private final Pools pools;

  private record Crowd(List<SpringJob> late, List<Running> busy) {}

  PoolMonitor(SpringJobs jobs, Runs runs, Pools pools) {
    this.jobs = jobs;
    this.runs = runs;
    this.pools = pools;
  }

  @Override
  public String id() {
    return "spring.pool";
  }

  /** {@code late}: how late a start is before it counts; by default one minute. */
  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.duration(
            GRACE, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofDays(1)));
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder().clear(SUBJECT);
    Instant due = request.now().minus(request.options().duration(GRACE));
    byPool().forEach((pool, its) -> tell(said, pool, crowd(its, due), request.now()));
    return said.build();
  }

  private Map<Pools.Pool, List<SpringJob>> byPool() {
    Map<Pools.Pool, List<SpringJob>> all = new LinkedHashMap<>();
    for (SpringJob job : jobs.all()) {
      pools
          .of(job)
          .ifPresent(pool -> all.computeIfAbsent(pool, none -> new ArrayList<>()).add(job));
    }
    return all;
  }

  private Crowd crowd(List<SpringJob> its, Instant due) {
    List<SpringJob> late = its.stream().filter(job -> late(job, due)).toList();
    List<String> ids = its.stream().map(SpringJob::id).toList();
    return new Crowd(
        late, runs.underWay().stream().filter(run -> ids.contains(run.job())).toList());
  }

  private static boolean late(SpringJob job, Instant due) {
    Instant next = job.paused() ? null : job.next();
    return next != null && next.isBefore(due);
  }

  private static void tell(Observation.Builder said, Pools.Pool pool, Crowd crowd, Instant now) {
    if (!crowd.late().isEmpty() && crowd.busy().size() >= pool.size()) {
      said.finding(finding(pool, crowd, now));
    }
  }

  private static Finding finding(Pools.Pool pool, Crowd crowd, Instant now) {
    String late = crowd.late().stream().map(SpringJob::id).collect(Collectors.joining(", "));
    String busy =
        crowd.busy().stream().map(run -> words(run, now)).collect(Collectors.joining(", "));
    Finding finding =
        Finding.of(
                "spring.pool_occupied",
                SUBJECT,
                Plural.of(crowd.late().size(), "task is", "tasks are")
                    + " late: the pool of "
                    + pool.size()
                    + " (scheduler "
                    + pool.name()
                    + ") is occupied by "
                    + busy)
            .withType(ErrorType.PERFORMANCE_DEGRADATION)
            .withSeverity(ErrorSeverity.HIGH)
            .withHint(
                "Give the scheduler more threads ("
                    + pool.mend()
                    + "), and what hangs a limit of time. Late: "
                    + late)
            .withCause(pool.name())
            .withEvidence("late", late);
    Map<String, String> stacks = new LinkedHashMap<>();
    crowd.busy().forEach(run -> stacks.merge(run.job(), stack(run.thread()), PoolMonitor::both));
    for (Map.Entry<String, String> stack : stacks.entrySet()) {
      finding = finding.withEvidence("stack of " + stack.getKey(), stack.getValue());
    }
    return finding;
  }

  private static String both(String stack, String another) {
    return stack + "\n\n" + another;
  }

  private static String words(Running run, Instant now) {
    Duration since = Duration.between(run.since(), now);
    long minutes = since.toMinutes();
    return run.job() + " for " + (minutes > 0 ? minutes + " min" : since.toSeconds() + " s");
  }

  private static String stack(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .limit(FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining("\n"));
  }
}
