package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobStanding;
import io.healing.jobrunr.Scene.Ahead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A row that JobRunr cannot read hides nothing but itself. */
@Timeout(120)
class UnreadableRowsTest {
  @TempDir Path home;

  private final Ahead ahead = new Ahead();
  private final JobRunrRig rig = JobRunrRig.postgres(ahead);

  @AfterEach
  void end() {
    mend();
    rig.shutDown();
  }

  private static void mend() {
    JobRunrRig.database()
        .execute("ALTER TABLE IF EXISTS servers_away RENAME TO jobrunr_backgroundjobservers");
  }

  private Scene scene() {
    return Scene.of(rig, ahead, home.resolve("healing.db"), Scene.MAIL);
  }

  private static String damage(String table, Object id) {
    String where = " WHERE id = '" + id + "'";
    String before = JobRunrRig.database().ask("SELECT jobasjson FROM " + table + where);
    JobRunrRig.database().execute("UPDATE " + table + " SET jobasjson = '{'" + where);
    return before;
  }

  private List<UUID> failed(int many) {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Job job = rig.storage().getJobById(Orphans.leave(rig, "mail" + i));
      job.failed("gave up", new IllegalArgumentException("no such recipient bad" + i));
      all.add(rig.storage().save(job).getId());
    }
    return all;
  }

  /** Each a second older than the one before it. */
  private static void copies(UUID of, int many) {
    JobRunrRig.database()
        .execute(
            "INSERT INTO jobrunr_jobs (id, version, jobasjson, jobsignature, state, createdat,"
                + " updatedat) SELECT new, version, replace(jobasjson, id, new),"
                + " jobsignature, state, createdat, updatedat - i * interval '1 second' FROM"
                + " jobrunr_jobs, LATERAL (SELECT i, '00000000-0000-0000-0000-' || lpad(i::text,"
                + " 12, '0') AS new FROM generate_series(1, "
                + many
                + ") AS i) AS copies WHERE id = '"
                + of
                + "'");
  }

  private static String only(List<Incident> open) {
    return open.stream().map(Incident::message).reduce((a, b) -> a + "\n" + b).orElse("nothing");
  }

  @Test
  void anInstanceThatCannotBeReadIsToldAndHidesNothingElse() {
    List<UUID> all = failed(2);
    UUID left = Orphans.leave(rig, "left");
    damage("jobrunr_jobs", all.get(0));
    try (Scene scene = scene()) {
      scene.until(() -> !scene.open("jobrunr.no_server").isEmpty());

      assertThat(only(scene.open("jobrunr.failed"))).contains("instance " + all.get(1));
      assertThat(only(scene.open("jobrunr.orphaned"))).contains(left.toString());
      assertThat(only(scene.open("jobrunr.not_read")))
          .startsWith("1 instance in state FAILED could not be read: number 2 in the order");
      JobRunrRig.database().execute("DELETE FROM jobrunr_jobs WHERE id = '" + all.get(0) + "'");
      scene.until(() -> scene.open("jobrunr.not_read").isEmpty());
    }
  }

  @Test
  void ofAnInstanceThatCannotBeReadAnyMoreNobodyKnowsThatItIsWell() {
    UUID one = failed(1).get(0);
    try (Scene scene = scene()) {
      scene.until(() -> !scene.open("jobrunr.failed").isEmpty());
      damage("jobrunr_jobs", one);

      scene.until(() -> !scene.open("jobrunr.not_read").isEmpty());
      scene.looks(6);

      assertThat(only(scene.open("jobrunr.failed"))).contains(one.toString());
    }
  }

  @Test
  void serversThatCannotBeReadMakeNoOrphanAndEndNoTrouble() {
    UUID failed = failed(1).get(0);
    try (Scene scene = scene()) {
      scene.until(() -> !scene.open("jobrunr.no_server").isEmpty());
      UUID left = Orphans.leave(rig, "left");
      JobRunrRig.database()
          .execute("ALTER TABLE jobrunr_backgroundjobservers RENAME TO servers_away");
      scene.looks(6);

      assertThat(only(scene.open("jobrunr.not_read"))).startsWith("The servers in JobRunr's");
      assertThat(scene.open("jobrunr.no_server")).hasSize(1);
      assertThat(scene.open("jobrunr.orphaned")).isEmpty();
      assertThat(only(scene.open("jobrunr.failed"))).contains(failed.toString());
      mend();
      scene.until(() -> only(scene.open("jobrunr.orphaned")).contains(left.toString()));
      scene.until(() -> scene.open("jobrunr.not_read").isEmpty());
    }
  }

  @Test
  void manyRowsThatCannotBeReadAreToldUpToTwentyOfThem() {
    copies(failed(1).get(0), 24);
    JobRunrRig.database().execute("UPDATE jobrunr_jobs SET jobasjson = '{'");
    try (Scene scene = scene()) {
      scene.until(() -> !scene.open("jobrunr.not_read").isEmpty());

      assertThat(only(scene.open("jobrunr.not_read")))
          .startsWith("20 instances in state FAILED could not be read: number 1, 2, 3, ")
          .contains("what comes after them was not looked at");
    }
  }

  @Test
  void pastAPageThatCannotBeReadAllOthersAreHandedOutOnce() {
    copies(failed(1).get(0), 229);
    damage("jobrunr_jobs", new UUID(0, 0x4));
    damage("jobrunr_jobs", new UUID(0, 0x210));
    Salvage rows = new Salvage(rig.storage(), StateName.FAILED);
    Set<UUID> read = new HashSet<>();
    rows.newestFirst(job -> read.add(job.getId()));

    assertThat(read).hasSize(228);
    assertThat(rows.unread()).extracting(Salvage.Unread::place).containsExactly(5L, 211L);
    assertThat(new Salvage(rig.storage(), StateName.FAILED).oldestFirst(100)).hasSize(99);
  }

  private List<String> standings() {
    return rig.adapter().standings().stream()
        .map(one -> one.definition().id() + " " + one.state() + " " + (one.next() != null))
        .sorted()
        .toList();
  }

  @Test
  void oneRecurringJobThatCannotBeReadTakesAwayNoneAndIsTold() {
    rig.job("daily", () -> {});
    rig.job("nightly", () -> {});
    try (Scene scene = scene()) {
      scene.looks(2);
      String before = damage("jobrunr_recurring_jobs", "daily");

      scene.until(() -> !scene.open("jobrunr.recurring_not_read").isEmpty());
      scene.looks(10);

      assertThat(standings()).containsExactly("daily SCHEDULED true", "nightly SCHEDULED true");
      assertThat(scene.open("runner.job_gone")).isEmpty();
      assertThat(scene.open("job.missed")).isEmpty();
      rig.job("weekly", () -> {});
      assertThat(standings())
          .as("nobody knows which of them is still there")
          .containsExactly("daily SCHEDULED false", "nightly SCHEDULED false");
      JobRunrRig.database()
          .execute(
              "UPDATE jobrunr_recurring_jobs SET jobasjson = '" + before + "' WHERE id = 'daily'");
      scene.until(() -> scene.open("jobrunr.recurring_not_read").isEmpty());
      assertThat(rig.adapter().standings()).hasSize(3).allMatch(JobStanding::isEndless);
    }
  }

  @Test
  void recurringJobsThatCouldNeverBeReadAreNoAnswer() {
    rig.job("daily", () -> {});
    damage("jobrunr_recurring_jobs", "daily");

    assertThatThrownBy(() -> rig.adapter().standings())
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("recurring jobs could not be read");
    try (Scene scene = scene()) {
      scene.until(() -> !scene.open("jobrunr.recurring_not_read").isEmpty());
    }
  }
}
