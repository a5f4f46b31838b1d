package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.HealingException;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.HealingNotifyConfig;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option of the file, found in the records: a wrong value is refused with its place. */
class EveryOptionTest {
  /** What a block may not leave out. */
  private static final Map<String, String> NEEDED =
      Map.of(
          "business_log.", "path: x",
          "environment.java.", "min_version: 17",
          "environment.disk.", "min_free: 1MB");

  private static final Path FILE = Path.of("healing.yaml");

  static List<String> options() {
    List<String> options = new ArrayList<>();
    collect("self_healing", RootConfig.class, options);
    collect("environment", EnvironmentConfig.class, options);
    collect("store", StoreConfig.class, options);
    collect("notify", HealingNotifyConfig.class, options);
    collect("delivery", DeliveryConfig.class, options);
    collect("jobs.a.sla", SlaConfig.class, options);
    collect("jobs.a.self_healing", SelfHealingConfig.class, options);
    for (String own : "files,uses,runner,repeatable,start_grace,max_duration,every".split(",")) {
      options.add("jobs.a." + own);
    }
    return options;
  }

  private static void collect(String path, Class<?> type, List<String> options) {
    for (RecordComponent component : type.getRecordComponents()) {
      String at = path + "." + Names.of(component.getName());
      if (component.getType().isRecord()) {
        collect(at, component.getType(), options);
      }
      options.add(at);
    }
  }

  @Test
  void thereAreManyOptions() {
    assertThat(options()).hasSizeGreaterThan(80).contains("jobs.a.self_healing.notify.session");
  }

  @ParameterizedTest
  @MethodSource("options")
  void aValueOfAWrongTypeIsRefusedWithItsPlace(String option) {
    String wrong =
        option.matches(".*\\.(maintenance|allowed_commands|services|deployments)") ? "x" : "[{}]";
    assertThat(faults(option, wrong)).first().asString().startsWith(place(option));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aMisspeltKeyIsRefusedWithTheRightOne(String option) {
    if (option.startsWith("jobs.a.") && option.split("\\.").length == 3) {
      return;
    }
    String name = option.substring(option.lastIndexOf('.') + 1);
    assertThat(faults(option + "x", "1"))
        .containsExactly(place(option + "x") + ": is unknown. Maybe " + name);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/config/bounds.csv", delimiter = '|')
  void anOptionIsRefusedBelowAndAboveItsBounds(
      String option, String below, String bounds, String above) {
    for (String inside : bounds.split(" ")) {
      assertThat(faults(option, inside)).as("%s: %s", option, inside).isEmpty();
    }
    for (String outside : new String[] {below, above}) {
      if (outside != null) {
        assertThat(faults(option, outside))
            .as("%s: %s", option, outside)
            .singleElement()
            .asString()
            .startsWith(place(option));
      }
    }
  }

  private static String place(String option) {
    return "healing.yaml:" + option.split("\\.").length + ": " + option;
  }

  /** The option alone in a file, one key a line. */
  private static List<String> faults(String option, String value) {
    StringBuilder text = new StringBuilder();
    String[] keys = option.split("\\.");
    for (int i = 0; i < keys.length; i++) {
      text.append("  ".repeat(i))
          .append(keys[i])
          .append(i == keys.length - 1 ? ": " + value : ":\n");
    }
    text.append('\n');
    NEEDED.forEach(
        (block, needed) -> {
          if (option.contains(block) && !option.endsWith("." + needed.replaceAll(":.*", ""))) {
            text.append("  ".repeat(keys.length - 1)).append(needed).append('\n');
          }
        });
    String file = text.toString();
    HealingException refused =
        catchThrowableOfType(HealingException.class, () -> Configuration.parse(file, FILE));
    return refused == null ? List.of() : refused.getMessage().lines().toList();
  }
}
