package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library in another version than the code was built against is not a missing class. */
class MissingMethodTest {
  private static final String METHOD =
      "acme.Counter acme.Registry.counter(java.lang.String, acme.Tags)";

  @TempDir Path home;

  @Test
  void theWholeMethodIsNamedAndTheVersionsAreToBeLookedAt() {
    try (House house = House.in(home).job("prices").open()) {
      house.runner.does(
          "prices",
          log -> {
            throw new NoSuchMethodError("'" + METHOD + "'");
          });
      house.run("prices").ticks(4, Duration.ofSeconds(30));

      String found =
          house.admin().incidents().stream()
              .filter(incident -> incident.findingId().equals("job.failed"))
              .map(incident -> String.valueOf(incident.diagnosis()))
              .findFirst()
              .orElseThrow();
      assertThat(found)
          .contains("A method is missing that the code was built with: " + METHOD)
          .doesNotContain("A class or module is missing");
    }
  }
}
