package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionStatus;
import io.healing.core.HealingEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that share a database which goes away: one cause is told, and no job is repaired for it. */
class CommonCauseTest {
  private static final List<String> JOBS = List.of("bills", "orders", "prices", "report", "stock");
  private static final String SHARED = "jdbc:shop";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Nobody takes the connections up: all of them wait. */
  private static final int ROOM = 500;

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path home;

  private final int port;
  private ServerSocket database;

  CommonCauseTest() throws IOException {
    database = new ServerSocket(0, ROOM, InetAddress.getLoopbackAddress());
    port = database.getLocalPort();
  }

  private House house() {
    SelfHealingConfig healed =
        SelfHealingConfig.defaults()
            .withEnabled(true)
            .withRemediation(HealingRemediationConfig.defaults());
    House.Plan plan = House.in(home).job("lonely");
    JOBS.forEach(
        job ->
            plan.job(
                JobConfig.of(JobDefinition.of(job).withUses(Set.of(SHARED)))
                    .withSelfHealing(healed)));
    House house = plan.open();
    JOBS.forEach(job -> house.runner.does(job, log -> connect()));
    return house;
  }

  private void connect() throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }

  private static void runAll(House house) {
    JOBS.forEach(job -> house.runner.execute(job, RunTrigger.SCHEDULED));
  }

  private static List<Incident> on(House house, String finding) {
    return house.admin().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding))
        .toList();
  }

  private static List<HealingEvent> diagnosed(House house) {
    return house.events.stream()
        .filter(event -> event.step() == HealingEvent.Step.DIAGNOSED)
        .toList();
  }

  @Test
  void fiveJobsWhoseDatabaseGoesAwayHaveOneCauseAndWhenItComesBackAllClose() throws IOException {
    try (House house = house()) {
      for (int hour = 0; hour < 25; hour++) {
        runAll(house);
        house.tick(HOUR);
      }
      house.healing.changed(
          ChangeEvent.configuration("a new host", house.now()).touching(SHARED).by("ops"));
      house.tick(MINUTE);
      database.close();
      runAll(house);
      house.ticks(3, MINUTE);

      Incident cause = on(house, "shared.failing").get(0);
      assertThat(on(house, "shared.failing")).hasSize(1);
      assertThat(on(house, "job.failed"))
          .hasSize(JOBS.size())
          .extracting(Incident::causeId)
          .containsOnly(cause.id());
      assertThat(diagnosed(house)).singleElement();
      assertThat(diagnosed(house).get(0).text())
          .startsWith("jdbc:shop is the common cause: 5 jobs that use it went wrong")
          .contains("5 of 5 jobs that use jdbc:shop and ran since it began went wrong")
          .contains("jdbc:shop went wrong in 1.0 of its uses more than usual")
          .contains("jdbc:shop was changed at");
      assertThat(house.admin().why("orders")).contains("common cause").contains("jdbc:shop");

      for (int hour = 0; hour < 5; hour++) {
        runAll(house);
        house.ticks(4, Duration.ofMinutes(15));
      }
      noJobWasRepaired(house);
      assertThat(on(house, "shared.failing")).extracting(Incident::id).containsExactly(cause.id());

      database = new ServerSocket(port, ROOM, InetAddress.getLoopbackAddress());
      runAll(house);
      house.ticks(6, MINUTE);
      assertThat(house.admin().incidents()).isEmpty();
      noJobWasRepaired(house);
    } finally {
      database.close();
    }
  }

  private static void noJobWasRepaired(House house) {
    assertThat(house.admin().actions()).isEmpty();
    assertThat(house.admin().suggestions(SuggestionStatus.PENDING))
        .noneMatch(suggestion -> JOBS.contains(suggestion.row().jobId()));
  }

  @Test
  void oneWhoseTroubleIsItsOwnIsCaredForByItself() throws IOException {
    try (House house = house()) {
      runAll(house);
      house.tick(HOUR);
      database.close();
      house.runner.does(
          "lonely",
          log -> {
            throw new IllegalStateException("no paper");
          });
      runAll(house);
      house.tick(MINUTE).run("lonely").ticks(3, MINUTE);

      assertThat(diagnosed(house)).extracting(e -> e.subject().name()).contains("lonely");
      assertThat(on(house, "job.failed"))
          .filteredOn(incident -> incident.subject().name().equals("lonely"))
          .extracting(Incident::causeId)
          .containsOnlyNulls();
    } finally {
      database.close();
    }
  }
}
