package io.healing.core.detect.host;

import static io.healing.core.detect.host.Host.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ServiceConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.host.Setting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finding names what may be changed for it. */
class TargetsOfFindingsTest {
  @TempDir private Path home;
  private final Host host = new Host();
  private final Map<String, Double> readings = new HashMap<>();
  private List<Setting> settings = List.of();

  private Monitor watching(String monitor, String target) {
    return host.base(home).handles(new ShownHandle(target, readings, settings)).monitor(monitor);
  }

  @Test
  void aFindingOfAnEndpointNamesItsServiceAndItsTimeLimit() {
    String endpoint = "127.0.0.1:1";
    settings = List.of(Setting.of("timeout_ms", () -> 1, value -> {}));
    host.services(
            ServiceConfig.ofUnit("web", "web.service").withEndpoints(List.of("127.0.0.1:2")),
            ServiceConfig.ofUnit("shop", "shop.service").withEndpoints(List.of(endpoint)))
        .option("endpoints", endpoint);
    Finding found = only(host.looks(watching("network", "timeout:" + endpoint), 2));

    assertThat(found.evidence())
        .containsEntry("service", "shop")
        .containsEntry("target", "timeout:" + endpoint);
  }

  @Test
  void aFindingOfADataSourceNamesItsPool() {
    settings = List.of(Setting.of("max_size", () -> 1, value -> {}));
    readings.putAll(Map.of("active", 1.0));
    host.dataSource(
        "orders",
        DataSourceMonitorTest.source(
            () -> {
              throw new SQLException("closed");
            }));

    assertThat(only(host.looks(watching("data_source", "pool:orders"), 2)).evidence())
        .containsEntry("target", "pool:orders");
    assertThat(only(host.looks(watching("data_source", "pool:other"), 2)).evidence())
        .doesNotContainKey("target");
  }

  @Test
  void aFindingNamesAHandleThatCanOnlyBeWatchedNotAsItsTarget() {
    readings.putAll(Map.of("queued", 99.0, "queue_size", 100.0));
    assertThat(only(host.looks(watching("queue", "queue:mail"), 2)).evidence())
        .doesNotContainKey("target");

    settings = List.of(Setting.of("queue_size", () -> 100, value -> {}));
    assertThat(only(host.looks(watching("queue", "queue:mail"), 2)).evidence())
        .containsEntry("target", "queue:mail");
  }
}
