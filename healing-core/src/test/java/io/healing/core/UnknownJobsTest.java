package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobStanding;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job of the configuration whose name no runner has. */
class UnknownJobsTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  private final InMemoryStore store = InMemoryStore.trusted();
  private final Shop runner = new Shop();
  private final HealingBuilder builder = Healing.builder().store(store).runner(runner);
  private ManualHealing healing;

  /** Has the jobs that it is given, and runs none. */
  private static final class Shop implements JobRunner {
    final Set<String> has = new HashSet<>();

    @Override
    public String id() {
      return "test.shop";
    }

    @Override
    public String runner() {
      return "shop";
    }

    @Override
    public void join(JobObserver told) {}

    @Override
    public void leave() {}

    @Override
    public List<JobStanding> standings() {
      return has.stream()
          .map(job -> JobStanding.scheduled(JobDefinition.of(job).withRunner("shop"), null))
          .toList();
    }

    @Override
    public Set<Order> orders(String job) {
      return has.contains(job) ? Set.of(Order.RUN) : Set.of();
    }

    @Override
    public boolean run(String job, String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void interrupt(String job, long run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void schedule(String job) {
      throw new UnsupportedOperationException();
    }
  }

  @AfterEach
  void end() {
    healing.close();
  }

  private void begin() {
    healing = builder.manual(Instant.parse("2026-03-02T12:00:00Z"));
    looks(4);
  }

  private void looks(int times) {
    for (int i = 0; i < times; i++) {
      healing.tick(LOOK);
    }
  }

  private List<Incident> open(String finding) {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding))
        .toList();
  }

  @Test
  void isToldSoonWithTheOneThatIsMeant() {
    runner.has.add("nightly");
    builder.job(JobDefinition.of("nightlly"));

    begin();

    assertThat(open("job.unknown"))
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.subject().name()).isEqualTo("nightlly");
              assertThat(incident.message())
                  .isEqualTo("No runner knows nightlly; maybe nightly of shop is meant");
            });
  }

  @Test
  void itsMissedStartIsNoQuestionOfItsOwn() {
    runner.has.add("nightly");
    builder.job(
        JobConfig.of(
                JobDefinition.of("nightlly").withSchedule(JobSchedule.every(Duration.ofMinutes(1))))
            .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true)));
    begin();
    looks(15);

    assertThat(open("job.missed"))
        .singleElement()
        .extracting(Incident::causeId)
        .isEqualTo(open("job.unknown").get(0).id());
  }

  @ParameterizedTest
  @CsvSource({
    "nigthly, nightly, true",
    "shop-import, shop-imprt, true",
    "shop_import, shopimport, true",
    "mail-1, mail-2, false",
    "mail2, mail3, false",
    "mail-a, mail-b, false",
    "report-eu, report-us, false",
    "load, export, false"
  })
  void onlyASlipOfTheFingerIsTakenForOne(String configured, String has, boolean slip) {
    runner.has.add(has);
    builder.job(JobDefinition.of(configured));

    begin();

    assertThat(open("job.unknown")).hasSize(slip ? 1 : 0);
  }

  @Test
  void aNameThatTheConfigurationHasTooIsNotTheOneThatIsMeant() {
    runner.has.add("reports");
    builder.job(JobDefinition.of("report")).job(JobDefinition.of("reports"));

    begin();

    assertThat(open("job.unknown")).isEmpty();
  }

  @Test
  void aJobThatNamesTheRunnerIsComparedLessStrictly() {
    runner.has.add("shop.nightly");
    builder.job(JobDefinition.of("nightly").withRunner("other"));
    builder.job(JobDefinition.of("shop_nighty").withRunner("shop"));

    begin();

    assertThat(open("job.unknown"))
        .extracting(incident -> incident.subject().name())
        .containsExactly("shop_nighty");
  }

  @Test
  void aJobThatTheProgramItselfRunsEndsItWithItsFirstRun() {
    runner.has.add("reports");
    builder.job(JobDefinition.of("report"));
    begin();
    assertThat(open("job.unknown")).hasSize(1);

    healing.healing().observe("report", () -> {});
    looks(10);

    assertThat(open("job.unknown")).isEmpty();
  }
}
