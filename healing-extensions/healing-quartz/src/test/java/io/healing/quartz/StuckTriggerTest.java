package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.JobKey;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;

/** What the API of Quartz does not tell of a JDBC store is found there, and mended by approval. */
@Timeout(120)
class StuckTriggerTest {
  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();

  private RowScene scene(String job) throws Exception {
    return scene(job, Duration.ZERO);
  }

  private RowScene scene(String job, Duration apart) throws Exception {
    QuartzRig rig = QuartzRig.instance("stuck-" + System.nanoTime(), "here").started();
    rig.job(job, runs::incrementAndGet);
    return RowScene.of(rig, home, job, apart);
  }

  @Test
  void theApiCallsATriggerThatIsStuckInAcquiredNormal() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.stick("report", "ACQUIRED");

      assertThat(scene.rig.scheduler().getTriggerState(TriggerKey.triggerKey("report")))
          .isEqualTo(TriggerState.NORMAL);
      scene.until(() -> !scene.open("quartz.trigger_stuck").isEmpty());
    }
  }

  @Test
  void aStuckTriggerIsProposedWithItsExactRowAndNothingIsDoneAlone() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.stick("report", "ACQUIRED");
      String next = scene.ask("next_fire_time", "report");

      scene.until(() -> !scene.pending().isEmpty());
      scene.looks(5);

      SuggestionEntry told = scene.pending().get(0);
      String shown = scene.healing.healing().admin().show("s" + told.row().id());
      assertThat(shown)
          .contains("UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'WAITING'")
          .contains("TRIGGER_STATE = 'ACQUIRED' AND NEXT_FIRE_TIME = " + next)
          .contains("DEFAULT.report");
      assertThat(scene.actions()).isEmpty();
      assertThat(scene.ask("trigger_state", "report")).isEqualTo("ACQUIRED");
      assertThat(runs).hasValue(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"ACQUIRED, WAITING", "BLOCKED, WAITING", "PAUSED_BLOCKED, PAUSED"})
  void anApprovedRowIsChangedAndTheNextFireProvesIt(String stuck, String free) throws Exception {
    try (RowScene scene = scene("report")) {
      scene.stick("report", stuck);
      scene.approveAndApply();

      if (free.equals("PAUSED")) {
        scene.until(() -> scene.ask("trigger_state", "report").equals("PAUSED"));
        scene.rig.adapter().resume("report");
      }
      scene.until(scene::verified);

      assertThat(runs).hasValue(1);
      assertThat(scene.actions()).hasSize(1);
      scene.until(() -> scene.open("quartz.trigger_stuck").isEmpty());
    }
  }

  /** The start is seen to be missed first, so a person was asked about it before. */
  @Test
  void theMissedStartAndTheTriggerBehindItAreOneQuestion() throws Exception {
    QuartzRig rig = QuartzRig.instance("stuck-" + System.nanoTime(), "here").started();
    rig.job("report", runs::incrementAndGet);
    try (RowScene scene = RowScene.asking(rig, home, "report")) {
      scene.stick("report", "ACQUIRED");
      scene.until(() -> !scene.open("job.missed").isEmpty() && scene.questions().size() == 1);
      long first = scene.questions().get(0).row().id();
      assertThat(scene.open("quartz.trigger_stuck")).isEmpty();

      scene.until(() -> !scene.pending().isEmpty());
      scene.looks(5);

      assertThat(scene.questions()).hasSize(1);
      assertThat(scene.questions().get(0).row().id()).isNotEqualTo(first);
      Incident stuck = scene.open("quartz.trigger_stuck").get(0);
      Incident missed = scene.open("job.missed").get(0);
      assertThat(missed.causeId()).isEqualTo(stuck.id());
      assertThat(scene.healing.healing().admin().why(missed.id()))
          .contains("follows from another trouble")
          .contains(stuck.id() + " (quartz.trigger_stuck): Trigger DEFAULT.report stands");

      scene.approveAndApply();
      scene.until(scene::verified);
      scene.until(() -> scene.open("job.missed").isEmpty());

      assertThat(runs).hasValue(1);
      assertThat(scene.actions()).hasSize(1);
      assertThat(scene.questions()).isEmpty();
    }
  }

  @Test
  void ofTwoStuckTriggersOfOneJobEachIsProposedWithItsOwnRow() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.rig.alsoHourly("report", "evening");
      scene.rig.scheduler().standby();
      scene.stick("evening", "ACQUIRED");
      scene.stick("report", "ACQUIRED");
      scene.until(() -> scene.pending().size() == 2);

      assertThat(scene.pending())
          .extracting(asked -> asked.detail().plan().request().target().name())
          .containsExactlyInAnyOrder("DEFAULT.report", "DEFAULT.evening");
      assertThat(scene.open("quartz.trigger_stuck"))
          .singleElement()
          .satisfies(told -> assertThat(told.message()).contains("DEFAULT.evening and 1 more"));

      scene.pending().forEach(seen -> scene.healing.healing().admin().approve(seen, "ada"));
      scene.until(() -> scene.actions().size() == 2);
      assertThat(scene.ask("trigger_state", "report")).isEqualTo("WAITING");
      assertThat(scene.ask("trigger_state", "evening")).isEqualTo("WAITING");
      scene.rig.started();
      scene.until(() -> runs.get() == 2 && scene.allVerified());
      scene.until(() -> scene.open("quartz.trigger_stuck").isEmpty());
    }
  }

  @Test
  void ofTwoStuckTriggersOneIsFreedAndTheOtherLeftAsAPersonSays() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.rig.alsoHourly("report", "evening");
      scene.rig.scheduler().standby();
      scene.stick("evening", "ACQUIRED");
      scene.stick("report", "ACQUIRED");
      scene.until(() -> scene.pending().size() == 2);

      SuggestionEntry one =
          scene.pending().stream()
              .filter(s -> s.detail().plan().request().target().name().equals("DEFAULT.report"))
              .findFirst()
              .orElseThrow();
      scene.healing.healing().admin().approve(one, "ada");
      scene.until(() -> !scene.actions().isEmpty());

      assertThat(scene.ask("trigger_state", "report")).isEqualTo("WAITING");
      assertThat(scene.ask("trigger_state", "evening")).isEqualTo("ACQUIRED");
      assertThat(scene.pending())
          .extracting(asked -> asked.detail().plan().request().target().name())
          .containsExactly("DEFAULT.evening");

      scene.rig.started();
      scene.until(() -> runs.get() == 1 && scene.verified());
      assertThat(scene.ask("trigger_state", "evening")).isEqualTo("ACQUIRED");
      assertThat(scene.open("quartz.trigger_stuck")).hasSize(1);
    }
  }

  @Test
  void aStoreThatIsNotClusteredIsMendedToo() throws Exception {
    String name = "alone-" + System.nanoTime();
    Properties settings =
        JdbcStore.settings(QuartzRig.settings(name), "here", JdbcStore.database());
    settings.setProperty("org.quartz.jobStore.isClustered", "false");
    QuartzRig rig = QuartzRig.alone(settings).started();
    rig.job("report", runs::incrementAndGet);
    try (RowScene scene = RowScene.of(rig, home, "report")) {
      scene.stick("report", "ACQUIRED");
      scene.approveAndApply();

      scene.until(scene::verified);

      assertThat(runs).hasValue(1);
    }
  }

  @Test
  void aRowThatChangedAfterTheApprovalIsLeftAsItIs() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.stick("report", "ACQUIRED");
      SuggestionEntry approved = scene.approve();
      scene.set("report", "ACQUIRED", Instant.now().plusSeconds(3_000).toEpochMilli());
      String next = scene.ask("next_fire_time", "report");

      scene.looks(5);

      assertThat(scene.ask("trigger_state", "report")).isEqualTo("ACQUIRED");
      assertThat(scene.ask("next_fire_time", "report")).isEqualTo(next);
      assertThat(scene.healing.healing().admin().suggestion(approved.row().id()).row().status())
          .isNotEqualTo(SuggestionStatus.APPLIED);
      assertThat(runs).hasValue(0);
    }
  }

  @Test
  void whatWasChangedIsTakenBackOnRequest() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.rig.scheduler().standby();
      scene.stick("report", "ACQUIRED");
      String next = scene.ask("next_fire_time", "report");
      scene.approve();
      scene.until(() -> !scene.actions().isEmpty());
      assertThat(scene.ask("trigger_state", "report")).isEqualTo("WAITING");

      scene.healing.healing().admin().rollback(scene.actions().get(0).row().id(), "ada");
      scene.looks(2);

      assertThat(scene.ask("trigger_state", "report")).isEqualTo("ACQUIRED");
      assertThat(scene.ask("next_fire_time", "report")).isEqualTo(next);
    }
  }

  @Test
  void aTriggerThatFiredSinceIsNotSetBack() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.stick("report", "ACQUIRED");
      scene.approveAndApply();
      scene.until(scene::verified);
      String state = scene.ask("trigger_state", "report");

      long action = scene.actions().get(0).row().id();
      assertThatThrownBy(() -> scene.healing.healing().admin().rollback(action, "ada"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("is not as the action left it");

      assertThat(scene.ask("trigger_state", "report")).isEqualTo(state);
      assertThat(runs).hasValue(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"120", "-120"})
  void clocksThatAreTwoMinutesApartRaiseNoAlarm(long seconds) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    QuartzRig rig = QuartzRig.instance("apart-" + System.nanoTime(), "here").started();
    rig.job(
        "long",
        () -> {
          begun.countDown();
          await(release);
        });
    try (RowScene scene = RowScene.of(rig, home, "long", Duration.ofSeconds(seconds))) {
      rig.fire("long");
      begun.await();
      scene.until(() -> scene.open("quartz.trigger_stuck").isEmpty());
      scene.looks(10);

      assertThat(scene.open("quartz.trigger_stuck")).isEmpty();
      assertThat(scene.open("quartz.fired_by_dead")).isEmpty();
    } finally {
      release.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Test
  void twoLooksAreNotEnoughHoweverLongTheyAreApart() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.stick("report", "ACQUIRED");
      scene.look();
      scene.later(Duration.ofHours(3));
      scene.look();
      assertThat(scene.open("quartz.trigger_stuck")).isEmpty();

      scene.look();
      assertThat(scene.open("quartz.trigger_stuck")).hasSize(1);
    }
  }

  @Test
  void anyNumberOfLooksWithinTwoMinutesIsNotEnough() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.stick("report", "ACQUIRED");
      scene.looks(4);
      assertThat(scene.open("quartz.trigger_stuck")).isEmpty();

      scene.look();
      assertThat(scene.open("quartz.trigger_stuck")).hasSize(1);
    }
  }

  @Test
  void aTriggerThatAnInstanceHasIsNotSetFree() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.stick("report", "ACQUIRED");
      scene.fired("report", "here", "ACQUIRED");
      scene.looks(15);

      assertThat(scene.pending()).isEmpty();
      assertThat(scene.open("quartz.trigger_stuck")).isEmpty();
    }
  }

  @Test
  void aRunThatQuartzItselfRecoversIsNotOrderedBesides() throws Exception {
    try (RowScene scene = scene("report")) {
      QuartzRunner adapter = scene.adapter();
      JobKey job = JobKey.jobKey("report");
      scene
          .rig
          .scheduler()
          .addJob(
              scene.rig.scheduler().getJobDetail(job).getJobBuilder().requestRecovery().build(),
              true);
      scene.fired("report", "dead", "EXECUTING");

      assertThatThrownBy(() -> adapter.run("report", "r1"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("Quartz itself runs it again");
      RowScene.database().execute("DELETE FROM qrtz_fired_triggers WHERE instance_name = 'dead'");
      assertThat(adapter.run("report", "r1")).isTrue();
    }
  }

  @Test
  void oneRowThatCannotBeReadHidesNoOther() throws Exception {
    try (RowScene scene = scene("report")) {
      scene.rig.job("broken", () -> {});
      RowScene.database()
          .execute(
              "UPDATE qrtz_simple_triggers SET repeat_interval = -5 WHERE trigger_name = 'broken'"
                  + " AND sched_name = '"
                  + scene.rig.scheduler().getSchedulerName()
                  + "'");
      scene.stick("report", "ACQUIRED");

      scene.until(() -> !scene.open("quartz.trigger_stuck").isEmpty());
      assertThat(scene.rig.adapter().standings())
          .extracting(one -> one.definition().id() + " " + one.state())
          .containsExactlyInAnyOrder("report SCHEDULED", "broken STOPPED");
    }
  }
}
