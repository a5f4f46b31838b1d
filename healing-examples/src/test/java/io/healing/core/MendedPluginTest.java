package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.notify.Notification;
import io.healing.api.notify.Notifier;
import io.healing.laws.BrokenConfigScenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier process said of a plug-in is over when this one finds the plug-in mended. */
class MendedPluginTest {
  @TempDir Path home;

  private boolean mended;

  private final class Weather implements Monitor {
    @Override
    public String id() {
      return "vendor.weather";
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Observation check(MonitorRequest request) {
      if (!mended) {
        throw new IllegalStateException("no weather");
      }
      return Observation.builder().build();
    }
  }

  private static final class Inbox implements Notifier {
    @Override
    public String id() {
      return "vendor.inbox";
    }

    @Override
    public String channel() {
      return "whatsapp";
    }

    @Override
    public void send(Notification notification) {
      assertThat(notification.title()).isNotEmpty();
    }
  }

  private static List<String> sickPlugins(BrokenConfigScenario scenario) {
    return scenario.admin().incidents().stream()
        .filter(incident -> incident.subject().name().startsWith("@healing/"))
        .map(Incident::findingId)
        .sorted()
        .toList();
  }

  @Test
  void anIncidentOfAPluginEndsWhenTheNextProcessFindsItWell() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .plugin(new Weather())
            .with(builder -> mended ? builder.plugin(new Inbox()) : builder)
            .open()) {
      scenario.play();
      assertThat(sickPlugins(scenario)).containsExactly("notify.not_set_up", "plugin.failed");

      mended = true;
      scenario.restart();
      scenario.pass(Duration.ofMinutes(5), Duration.ofSeconds(31));
      assertThat(sickPlugins(scenario)).isEmpty();
    }
  }
}
