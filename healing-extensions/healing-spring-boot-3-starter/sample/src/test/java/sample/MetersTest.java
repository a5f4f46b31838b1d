package sample;

import static org.assertj.core.api.Assertions.assertThat;
import static sample.Shop.until;

import io.healing.core.Healing;
import io.healing.micrometer.HealingMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

/** The meters on the Micrometer that this version of Boot manages, bound by Boot. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class MetersTest {
  @TempDir Path home;

  static class Meters {
    @Bean
    MeterRegistry registry() {
      return new SimpleMeterRegistry();
    }

    @Bean
    HealingMeters healingMeters(Healing healing) {
      return HealingMeters.of(healing);
    }
  }

  @Test
  void incidentsAreCountedOnTheMicrometerOfBoot(CapturedOutput output) throws Exception {
    try (Shop shop = Shop.started(home, List.of(Meters.class))) {
      MeterRegistry registry = shop.application().getBean(MeterRegistry.class);

      until(() -> shop.hasIncident(Shop.JOB) && counted(registry, Shop.JOB));
    }
    assertThat(output)
        .doesNotContain("NoSuchMethodError")
        .doesNotContain("has been already registered");
  }

  private static boolean counted(MeterRegistry registry, String job) {
    return registry.find("healing.findings.set").tag("job", job).counter() != null
        && registry.find("healing.findings.active").tag("job", job).gauge() != null;
  }
}
