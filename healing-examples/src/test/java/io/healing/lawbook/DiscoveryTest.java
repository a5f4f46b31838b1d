package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins found on the class path: a good one works, and a bad one hides no other. */
class DiscoveryTest {
  @TempDir Path home;

  /** Says at every look that it was there. */
  public static class Present implements Monitor {
    @Override
    public String id() {
      return "acme.present";
    }

    @Override
    public Observation check(MonitorRequest request) {
      return seen("found on the class path");
    }

    final Observation seen(String message) {
      return Observation.builder()
          .finding(Finding.of("acme.present", Subject.host(), message))
          .build();
    }
  }

  /** Has the same id as another one. */
  public static class Registered extends Present {
    @Override
    public Observation check(MonitorRequest request) {
      return seen("registered by the host");
    }
  }

  /** Cannot be made. */
  public static class ThrowingConstructor extends Present {
    /** Throws. */
    public ThrowingConstructor() {
      throw new IllegalStateException("no licence");
    }
  }

  /** Cannot be initialised. */
  public static class ThrowingClass extends Present {
    private static final int ANSWER = answer();

    private static int answer() {
      throw new IllegalStateException("no library");
    }

    @Override
    public String id() {
      return "acme.number-" + ANSWER;
    }
  }

  /** Cannot say how often it looks. */
  public static class ThrowingInterval extends Present {
    @Override
    public String id() {
      return "acme.no-interval";
    }

    @Override
    public Duration interval() {
      throw new IllegalStateException("not configured");
    }
  }

  /** Cannot say which options it has. */
  public static class ThrowingOptions extends Present {
    @Override
    public String id() {
      return "acme.no-options";
    }

    @Override
    public List<PluginOption> options() {
      throw new IllegalStateException("not configured");
    }
  }

  /** Claims to be one of ours. */
  public static class Impostor extends Present {
    @Override
    public String id() {
      return "healing.monitor.failed";
    }
  }

  private ClassLoader providing(String... names) throws IOException {
    Path services = Files.createDirectories(home.resolve("META-INF/services"));
    Files.write(services.resolve(Monitor.class.getName()), List.of(names));
    return new URLClassLoader(
        new URL[] {home.toUri().toURL()}, DiscoveryTest.class.getClassLoader());
  }

  private static String name(Class<?> type) {
    return type.getName();
  }

  private static HealingBuilder builder() {
    return Healing.builder().store(InMemoryStore.trusted());
  }

  private static List<Incident> look(HealingBuilder builder) {
    try (ManualHealing manual = builder.manual(House.NOON)) {
      manual.tick(Duration.ofSeconds(1)).tick(Duration.ofSeconds(31));
      return manual.healing().admin().incidents().stream()
          .filter(incident -> !incident.findingId().equals("notify.not_set_up"))
          .toList();
    }
  }

  @Test
  void aGoodMonitorIsFoundAndLooks() throws Exception {
    assertThat(look(builder().discoverPlugins(providing(name(Present.class)))))
        .singleElement()
        .satisfies(i -> assertThat(i.message()).isEqualTo("found on the class path"));
  }

  @Test
  void oneThatCannotBeLoadedIsAFindingAndHidesNoOther() throws Exception {
    ClassLoader loader =
        providing(
            name(ThrowingConstructor.class),
            name(ThrowingClass.class),
            "com.acme.DoesNotExist",
            name(ThrowingInterval.class),
            name(ThrowingOptions.class),
            name(Impostor.class),
            name(DiscoveryTest.class),
            name(Present.class));

    List<Incident> seen = look(builder().discoverPlugins(loader));

    assertThat(seen).extracting(Incident::message).contains("found on the class path");
    assertThat(seen)
        .filteredOn(i -> i.findingId().equals("plugin.failed"))
        .hasSize(7)
        .allMatch(i -> i.subject().name().startsWith("@healing/"));
    assertThat(seen).anyMatch(i -> i.message().contains("ThrowingConstructor"));
  }

  @Test
  void aRegisteredOneWinsOverADiscoveredOneOfTheSameId() throws Exception {
    ClassLoader loader = providing(name(Present.class));
    assertThat(look(builder().discoverPlugins(loader).plugin(new Registered())))
        .extracting(Incident::message)
        .containsExactly("registered by the host");
  }

  @Test
  void twoRegisteredOnesOfTheSameIdAreRefusedAndBothAreNamed() {
    HealingBuilder builder = builder().plugin(new Present()).plugin(new Registered());
    assertThatThrownBy(builder::build)
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("acme.present")
        .hasMessageContaining(name(Present.class))
        .hasMessageContaining(name(Registered.class));
  }

  @Test
  void aRegisteredOneThatTakesOneOfOurIdsIsRefused() {
    assertThatThrownBy(() -> builder().plugin(new Impostor()).build())
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("healing.");
  }
}
