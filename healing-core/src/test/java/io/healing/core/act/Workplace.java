package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HeldClock;
import io.healing.api.Image;
import io.healing.api.Options;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.DeploymentControl;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.LogLevelControl;
import io.healing.api.act.Remediator;
import io.healing.api.act.ServiceControl;
import io.healing.api.config.HostConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.host.Handle;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunningRun;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionDetail;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A room with a job {@code report}, real files and a clock that the test moves. */
final class Workplace {
  final Path base;
  final HeldClock clock = HeldClock.atNoon();
  final HealingStore store;
  final List<ActionEntry> recorded = new ArrayList<>();
  final List<JobRun> runs = new ArrayList<>();
  final List<RunningRun> running = new ArrayList<>();
  final List<JobDefinition> others = new ArrayList<>();
  final List<String> forbidden = new ArrayList<>();
  Set<Path> declared = Set.of();
  Subject subject = Subject.job("report");
  List<Remediator> remediators = Acting.builtIn(LimitsConfig.defaults());
  Map<String, Options> options = Map.of();
  HostConfig host = HostConfig.defaults();
  List<Handle> handles = List.of();
  List<ServiceControl> services = List.of();
  List<DeploymentControl> deployments = List.of();
  List<LogLevelControl> logLevels = List.of();
  HealingRemediationConfig remediation = HealingRemediationConfig.defaults();
  JobDefinition job = JobDefinition.of("report");
  JobControl control;
  Incident incident;
  Consumer<String> steps = step -> {};
  final List<String> interrupted = new ArrayList<>();
  private final Acting.Interrupting marks =
      new Acting.Interrupting() {
        @Override
        public void begun(long run, String by) {
          interrupted.add("begun " + run + " by " + by);
        }

        @Override
        public void refused(long run) {
          interrupted.add("refused " + run);
        }

        @Override
        public void unheeded(long run) {
          interrupted.add("unheeded " + run);
        }
      };
  Supplier<Decision> gates = () -> new Decision.Heal("");
  long instance;

  Workplace(Path base) {
    this(base, InMemoryStore.trusted());
  }

  Workplace(Path base, HealingStore store) {
    try {
      this.base = base.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.store = store;
    instance = store.instances().register("test", 1, clock.instant()).id();
  }

  Asked.Hooks hooks() {
    return new Asked.Hooks(steps, marks, "");
  }

  Path file(String name, String content) {
    try {
      Path file = base.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that is listed in the job's files. */
  Path own(String name, String content) {
    Path file = file(name, content);
    list(file);
    return file;
  }

  void list(Path file) {
    job = job.withFiles(Stream.concat(job.files().stream(), Stream.of(file)).toList());
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the built-in remediators, made of what is declared and handed over here. */
  Workplace withTools() {
    remediators =
        Acting.builtIn(
            new Tools(LimitsConfig.defaults(), host, handles, services, deployments, logLevels));
    return this;
  }

  Acting acting() {
    return acting(instance);
  }

  Acting acting(long who) {
    return new Acting(
        new Acting.Settings(
            clock,
            who,
            LimitsConfig.defaults(),
            base,
            forbidden,
            text -> text.replace("hunter2", "[secret]"),
            System.getLogger("test"),
            subject -> situation(),
            recorded::add,
            marks),
        store,
        new Remediators(remediators, options),
        step -> steps.accept(step));
  }

  Situation situation() {
    JobRun last = runs.stream().filter(JobRun::ended).findFirst().orElse(null);
    JobSnapshot snapshot =
        new JobSnapshot(job, running, last, null, 1, JobStatistics.none(), null, null);
    return new Situation(
        subject,
        subject.isJob() ? snapshot : null,
        control,
        remediation,
        (id, limit) -> runs.stream().limit(limit).toList(),
        others,
        declared,
        Duration.ofSeconds(60));
  }

  ActionRequest edit(Path file, String content) {
    return ActionRequest.of(ActionType.EDIT_CONFIG, new Target("file", file.toString()))
        .with("content", content);
  }

  ActionPlan plan(ActionRequest wish) {
    return acting().plan(situation(), wish);
  }

  /** The refusal of a plan, after checking that the file is byte for byte as before. */
  Refused refused(Path file, String content) {
    Image before = image(file);
    Refused fault = catchThrowableOfType(Refused.class, () -> plan(edit(file, content)));
    assertThat(fault).as("refusal of " + file).isNotNull();
    assertThat(image(file)).isEqualTo(before);
    return fault;
  }

  static Image image(Path file) {
    try {
      return Files.isRegularFile(file) ? Image.of(Files.readAllBytes(file)) : Image.absent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SuggestionEntry suggestion(ActionPlan plan, SuggestionStatus status, String approvedHash) {
    long review =
        store.reviews().add(Samples.review("report", clock.instant()), Samples.reviewDetail(1));
    HealingSuggestion row = Samples.suggestion(review, "report", clock.instant());
    SuggestionDetail detail =
        new SuggestionDetail(
            plan,
            "key" + review,
            "c0ffee",
            null,
            0.9,
            null,
            approvedHash,
            clock.instant().plus(Duration.ofDays(14)));
    long id = store.suggestions().add(Samples.suggestion(0, row, status), detail);
    return store.suggestions().find(id).orElseThrow();
  }

  Order order(ActionPlan plan) {
    return order(suggestion(plan, SuggestionStatus.PENDING, null), plan);
  }

  Order order(SuggestionEntry suggestion, ActionPlan plan) {
    String key = incident == null ? null : incident.key();
    return new Order(suggestion, plan, situation(), "policy", true, incident, key, gates, () -> {});
  }

  Applied apply(ActionRequest wish) {
    return acting().apply(order(plan(wish)));
  }

  SuggestionEntry stored(Order order) {
    return store.suggestions().find(order.suggestion().row().id()).orElseThrow();
  }

  SuggestionEntry suggestionOf(ActionEntry entry) {
    return store.suggestions().find(entry.row().suggestionId()).orElseThrow();
  }

  List<String> leftovers() {
    try (Stream<Path> all = Files.walk(base)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(AtomicFile.MARK))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
