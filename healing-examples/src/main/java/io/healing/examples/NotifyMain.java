package io.healing.examples;

import com.sun.net.httpserver.HttpServer;
import io.healing.api.config.HealingConfig;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.NotifyRoute;
import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A failed job is told to a webhook: here to a server in this program, on a clock of its own. */
public class NotifyMain {
  public static void main(String[] args) throws Exception {
    HttpServer hook = MessageServer.start();
    String url = "http://127.0.0.1:" + hook.getAddress().getPort();
    DeliveryConfig delivery =
        DeliveryConfig.defaults().withRoutes(List.of(NotifyRoute.to("webhook")));
    HealingConfig config = HealingConfig.defaults(Path.of("target")).withDelivery(delivery);
    config = config.withPlugins(Map.of("healing.notify-webhook", Map.of("url", url)));
    try (var store = SqliteHealingStore.open(Path.of("target/notify/healing.db"));
        var manual = Healing.builder().store(store).config(config).manual(Instant.EPOCH)) {
      var jobs = manual.healing().observer();
      jobs.finished(jobs.started("report", RunStart.scheduled()), RunResult.failure("disk full"));
      manual.tick(Duration.ofMinutes(1)).tick(Duration.ofMinutes(1));
    }
    hook.stop(0);
  }
}
