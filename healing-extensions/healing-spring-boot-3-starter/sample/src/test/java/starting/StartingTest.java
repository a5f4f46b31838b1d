package starting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import io.healing.api.HealingException;
import io.healing.core.Healing;
import io.healing.core.store.InMemoryStore;
import io.healing.spring.EnableHealing;
import io.healing.spring.HealingSettings;
import io.healing.spring.HealingSnapshot;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Applications that make Healing themselves, and those with a fault in what they say of it. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class StartingTest {
  @TempDir Path home;

  @EnableAutoConfiguration
  static class Plain {}

  @EnableAutoConfiguration
  static class OwnHealing {
    @Bean
    Healing mine() {
      return Healing.builder().name("mine").store(InMemoryStore.create()).build().start();
    }
  }

  @EnableHealing
  @EnableAutoConfiguration
  static class Both {}

  @EnableAutoConfiguration
  static class Faulty {
    @Bean
    String faulty() {
      throw new HealingException("The runner of the shop is closed", "Open it.");
    }
  }

  private ConfigurableApplicationContext started(Class<?> application, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--spring.application.name=shop");
    args.add("--healing.store.in-memory=true");
    return new SpringApplicationBuilder(application)
        .web(WebApplicationType.NONE)
        .run(args.toArray(String[]::new));
  }

  private Path needsData() throws Exception {
    return Files.writeString(home.resolve("healing.yaml"), "environment:\n  directories: [data]\n");
  }

  @Test
  void anApplicationThatMakesHealingItselfIsShownAllTheSame() {
    try (ConfigurableApplicationContext shop = started(OwnHealing.class)) {
      assertThat(shop.getBeansOfType(Healing.class)).containsOnlyKeys("mine");
      assertThat(shop.containsBean("healingHealthIndicator")).isTrue();
      HealingSnapshot snapshot = shop.getBean(HealingSnapshot.class);
      while (snapshot.newest().isEmpty()) {
        LockSupport.parkNanos(2_000_000);
      }
      assertThat(snapshot.newest().orElseThrow().running()).isTrue();
    }
  }

  @Test
  void theAnnotationBesideAStarterStartsAndTakesTheProperties() {
    try (ConfigurableApplicationContext shop = started(Both.class)) {
      assertThat(shop.getBeansOfType(Healing.class)).hasSize(1);
      assertThat(shop.getBean(HealingSettings.class).name()).isEqualTo("shop");
      assertThat(shop.containsBean("healingHealthIndicator")).isTrue();
    }
  }

  @Test
  void aKeyThatIsNotKnownIsRefusedBeforeAnythingIsRepaired() throws Exception {
    Path file = needsData();

    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(Plain.class)
                    .web(WebApplicationType.NONE)
                    .run(
                        "--healing.start-gate=heal",
                        "--healing.discover-plugin=false",
                        "--healing.config-file=" + file))
        .isNotNull();

    assertThat(home.resolve("data")).doesNotExist();
    assertThat(home.resolve(".healing")).doesNotExist();
  }

  @Test
  void ofSeveralKeysThatAreNotKnownEachIsSaidAlsoWhereTheApplicationMakesHealingItself(
      CapturedOutput output) {
    assertThatThrownBy(
            () ->
                started(OwnHealing.class, "--healing.store.pth=/run", "--healing.password=hunter2"))
        .isNotNull();

    assertThat(output)
        .contains("healing.store.pth is not known", "Maybe healing.store.path.")
        .contains("healing.password is not known")
        .doesNotContain("Maybe healing.name", "hunter2", "left unbound");
  }

  @Test
  void keysOfOthersThatAreNotKnownAreSaidByBootAsBefore(CapturedOutput output) {
    assertThatThrownBy(() -> started(Strict.class, "--shop.pth=/run")).isNotNull();

    assertThat(output).contains("left unbound").doesNotContain("Known are healing");
  }

  @ConfigurationProperties(prefix = "shop", ignoreUnknownFields = false)
  static class StrictProperties {}

  @EnableAutoConfiguration
  @EnableConfigurationProperties(StrictProperties.class)
  static class Strict {}

  @Test
  void aTimeBetweenTwoLooksOfZeroIsRefusedWithItsKeyAndMend(CapturedOutput output) {
    assertThatThrownBy(() -> started(Plain.class, "--healing.health.refresh=0s")).isNotNull();

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("healing.health.refresh is PT0S")
        .contains("such as 10s")
        .contains("healing.enabled=false");
  }

  @Test
  void aFaultThatIsNotHealingsIsNotToBeMendedByLeavingItOut(CapturedOutput output) {
    assertThatThrownBy(() -> started(Faulty.class)).isNotNull();

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("The runner of the shop is closed")
        .doesNotContain("healing.enabled=false");
  }

  @Test
  void editorsKnowEveryKeyWithItsDefault() throws Exception {
    List<String> names = new ArrayList<>();
    for (var url :
        Collections.list(
            getClass()
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream in = url.openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        names.addAll(JsonPath.read(text, "$.properties[?(@.description)].name"));
      }
    }
    assertThat(names)
        .contains(
            "healing.enabled",
            "healing.name",
            "healing.config-file",
            "healing.discover-plugins",
            "healing.start-gate",
            "healing.store.path",
            "healing.store.in-memory",
            "healing.health.refresh",
            "healing.health.down-when-critical",
            "healing.endpoint.write");
  }
}
