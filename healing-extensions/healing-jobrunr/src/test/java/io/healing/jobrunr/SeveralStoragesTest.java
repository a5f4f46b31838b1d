package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.store.ActionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two storages in one program, the jobs of each healed by its own runner. */
@Timeout(120)
class SeveralStoragesTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  @TempDir Path home;

  private final AtomicInteger plainRuns = new AtomicInteger();
  private final AtomicInteger orderRuns = new AtomicInteger();
  private final JobRunrRig plain = JobRunrRig.ram(0);
  private final Scene.Ahead ahead = new Scene.Ahead();
  private final JobRunrRig orders = JobRunrRig.ram(0, ahead);
  private SqliteHealingStore store;

  @BeforeEach
  void open() {
    store = SqliteHealingStore.open(home.resolve("healing.db"));
  }

  @AfterEach
  void end() {
    store.close();
    plain.shutDown();
    orders.shutDown();
  }

  private JobRunrRunner named() {
    return orders.adapter().withName("Big Orders");
  }

  private ManualHealing healing(String... jobs) {
    var builder = Healing.builder().store(store).runner(plain.adapter()).runner(named());
    for (String job : jobs) {
      builder.job(Scene.allowed(JobDefinition.of(job)));
    }
    return builder.manual(Instant.now());
  }

  private void until(ManualHealing healing, BooleanSupplier happened) {
    for (int i = 0; i < 40 && !happened.getAsBoolean(); i++) {
      healing.tick(LOOK);
      ahead.on(LOOK);
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(happened.getAsBoolean()).as("%s", healing.healing().admin().incidents()).isTrue();
  }

  private static List<ActionEntry> verified(ManualHealing healing) {
    return healing.healing().admin().actions().stream()
        .filter(one -> one.detail().verification().state() == VerificationState.VERIFIED)
        .toList();
  }

  private static List<Incident> open(ManualHealing healing, String finding) {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding) && !incident.ended())
        .toList();
  }

  private static RuntimeException outside() {
    return new UncheckedIOException(new SocketTimeoutException("Read timed out"));
  }

  @Test
  void aJobOfEachIsRunAgainWhereItIsAndProvenWell() {
    plain.started();
    orders.started();
    String prices = plain.job("prices", Failing.times(1, plainRuns, outside()));
    String report = orders.job("report", Failing.times(1, orderRuns, outside()));
    try (ManualHealing healing = healing(prices, report)) {
      healing.tick(LOOK);
      plain.fire(prices);
      orders.fire(report);

      until(healing, () -> verified(healing).size() == 2);

      assertThat(plainRuns).hasValue(2);
      assertThat(orderRuns).hasValue(2);
      assertThat(verified(healing))
          .extracting(done -> done.row().jobId())
          .containsExactlyInAnyOrder(prices, report);
    }
  }

  private static final class ConnectTimeoutException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    ConnectTimeoutException() {
      super(new SocketTimeoutException("Read timed out"));
    }
  }

  @Test
  void anInstanceIsPutIntoItsOwnQueueAgain() {
    plain.started();
    orders.started();
    UUID id = orders.once("mail", Failing.times(1, orderRuns, new ConnectTimeoutException()));
    Scene.await(() -> orders.storage().getJobById(id).hasState(StateName.FAILED));
    orders.stopServer();
    try (ManualHealing healing = healing(Scene.MAIL)) {
      until(healing, () -> !healing.healing().admin().actions().isEmpty());
      healing.tick(LOOK);
      orders.started();
      until(healing, () -> !verified(healing).isEmpty());

      assertThat(healing.healing().admin().actions()).as("one, and of no other").hasSize(1);
      assertThat(verified(healing).get(0).detail().target().scheme())
          .isEqualTo("jobrunr-big-orders");
      assertThat(orderRuns).hasValue(2);
      assertThat(plain.all(StateName.ENQUEUED)).isEmpty();
    }
  }

  @Test
  void thatNoServerWorksIsToldOfItsStorageAlone() {
    plain.started();
    try (ManualHealing healing = healing()) {
      until(healing, () -> !open(healing, "jobrunr.no_server").isEmpty());

      assertThat(open(healing, "jobrunr.no_server"))
          .extracting(told -> told.subject().name())
          .containsExactly("@component/jobrunr:Big Orders");
    }
  }

  @Test
  void oneWithoutANameKeepsItsIdsAndANamedOneHasItsNameInAll() {
    assertThat(plain.adapter().runner()).isEqualTo("jobrunr");
    assertThat(plain.adapter().id()).isEqualTo("jobrunr.storage");
    assertThat(named().runner()).isEqualTo("jobrunr:Big Orders");
    assertThat(named().filter()).isSameAs(orders.adapter().filter());
    assertThat(named().plugins())
        .allSatisfy(part -> assertThat(part.id()).startsWith("jobrunr.big-orders."));
    for (String wrong : List.of(" ", "a\nb", "x".repeat(101))) {
      assertThatThrownBy(() -> plain.adapter().withName(wrong))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("1 to 100 printable");
    }
  }

  @Test
  void twoOfOneNameAreRefusedWithIt() {
    var both = Healing.builder().runner(plain.adapter()).runner(orders.adapter());

    assertThatThrownBy(() -> both.manual(Instant.now()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("jobrunr.storage");
  }
}
