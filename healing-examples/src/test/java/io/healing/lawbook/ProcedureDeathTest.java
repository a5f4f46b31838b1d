package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionStatus;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.core.Handles;
import io.healing.core.Held;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that carries out a recovery procedure dies before any one of its writes, and at any
 * step of any change, on the way there and on the way back: the next one finds what was interrupted
 * by looking, goes on with it or takes it back, and repeats nothing.
 */
class ProcedureDeathTest {
  private static final int RUNS = Integer.getInteger("healing.kill.runs", 25);
  private static final String JOB = "import";
  private static final String FIRST = "first.properties";
  private static final String SECOND = "second.properties";
  private static final String BAD = "mode=fast\n";
  private static final String GOOD = "mode=careful\n";
  private static final int FEW = 2;

  @TempDir Path temp;

  private Path home = Path.of("");
  private InMemoryStore store = InMemoryStore.trusted();
  private MortalStore mortal = new MortalStore(store);
  private String died = "";
  private boolean mended;
  private boolean withPool;

  @Test
  void whatDoesNotHelpIsWhollyTakenBackWhereverTheProcessDies() throws IOException {
    everywhere("back");
  }

  @Test
  void whatHelpsIsWhollyInPlaceOrNotAtAllWhereverTheProcessDies() throws IOException {
    mended = true;
    everywhere("mended");
  }

  @Test
  void whatWasInTheMemoryOfTheDeadIsNotBuiltUpon() throws IOException {
    withPool = true;
    everywhere("pool");
  }

