package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.VerificationState;
import io.healing.api.store.SuggestionEntry;
import io.healing.jobrunr.Scene.Ahead;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An instance that JobRunr gave up is put into the queue again, and proven well. */
@Timeout(120)
class RequeueJobTest {
  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private final Ahead ahead = new Ahead();
  private JobRunrRig rig = JobRunrRig.ram(0, ahead);

  @AfterEach
  void end() {
    rig.shutDown();
  }

  private Path database() {
    return home.resolve("healing.db");
  }

  private Scene scene() {
    return Scene.of(rig, ahead, database(), Scene.MAIL);
  }

  private UUID failed(RuntimeException thrown) {
    rig.started();
    UUID id = rig.once("mail", Failing.times(1, runs, thrown));
    Scene.await(() -> rig.storage().getJobById(id).hasState(StateName.FAILED));
    return id;
  }

  private static final class ConnectTimeoutException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    ConnectTimeoutException() {
      super(new SocketTimeoutException("Read timed out"));
    }
  }

  @Test
  void anInstanceThatFailedOfSomethingOutsideIsPutIntoTheQueueAgainAndProvenWell() {
    UUID id = failed(new ConnectTimeoutException());
    rig.stopServer();
    try (Scene scene = scene()) {
      applyWhileNothingRuns(scene);
      scene.until(scene::verified);

      assertThat(runs).hasValue(2);
      assertThat(rig.storage().getJobById(id).getState()).isEqualTo(StateName.SUCCEEDED);
      assertThat(scene.actions())
          .singleElement()
          .satisfies(done -> assertThat(done.row().actionType()).isEqualTo("requeue_job"));
      scene.until(() -> scene.open("jobrunr.failed").isEmpty());
      long action = scene.actions().get(0).row().id();
      assertThatThrownBy(() -> scene.healing.healing().admin().rollback(action, "ada"))
          .as("it ran since")
          .isInstanceOf(HealingException.class);
      assertThat(rig.storage().getJobById(id).getState()).isEqualTo(StateName.SUCCEEDED);
    }
  }

  /** Whoever stores it between the last look and the deed has changed it. */
  @Test
  void anInstanceThatIsStoredAtTheLastMomentIsLeftAsItIsAndSoIsOneThatRanSince() {
    UUID id = failed(new ConnectTimeoutException());
    Job found = rig.storage().getJobById(id);
    Requeue wish = new Requeue(id, StateName.FAILED, found.getVersion());
    ActionPlan plan =
        ActionPlan.of(wish.wish(JobRunrRunner.PLAIN), "again").withDetail("states", "3");
    RequeueJob remediator = new RequeueJob(JobRunrRunner.PLAIN, rig.storage());
    found.enqueue();
    rig.storage().save(found);
    Scene.await(() -> rig.storage().getJobById(id).hasState(StateName.SUCCEEDED));
    int version = rig.storage().getJobById(id).getVersion();

    assertThatThrownBy(() -> remediator.apply(plan, null))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("now is SUCCEEDED");
    assertThatThrownBy(() -> remediator.undo(plan, null)).isInstanceOf(HealingException.class);

    assertThat(rig.storage().getJobById(id).getVersion()).isEqualTo(version);
    assertThat(runs).hasValue(2);
  }

  /** A run at the same moment of a clock that is held would not count as one after the action. */
  private void applyWhileNothingRuns(Scene scene) {
    scene.until(() -> !scene.actions().isEmpty());
    scene.look();
    rig.started();
  }

  @Test
  void theSameInARealDatabase() {
    rig.shutDown();
    rig = JobRunrRig.postgres(ahead);
    anInstanceThatFailedOfSomethingOutsideIsPutIntoTheQueueAgainAndProvenWell();
  }

  @Test
  void anInstanceThatFailedOfItselfIsNotRunAgainAlone() {
    failed(new IllegalArgumentException("no such order"));
    try (Scene scene = scene()) {
      scene.until(() -> !scene.open("jobrunr.failed").isEmpty());
      scene.looks(10);

      assertThat(scene.actions()).isEmpty();
      assertThat(runs).hasValue(1);
      assertThat(scene.open("jobrunr.failed").get(0).message()).contains("no such order");
    }
  }

  /** In a storage on which no server works yet. */
  private List<UUID> failed(int many) {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Job job = rig.storage().getJobById(Orphans.leave(rig, "mail" + i));
      job.failed("gave up", new IllegalArgumentException("no such recipient bad" + i));
      all.add(rig.storage().save(job).getId());
    }
    return all;
  }

  private static String instance(SuggestionEntry asked) {
    return asked.detail().plan().request().target().name();
  }

  @Test
  void ofFiveInstancesThatWereGivenUpEachIsToldAndProposedAndOneIsRunAgainWithoutTheOthers() {
    List<UUID> all = failed(5);
    UUID third = all.get(2);
    try (Scene scene = scene()) {
      scene.until(() -> scene.pending().size() == 5);
      assertThat(scene.pending())
          .extracting(RequeueJobTest::instance)
          .containsExactlyInAnyOrderElementsOf(all.stream().map(UUID::toString).toList());
      assertThat(scene.open("jobrunr.failed").get(0).message())
          .contains("5 instances of job")
          .contains(all.stream().map(UUID::toString).toList());

      scene.pending().stream()
          .filter(asked -> instance(asked).equals(third.toString()))
          .forEach(asked -> scene.healing.healing().admin().approve(asked, "ada"));
      applyWhileNothingRuns(scene);
      Scene.await(() -> rig.storage().getJobById(third).hasState(StateName.SUCCEEDED));
      scene.until(scene::verified);
      assertThat(rig.all(StateName.FAILED)).hasSize(4);
      rig.stopServer();

      scene.until(() -> scene.pending().size() == 4);
      assertThat(scene.open("jobrunr.failed").get(0).message()).contains("4 instances of job");
      scene.pending().forEach(asked -> scene.healing.healing().admin().approve(asked, "ada"));
      scene.until(() -> scene.actions().size() == 5);
      scene.look();
      rig.started();
      Scene.await(() -> rig.all(StateName.SUCCEEDED).size() == 5);
      scene.until(() -> scene.open("jobrunr.failed").isEmpty());
    }
  }

  @Test
  void ofMoreThanTwentyTheNumberOfTheOthersIsTold() {
    failed(23);
    try (Scene scene = scene()) {
      scene.until(() -> scene.pending().size() == 20);

      assertThat(scene.open("jobrunr.failed").get(0).message())
          .contains("23 instances of job")
          .endsWith("and 3 more");
    }
  }

  @Test
  void aJobThatMustNotRunTwiceIsPutIntoTheQueueOnlyByApproval() {
    failed(new ConnectTimeoutException());
    try (Scene scene = Scene.asking(rig, ahead, database(), Scene.MAIL)) {
      scene.until(() -> !scene.pending().isEmpty());
      scene.looks(5);
      assertThat(runs).hasValue(1);

      scene.approve();
      scene.until(() -> runs.get() == 2);
    }
  }

  @Test
  void anInstanceThatSomebodyRanMeanwhileIsLeftAsItIs() {
    UUID id = failed(new ConnectTimeoutException());
    try (Scene scene = Scene.asking(rig, ahead, database(), Scene.MAIL)) {
      scene.until(() -> !scene.pending().isEmpty());
      scene.healing.healing().admin().approve(scene.pending().get(0), "ada");
      Job job = rig.storage().getJobById(id);
      job.enqueue();
      rig.storage().save(job);
      Scene.await(() -> rig.storage().getJobById(id).hasState(StateName.SUCCEEDED));

      scene.looks(5);

      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void whatWaitsInTheQueueCanBePutBackWithItsWholeHistory() {
    UUID id = failed(new ConnectTimeoutException());
    rig.stopServer();
    try (Scene scene = scene()) {
      Job before = rig.storage().getJobById(id);
      scene.until(() -> !scene.actions().isEmpty());
      assertThat(rig.storage().getJobById(id).getState()).isEqualTo(StateName.ENQUEUED);

      scene.healing.healing().admin().rollback(scene.actions().get(0).row().id(), "ada");
      scene.until(() -> rig.storage().getJobById(id).hasState(StateName.FAILED));

      Job back = rig.storage().getJobById(id);
      assertThat(back.getJobStates()).hasSameSizeAs(before.getJobStates());
      assertThat(back.getMetadata().keySet()).isEqualTo(before.getMetadata().keySet());
      assertThat(back.getJobName()).isEqualTo(before.getJobName());
    }
  }

  @Test
  void whatADeadServerLeftIsPutIntoTheQueueAgainAndRunByALivingOne() {
    try (Scene scene = scene()) {
      Works.put("left", runs::incrementAndGet);
      UUID left = Orphans.leave(rig, "left", UUID.randomUUID());

      scene.until(() -> !scene.open("jobrunr.orphaned").isEmpty());
      scene.until(() -> rig.storage().getJobById(left).hasState(StateName.ENQUEUED));
      applyWhileNothingRuns(scene);
      scene.until(scene::verified);

      assertThat(runs).hasValue(1);
      assertThat(scene.open("jobrunr.orphaned")).isEmpty();
    }
  }

  @Test
  void ofTwoThatDeadServersLeftEachIsToldProposedAndJudgedByItself() {
    try (Scene scene = Scene.asking(rig, ahead, database(), Scene.MAIL)) {
      List<UUID> all = List.of(Orphans.leave(rig, "one"), Orphans.leave(rig, "two"));
      scene.until(() -> scene.pending().size() == 2);

      assertThat(scene.open("jobrunr.orphaned"))
          .singleElement()
          .satisfies(
              told ->
                  assertThat(told.message())
                      .startsWith("2 instances of job")
                      .contains(all.get(0).toString(), all.get(1).toString()));
      SuggestionEntry first = scene.pending().get(0);
      scene.healing.healing().admin().approve(first, "ada");
      scene.until(() -> !scene.actions().isEmpty());
      scene.look();
      UUID run = UUID.fromString(instance(first));
      Job taken = rig.storage().getJobById(run);
      assertThat(taken.getState()).isEqualTo(StateName.ENQUEUED);

      scene.looks(6);
      assertThat(scene.open("jobrunr.orphaned"))
          .singleElement()
          .satisfies(told -> assertThat(told.message()).startsWith("Instance"));
      assertThat(scene.actions())
          .noneMatch(a -> a.detail().verification().state() == VerificationState.INEFFECTIVE);
      assertThat(scene.pending())
          .extracting(RequeueJobTest::instance)
          .doesNotContain(run.toString());
    }
  }

  @Test
  void aWishOfWhichAPartIsMissingOrWrongIsRefused() {
    var whole = new Requeue(UUID.randomUUID(), StateName.FAILED, 3).wish(JobRunrRunner.PLAIN);

    assertThat(Requeue.of(whole).wish(JobRunrRunner.PLAIN)).isEqualTo(whole);
    assertThatThrownBy(() -> Requeue.of(whole.with("state", "SUCCEEDED")))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("SUCCEEDED");
    assertThatThrownBy(() -> Requeue.of(whole.with("version", "x")))
        .isInstanceOf(HealingException.class);
    assertThatThrownBy(() -> Requeue.of(whole.withParameters(Map.of("state", "FAILED"))))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("version");
  }
}
