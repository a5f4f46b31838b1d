package io.healing.core.detect.host;

import static io.healing.core.detect.host.Host.metric;
import static io.healing.core.detect.host.Host.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program shows of its pools, queues and calls. */
class HandleMonitorsTest {
  @TempDir private Path home;
  private final Host host = new Host();
  private final Map<String, Double> readings = new HashMap<>();

  private Monitor watching(String monitor, String target) {
    return host.base(home).handles(new ShownHandle(target, readings, List.of())).monitor(monitor);
  }

  @Test
  void aFullQueueIsToldFromItsWarningOn() {
    readings.putAll(Map.of("queued", 79.0, "queue_size", 100.0));
    Monitor queue = watching("queue", "pool:orders");
    Observation seen = host.looks(queue, 2);
    assertThat(seen.findings()).isEmpty();
    assertThat(metric(seen, "queue_length/pool:orders").currentValue()).isEqualTo(79);

    readings.put("queued", 80.0);
    Finding found = only(host.looks(queue, 2));
    assertThat(found.id()).isEqualTo("queue.full");
    assertThat(found.subject()).isEqualTo(Subject.environment("pool:orders"));
    assertThat(found.message()).startsWith("80 of 100 wait in pool:orders");
  }

  @Test
  void whatAPoolTurnsAwayIsCriticalWhateverItsQueueHolds() {
    readings.putAll(Map.of("queued", 0.0, "queue_size", 100.0, "rejected", 7.0));
    Monitor queue = watching("queue", "pool:orders");
    assertThat(host.looks(queue, 3).findings()).isEmpty();
    readings.put("rejected", 8.0);
    host.look(queue);
    readings.put("rejected", 9.0);

    assertThat(only(host.look(queue)).message()).contains("1 were turned away");
  }

  @Test
  void aQueueWithoutABoundIsMeasuredAndNotJudged() {
    readings.put("queued", 1_000_000.0);
    Observation seen = host.looks(watching("queue", "queue:mail"), 3);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.noData().values()).singleElement().asString().contains("no bound");
    assertThat(metric(seen, "queue_length/queue:mail").currentValue()).isEqualTo(1_000_000);
  }

  @Test
  void aConnectionPoolThatIsUsedUpIsADatabaseTrouble() {
    readings.putAll(Map.of("active", 10.0, "max_size", 10.0, "waiting", 3.0));
    Finding found = only(host.looks(watching("pool", "pool:shop"), 2));

    assertThat(found.id()).isEqualTo("jdbc.pool");
    assertThat(found.type()).isEqualTo(ErrorType.DATABASE_CONNECTION);
    assertThat(found.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(found.message())
        .startsWith("10 of 10 connections of pool:shop are in use, 3 callers wait");
  }

  @Test
  void aHandleThatCannotBeReadIsNoData() {
    for (String monitor : List.of("pool", "queue", "error_rate")) {
      Observation seen = host.looks(watching(monitor, "pool:shop"), 3);

      assertThat(seen.findings()).isEmpty();
      assertThat(seen.noData().get(Subject.environment("pool:shop"))).contains("closed");
    }
  }

  private void calls(double calls, double failures) {
    readings.put("calls", calls);
    readings.put("failures", failures);
  }

  @Test
  void theErrorRateIsThatOfASlidingWindow() {
    calls(1_000, 900);
    Monitor rate = watching("error_rate", "calls:shop");
    assertThat(host.look(rate).noData().values()).singleElement().asString().contains("0 calls");

    calls(1_100, 905);
    Observation seen = host.look(rate);
    assertThat(metric(seen, "error_rate/calls:shop").currentValue()).isEqualTo(5);
    assertThat(metric(seen, "error_rate/calls:shop").thresholdCritical()).isEqualTo(10);
    calls(1_200, 910);
    assertThat(only(host.look(rate)).message())
        .startsWith("10 of 200 calls of calls:shop in 300 s failed, 5 %");

    for (int i = 0; i < 12; i++) {
      calls(1_300 + 100 * i, 910);
      seen = host.look(rate);
    }
    assertThat(metric(seen, "error_rate/calls:shop").currentValue()).isZero();
    assertThat(seen.findings()).isEmpty();
  }

  @Test
  void ofTooFewCallsNothingIsSaid() {
    calls(0, 0);
    Monitor rate = watching("error_rate", "calls:shop");
    host.look(rate);
    calls(19, 19);
    assertThat(host.looks(rate, 3).findings()).isEmpty();
    calls(20, 20);
    assertThat(host.looks(rate, 2).findings()).hasSize(1);
  }

  @Test
  void aFewCallsThatAllSucceedEndIt() {
    calls(0, 0);
    Monitor rate = watching("error_rate", "calls:shop");
    host.look(rate);
    calls(40, 40);
    assertThat(host.looks(rate, 12).noData()).hasSize(1);
    calls(41, 40);

    assertThat(host.looks(rate, 2).clear()).hasSize(1);
  }

  @Test
  void countersThatBeginAnewAreCountedFromThere() {
    calls(1_000, 900);
    Monitor rate = watching("error_rate", "calls:shop");
    host.look(rate);
    calls(50, 0);

    assertThat(metric(host.look(rate), "error_rate/calls:shop").currentValue()).isZero();
  }

  @Test
  void aHandleThatCannotBeReadStopsNoOther() {
    Handle bad = handle("bad", null);
    Map<String, Double> hollow = new HashMap<>();
    hollow.put("active", null);
    Handle empty = handle("empty", hollow);
    Handle full = handle("full", Map.of("active", 10.0, "max_size", 10.0, "waiting", 3.0));
    host.handles(bad, empty, full);
    Observation seen = host.looks(host.monitor("pool"), 3);

    assertThat(only(seen).subject()).isEqualTo(Subject.environment("pool:full"));
    assertThat(seen.noData())
        .containsEntry(
            Subject.environment("pool:bad"),
            "pool:bad cannot be read: it gave back null in place of its readings")
        .containsEntry(
            Subject.environment("pool:empty"), "pool:empty cannot be read: active is null");
  }

  @SuppressWarnings("NullAway")
  private static Handle handle(String name, @Nullable Map<String, Double> readings) {
    return new Handle() {
      @Override
      public Target target() {
        return new Target("pool", name);
      }

      @Override
      public Map<String, Double> readings() {
        return readings;
      }

      @Override
      public List<Setting> settings() {
        return List.of();
      }
    };
  }
}
