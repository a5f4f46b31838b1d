package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.WireWord;
import io.healing.api.act.RecoveryAction;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.learn.Rate;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonRoundTripTest {
  private static final int ROUNDS = 25;
  private static final long SEED = 20_261_121L;
  private static final List<String> LIVE =
      List.of("ThreadLook", "RunningRun", "JobSnapshot", "Notification");

  /** Not every combination of their parts is one. */
  private static final List<String> RULED =
      List.of("Rate", "Insights", "ErrorEvent", "RecoveryAction");

  private static final Json JSON = Configuration.json();

  /** Every record and enum of the API but what holds threads or options; found, not listed. */
  static List<Class<?>> values() throws Exception {
    URI place = HealingConfig.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (Files.isDirectory(Path.of(place))) {
      return values(Path.of(place));
    }
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
      return values(jar.getPath("/"));
    }
  }

  private static List<Class<?>> values(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("io/healing/api"))) {
      return files
          .map(file -> root.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith(".class") && !name.contains("-info"))
          .map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(JsonRoundTripTest::isValue)
          .<Class<?>>map(type -> type)
          .toList();
    }
  }

  private static boolean isValue(Class<?> type) {
    boolean record =
        type.isRecord()
            && !LIVE.contains(type.getSimpleName())
            && !RULED.contains(type.getSimpleName());
    boolean word = type.isEnum() && WireWord.class.isAssignableFrom(type);
    boolean part = type.getName().matches(".*\\.(Decision|JobSchedule)\\$.*");
    return (record || word) && !part && Modifier.isPublic(type.getModifiers());
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thereAreAtLeastFortyValues() throws Exception {
    assertThat(values()).hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyValueComesBackAsItWas(Class<?> type) {
    for (int round = 0; round < ROUNDS; round++) {
      Object value = random(SEED + round, type).of(type);
      String json = JSON.write(value);
      assertThat(JSON.<Object>read(json, cast(type)))
          .as("seed %d: %s", SEED + round, json)
          .isEqualTo(value);
    }
  }

  @Test
  void valuesThatMustFollowRulesComeBackAsTheyWere() {
    ErrorEvent event =
        ErrorEvent.of("Orders wait").withComponent("orders").withContext("target", "pool:orders");
    RecoveryAction action = RecoveryAction.of("restart_service", "Restart it");
    Rate rate = new Rate("restart_job", 3, 4, 0.75);
    for (Object value : List.of(event, action, rate)) {
      assertThat(JSON.<Object>read(JSON.write(value), cast(value.getClass()))).isEqualTo(value);
    }
  }

  private static RandomValues random(long seed, Class<?> type) {
    return new RandomValues(new SplittableRandom(seed), Defaults.known(type));
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> cast(Class<?> type) {
    return (Class<Object>) type;
  }
}