  private void everywhere(String name) throws IOException {
    int moments = live(name + "-whole", Integer.MAX_VALUE);
    int stride = Math.max(1, moments / Math.max(1, RUNS > 25 ? moments : RUNS / 3));
    int played = 0;
    for (int at = 0; at < moments; at += stride) {
      try {
        live(name + at, at);
        played++;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            name + ", death " + at + " of " + moments + " at " + died + ": " + e.getMessage(), e);
      }
    }
    System.out.println(name + ": " + played + " deaths at " + moments + " moments");
    assertThat(played).isPositive();
  }

  private int live(String name, int death) throws IOException {
    home = Files.createDirectories(temp.resolve(name)).toRealPath();
    store = InMemoryStore.trusted();
    ThreadPoolExecutor pool = pool();
    House house = open(House.NOON, pool);
    house.write(FIRST, BAD);
    house.write(SECOND, BAD);
    house.tick(Duration.ofMinutes(1)).run(JOB);
    int before = mortal.moments();
    mortal.diesIn(death);
    int moments = 0;
    for (int i = 0; i < 12; i++) {
      try {
        step(house, i);
      } catch (MortalStore.Death died) {
        assertThat(mortal.dead()).isTrue();
      }
      if (mortal.dead()) {
        wholeOrNothing(house);
        died = mortal.where();
        mortal.bury();
        pool.shutdownNow();
        pool = pool();
        house = open(house.now().plusSeconds(1), pool);
      } else if (moments == 0 || death == Integer.MAX_VALUE) {
        moments = mortal.moments() - before;
      }
    }
    sound(house, pool);
    house.close();
    pool.shutdownNow();
    return moments;
  }

  private void step(House house, int number) {
    house.tick(Duration.ofSeconds(31));
    if (number % 3 == 2) {
      house.run(JOB);
    }
  }

  private static ThreadPoolExecutor pool() {
    return new ThreadPoolExecutor(FEW, 16, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(10));
  }

  private House open(Instant from, ThreadPoolExecutor pool) {
    mortal = new MortalStore(store);
    MortalStore its = mortal;
    House house =
        House.in(home)
            .store(mortal.store())
            .from(from)
            .job(job())
            .root(root -> root.withRecoveryProcedures(List.of(careful())))
            .with(b -> Held.steps(b.handle(Handles.threadPool("orders", pool)), its::moment))
            .open();
    house.runner.does(JOB, log -> work(house));
    return house;
  }

  private JobConfig job() {
    SelfHealingConfig standard = SelfHealingConfig.defaults();
    return JobConfig.of(
            JobDefinition.of(JOB)
                .withFiles(List.of(home.resolve(FIRST), home.resolve(SECOND)))
                .withUses(Set.of("pool:orders")))
        .withSelfHealing(
            standard
                .withEnabled(true)
                .withSuggestions(
                    standard.suggestions().withMinSeverityForApproval(SuggestionSeverity.CRITICAL))
                .withRemediation(
                    standard
                        .remediation()
                        .withAllowedActions(List.of("edit_config", "scale_resources"))));
  }

  private ProcedureSpec careful() {
    ProcedureStep more =
        ProcedureStep.of("scale_resources", "More threads.")
            .withTarget("pool:orders")
            .withParameters(Map.of("setting", "core_size", "factor", "2"));
    ProcedureStep[] steps =
        withPool
            ? new ProcedureStep[] {edit(FIRST), more, edit(SECOND)}
            : new ProcedureStep[] {edit(FIRST), edit(SECOND)};
    return ProcedureSpec.of("be_careful", "The import hurries.", steps).forFindings("job.failed");
  }

  private ProcedureStep edit(String file) {
    return ProcedureStep.of("edit_config", "Let " + file + " be careful.")
        .withTarget("file:" + home.resolve(file))
        .withParameters(Map.of("content", GOOD));
  }

  private void work(House house) {
    boolean good = house.read(FIRST).equals(GOOD) && house.read(SECOND).equals(GOOD);
    if (!good || !mended) {
      IllegalStateException odd = new IllegalStateException("odd");
      odd.setStackTrace(new StackTraceElement[0]);
      throw odd;
    }
  }

  private static void wholeOrNothing(House house) {
    assertThat(house.read(FIRST)).isIn(BAD, GOOD);
    assertThat(house.read(SECOND)).isIn(BAD, GOOD);
  }

  private void sound(House house, ThreadPoolExecutor pool) throws IOException {
    assertThat(store.journal().open()).isEmpty();
    assertThat(store.states().all("healing.procedure")).as("procedures under way").isEmpty();
    assertThat(store.states().all("healing.undo")).as("what is still to be taken back").isEmpty();
    assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(house.read(SECOND));
    boolean inPlace = house.read(FIRST).equals(GOOD);
    assertThat(inPlace && !mended).as("in place, and of no use").isFalse();
    assertThat(store.incidents().active().isEmpty()).as("well again").isEqualTo(inPlace);
    assertThat(pool.getCorePoolSize()).isEqualTo(FEW);
    nothingTwice(inPlace);
    countedOnce(inPlace);
    try (var files = Files.list(home)) {
      assertThat(files.map(Path::toString)).noneMatch(f -> f.contains(".healing-tmp"));
    }
  }

  private List<Intent> intents(IntentKind kind) {
    List<Intent> all = new ArrayList<>();
    for (long id = 1; id < 50; id++) {
      store.journal().find(id).filter(i -> i.kind() == kind).ifPresent(all::add);
    }
    return all;
  }

  private void nothingTwice(boolean inPlace) {
    Set<String> made = new HashSet<>();
    for (Intent intent : intents(IntentKind.APPLY)) {
      if (intent.state() == IntentState.DONE) {
        assertThat(made.add(intent.plan().request().target().toString()))
            .as("made once only: %s", intent)
            .isTrue();
      }
    }
    List<Long> back = intents(IntentKind.UNDO).stream().map(Intent::actionId).distinct().toList();
    assertThat(back).as("the last first").isSortedAccordingTo(Comparator.reverseOrder());
    for (ActionEntry action : store.actions().page(io.healing.api.store.Page.newest(50))) {
      boolean lost = action.row().actionType().equals("scale_resources");
      boolean stays = action.row().status() == ActionStatus.SUCCESS && !lost;
      assertThat(stays).as("%s", action).isEqualTo(inPlace && !failed(action));
      assertThat(action.detail().verification().state()).isNotEqualTo(VerificationState.PENDING);
    }
  }

  private static boolean failed(ActionEntry action) {
    return action.row().status() == ActionStatus.FAILED;
  }

  /** However often its process died, a procedure is one attempt with one end. */
  private void countedOnce(boolean inPlace) {
    RecoveryProcedure row =
        store.procedures().all().stream()
            .filter(r -> r.errorPattern().equals("job.failed"))
            .findFirst()
            .orElseThrow();
    assertThat(row.executionCount()).as("%s", row).isEqualTo(1);
    assertThat(row.successRate()).isEqualTo(inPlace ? 1 : 0);
    if (!inPlace) {
      Incident incident = store.incidents().active().get(0);
      Counter counter = store.counters().find(incident.key()).orElseThrow();
      assertThat(counter.attempts()).as("%s", counter).isEqualTo(1);
      assertThat(counter.failuresInARow()).as("%s", counter).isEqualTo(1);
    }
  }
}
