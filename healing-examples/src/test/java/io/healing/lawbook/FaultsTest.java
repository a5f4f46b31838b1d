package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.HealingException;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.HealingReview;
import io.healing.api.store.StoreException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that fails, or a clock that is set back, holds Healing up no longer than it lasts. */
class FaultsTest {
  private static final String JOB = "import";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path home;

  private static SelfHealingConfig healed() {
    return SelfHealingConfig.defaults()
        .withEnabled(true)
        .withRemediation(
            HealingRemediationConfig.defaults()
                .withAllowedActions(List.of("edit_config", "restart_job")));
  }

  private House broken() {
    return House.in(home).job(BrokenConfig.job(home, JOB).withSelfHealing(healed())).open();
  }

  /** What the database refuses for a while. */
  private final class Refusal implements AutoCloseable {
    private final Connection other;
    private final Statement statement;

    Refusal() throws SQLException {
      other = DriverManager.getConnection("jdbc:sqlite:" + home.resolve(House.DATABASE));
      statement = other.createStatement();
    }

    void of(String when) throws SQLException {
      statement.execute(
          "CREATE TRIGGER refusal BEFORE " + when + " BEGIN SELECT RAISE(ABORT, 'full'); END");
    }

    @Override
    public void close() throws SQLException {
      statement.execute("DROP TRIGGER refusal");
      other.close();
    }
  }

  /** As the loop's own thread does it: a turn may fail, the next one goes on. */
  private static void turns(House house, int times, Duration each) {
    for (int i = 0; i < times; i++) {
      try {
        house.tick(each);
      } catch (StoreException cannotWrite) {
        assertThat(cannotWrite).hasStackTraceContaining("full");
      }
    }
  }

  @Test
  void anAnalysisThatCouldNotBeKeptBlocksNoOther() throws Exception {
    try (House house = broken()) {
      BrokenConfig.settleIn(house, JOB);
      house.tick(MINUTE);
      house.write(BrokenConfig.file(JOB), BrokenConfig.BAD);
      try (Refusal refusal = new Refusal()) {
        refusal.of("INSERT ON healing_suggestions");
        house.runner.execute(JOB, RunTrigger.SCHEDULED);
        turns(house, 3, Duration.ofSeconds(31));
        assertThat(house.admin().reviews()).as("it was tried").isNotEmpty();
      }
      house.ticks(4, Duration.ofSeconds(31));

      assertThat(house.read(BrokenConfig.file(JOB)))
          .as(house.admin().why(JOB))
          .isEqualTo(BrokenConfig.GOOD);
      assertThat(house.admin().reviews())
          .extracting(HealingReview::status)
          .doesNotContain("running");
    }
  }

  @Test
  void anIncidentThatCannotBeSavedHoldsUpNoOther() throws Exception {
    try (House house = House.in(home).job("first").job("second").open()) {
      for (String job : List.of("first", "second")) {
        house.runner.does(
            job,
            log -> {
              throw new IllegalStateException("odd");
            });
      }
      try (Refusal refusal = new Refusal()) {
        refusal.of("INSERT ON error_incidents WHEN NEW.subject = 'first'");
        house.runner.execute("first", RunTrigger.SCHEDULED);
        turns(house, 2, Duration.ofSeconds(31));
        house.runner.execute("second", RunTrigger.SCHEDULED);
        turns(house, 2, Duration.ofSeconds(31));
        assertThat(house.admin().incidents())
            .extracting(incident -> incident.subject().name())
            .containsOnly("second");
      }
      turns(house, 2, Duration.ofSeconds(1));
      assertThat(house.admin().incidents())
          .extracting(incident -> incident.subject().name())
          .contains("first", "second");
    }
  }

  /** A runner that cannot be reached at first. */
  private static final class Stubborn implements JobControl {
    private final List<String> orders = new ArrayList<>();

    @Override
    public String id() {
      return "test.stubborn";
    }

    @Override
    public String runner() {
      return "stubborn";
    }

    @Override
    public Set<Order> orders(String jobId) {
      return Set.of(Order.RUN);
    }

    @Override
    public boolean run(String jobId, String key) {
      orders.add(jobId);
      throw new HealingException("The runner does not answer", "");
    }

    @Override
    public void interrupt(String jobId, long runId) {
      throw new HealingException("This runner interrupts nothing", "");
    }

    @Override
    public void schedule(String jobId) {
      throw new HealingException("This runner schedules nothing", "");
    }
  }

  @Test
  void aChangeWhoseOutcomeCouldNotBeKeptDoesNotStayInHand() throws Exception {
    Stubborn runner = new Stubborn();
    JobConfig job = JobConfig.of(JobDefinition.of(JOB).withRunner("stubborn"));
    try (House house = House.in(home).plugin(runner).job(job.withSelfHealing(healed())).open()) {
      house.runner.does(
          JOB,
          log -> {
            throw new ConnectException("Connection refused");
          });
      try (Refusal refusal = new Refusal()) {
        refusal.of("INSERT ON healing_counters WHEN NEW.failures_in_a_row > 0");
        house.runner.execute(JOB, RunTrigger.SCHEDULED);
        turns(house, 10, MINUTE);
        assertThat(runner.orders).as(house.admin().why(JOB)).hasSize(1);
      }
      turns(house, 40, MINUTE);
      assertThat(runner.orders).as(house.admin().why(JOB)).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aClockThatIsSetBackBlindsNobody() {
    try (House house = House.in(home).job(JOB).open()) {
      house.run(JOB).ticks(3, MINUTE);
      house.tick(Duration.ofHours(-2));
      house.runner.does(
          JOB,
          log -> {
            throw new IllegalStateException("odd");
          });
      house.run(JOB).ticks(4, Duration.ofSeconds(15));

      assertThat(house.admin().incidents()).extracting(Incident::findingId).contains("job.failed");
      assertThat(house.admin().reviews()).as("and it is analysed").isNotEmpty();
    }
  }

  @Test
  void whatWasSuggestedForAnIncidentDoesNotOutliveIt() {
    try (House house = House.in(home).job(JOB).open()) {
      house.runner.does(
          JOB,
          log -> {
            throw new ConnectException("Connection refused");
          });
      house.run(JOB).ticks(2, MINUTE);
      long id = house.planned(io.healing.api.review.SuggestionStatus.PENDING).row().id();
      house.runner.does(JOB, log -> {});
      house.run(JOB).ticks(4, MINUTE);

      assertThat(house.admin().incidents()).isEmpty();
      var ended = house.admin().suggestion(id);
      assertThat(ended.row().status().word()).isEqualTo("rejected");
      assertThat(ended.row().reviewedBy()).isEqualTo("auto");
      assertThat(ended.detail().decidedBy()).isEqualTo("superseded");
      assertThat(house.store.rejections().find(ended.detail().dedupeKey())).isEmpty();
    }
  }
}
