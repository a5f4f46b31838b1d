package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healing.api.HealingException;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.DeploymentConfig;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.ServiceConfig;
import io.healing.api.config.EscalationRung;
import io.healing.api.config.MaintenanceWindow;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.DirectoryRequirement;
import io.healing.api.environment.DiskRequirement;
import io.healing.api.environment.EndpointRequirement;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.environment.ExecutableRequirement;
import io.healing.api.environment.JavaRequirement;
import io.healing.api.environment.PackageRequirement;
import io.healing.api.environment.RuntimeRequirement;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.NotifyRoute;
import io.healing.api.review.BusinessLogConfig;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every option of every section, found in the records, also in those of lists: typical wrong values
 * of its type are refused with the place and the value. A new option that takes nonsense fails.
 */
class NonsenseTest {
  private static final Path FILE = Path.of("healing.yaml");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What a block of a list, or one that is not there by default, cannot do without. */
  private static final Map<Class<?>, Map<String, Object>> LEAST =
      Map.ofEntries(
          Map.entry(AllowedCommand.class, Map.of("command", List.of("a"))),
          Map.entry(ServiceConfig.class, Map.of("name", "web", "unit", "web.service")),
          Map.entry(DeploymentConfig.class, Map.of("name", "a", "releases", "b", "current", "c")),
          Map.entry(MaintenanceWindow.class, Map.of("from", "01:00", "to", "02:00")),
          Map.entry(BusinessLogConfig.class, Map.of("path", "a")),
          Map.entry(JavaRequirement.class, Map.of("min_version", 17)),
          Map.entry(RuntimeRequirement.class, Map.of("name", "a")),
          Map.entry(ExecutableRequirement.class, Map.of("name", "a")),
          Map.entry(DirectoryRequirement.class, Map.of("path", "a")),
          Map.entry(DiskRequirement.class, Map.of("min_free", 1)),
          Map.entry(EndpointRequirement.class, Map.of("address", "a:1")),
          Map.entry(PackageRequirement.class, Map.of("manifest", "a", "check", List.of("a"))),
          Map.entry(DatabaseRequirement.class, Map.of("path", "a", "schema", "b")),
          Map.entry(EscalationRung.class, Map.of("after", "1m")),
          Map.entry(NotifyRoute.class, Map.of("channel", "log")),
          Map.entry(
              ProcedureSpec.class,
              Map.of(
                  "name",
                  "a",
                  "description",
                  "b",
                  "findings",
                  List.of("a.b"),
                  "steps",
                  List.of(Map.of("type", "health_check", "description", "c")))),
          Map.entry(ProcedureStep.class, Map.of("type", "health_check", "description", "c")));

  /** Texts that are blank on purpose: arguments of commands and values of others' making. */
  private static final Set<String> MAY_BE_BLANK =
      Set.of(
          "allowed_commands[0].undo[1]",
          "allowed_commands[0].command[1]",
          "env_file.placeholders[0]",
          "steps[0].parameters.key");

  /** Zero is a time here: it judges at the next look, joins no messages, and does not wait. */
  private static final Set<String> MAY_BE_ZERO = Set.of("settle_time", "group_window", "delay");

  /**
   * An option.
   *
   * @param path where it is told, such as {@code self_healing.maintenance[0].from}
   * @param type what it is
   * @param holder the block that it stands in
   */
  record Option(String path, Type type, Class<?> holder) {
    @Override
    public String toString() {
      return path;
    }
  }

  static List<Option> options() {
    List<Option> all = new ArrayList<>();
    collect("self_healing", RootConfig.class, all);
    collect("environment", EnvironmentConfig.class, all);
    collect("store", StoreConfig.class, all);
    collect("notify", HealingNotifyConfig.class, all);
    collect("delivery", DeliveryConfig.class, all);
    collect("jobs.a.sla", SlaConfig.class, all);
    collect("jobs.a.self_healing", SelfHealingConfig.class, all);
    return all;
  }

  private static void collect(String path, Class<?> block, List<Option> all) {
    for (RecordComponent part : block.getRecordComponents()) {
      String at = path + "." + Names.of(part.getName());
      Type type = part.getGenericType();
      all.add(new Option(at, type, block));
      if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
        Type item = list.getActualTypeArguments()[0];
        if (((Class<?>) item).isRecord()) {
          collect(at + "[0]", (Class<?>) item, all);
        } else {
          all.add(new Option(at + "[0]", item, block));
        }
      } else if (type instanceof Class<?> single && single.isRecord()) {
        collect(at, single, all);
      }
    }
  }

  @Test
  void thereAreManyOptions() {
    assertThat(options())
        .hasSizeGreaterThan(190)
        .extracting(Option::path)
        .contains(
            "self_healing.recovery_procedures[0].steps[0].delay",
            "self_healing.maintenance[0].days[0]",
            "environment.databases[0].schema[0]");
  }

  @ParameterizedTest
  @MethodSource("options")
  void nonsenseIsRefusedWithItsPlace(Option option) {
    for (Object value : nonsense(option)) {
      assertThat(faults(option, value))
          .as("%s: %s", option, json(value))
          .allSatisfy(fault -> assertThat(fault).startsWith("healing.yaml:1: "))
          .anySatisfy(fault -> assertThat(fault).startsWith("healing.yaml:1: " + option.path()));
    }
  }

  private static List<Object> nonsense(Option option) {
    Type type = option.type();
    if (type instanceof ParameterizedType many) {
      return many.getRawType() == Map.class ? List.of("x", List.of("x")) : List.of(Map.of("x", 1));
    }
    Class<?> single = (Class<?>) type;
    if (single == Duration.class) {
      List<Object> spans = new ArrayList<>(List.of("60", "", "x", "-PT1S", "400d", true, 5));
      if (MAY_BE_ZERO.stream().noneMatch(name -> option.path().endsWith("." + name))) {
        spans.add("0s");
      }
      return spans;
    }
    if (single == String.class) {
      return texts(option);
    }
    if (single == boolean.class) {
      return List.of("true", "maybe", 2, List.of(true), Map.of("x", 1));
    }
    if (single.isRecord()) {
      return List.of(List.of("x"), 7.5, Map.of("no_such_key", 1));
    }
    if (single == Instant.class || single.isEnum()) {
      return List.of("", "nonsense", 7, List.of("x"), Map.of("x", 1));
    }
    return List.of("", "x", -1, 1.5e300, true, List.of(1), Map.of("x", 1));
  }

  private static List<Object> texts(Option option) {
    List<Object> wrong = new ArrayList<>(List.of("\u0007x", List.of(List.of()), Map.of("x", 1)));
    boolean blank = MAY_BE_BLANK.stream().anyMatch(option.path()::endsWith);
    if (!blank) {
      wrong.addAll(List.of("", "  "));
    }
    return wrong;
  }

  static List<String> faults(Option option, Object value) {
    String text = json(tree(option, value));
    HealingException refused =
        catchThrowableOfType(HealingException.class, () -> Configuration.parse(text, FILE));
    return refused == null ? List.of() : refused.getMessage().lines().toList();
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The whole file with this option alone, and with what the blocks around it need. */
  static Object tree(Option option, Object value) {
    String[] steps = option.path().replace("[0]", ".[0]").split("\\.");
    Object tree = value;
    for (int i = steps.length - 1; i >= 0; i--) {
      if (steps[i].equals("[0]")) {
        tree = List.of(tree);
      } else {
        Map<String, Object> block = new LinkedHashMap<>(least(steps, i));
        block.put(steps[i], tree);
        tree = block;
      }
    }
    return tree;
  }

  /** What the block that the path has entered before this step needs. */
  private static Map<String, Object> least(String[] steps, int end) {
    Class<?> block = null;
    for (Option each : options()) {
      if (each.path().equals(join(steps, end + 1))) {
        block = each.holder();
      }
    }
    return block == null ? Map.of() : LEAST.getOrDefault(block, Map.of());
  }

  private static String join(String[] steps, int end) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < end; i++) {
      path.append(path.isEmpty() || steps[i].equals("[0]") ? "" : ".").append(steps[i]);
    }
    return path.toString();
  }
}
