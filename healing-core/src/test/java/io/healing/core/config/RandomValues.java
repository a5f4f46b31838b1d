package io.healing.core.config;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.config.JobConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.review.SuggestionSeverity;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Values of any kind from one seed; what may be null is null every third time. */
final class RandomValues {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "Ünïcødé 🛠",
          "line\nbreak\r\n\ttab",
          "\"quoted\" \\ back",
          "null",
          "no",
          "13:00",
          "<&>",
          "\u0000\u001f",
          "{\"a\":[1]}",
          " blanks ",
          "0",
          "1e9",
          "\u2028");

  private final SplittableRandom random;
  private final boolean configured;

  /**
   * @param configured whether it is a configuration, which never holds the word for a foreign one
   */
  RandomValues(SplittableRandom random, boolean configured) {
    this.random = random;
    this.configured = configured;
  }

  Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return many(generic);
    }
    Class<?> single = (Class<?>) type;
    if (single.isEnum()) {
      return constant(single);
    }
    Object known = known(single);
    return known != null ? known : record(single);
  }

  private Object constant(Class<?> type) {
    Object[] constants =
        Arrays.stream(type.getEnumConstants())
            .filter(each -> !configured || !each.toString().equals("UNKNOWN"))
            .toArray();
    return constants[random.nextInt(constants.length)];
  }

  private @Nullable Object known(Class<?> type) {
    Map<Class<?>, java.util.function.Supplier<Object>> makers = new LinkedHashMap<>();
    makers.put(boolean.class, random::nextBoolean);
    makers.put(int.class, random::nextInt);
    makers.put(Integer.class, random::nextInt);
    makers.put(long.class, random::nextLong);
    makers.put(Long.class, random::nextLong);
    makers.put(double.class, this::number);
    makers.put(Double.class, this::number);
    makers.put(String.class, this::text);
    makers.put(Instant.class, this::instant);
    makers.put(Duration.class, this::duration);
    makers.put(Path.class, () -> Path.of("/srv/app", "f" + random.nextInt(9)));
    makers.put(Subject.class, () -> new Subject("job-" + random.nextInt(9)));
    makers.put(Target.class, () -> new Target("file", "/a:b/" + random.nextInt(9)));
    makers.put(ActionType.class, () -> new ActionType("vendor.word_" + random.nextInt(9)));
    makers.put(Image.class, this::image);
    makers.put(ActionRequest.class, this::request);
    makers.put(ActionPlan.class, this::plan);
    makers.put(JobDefinition.class, this::job);
    return makers.containsKey(type) ? makers.get(type).get() : null;
  }

  private Double number() {
    return random.nextBoolean() ? random.nextDouble() : Double.longBitsToDouble(finite());
  }

  private long finite() {
    long bits = random.nextLong();
    return Double.isFinite(Double.longBitsToDouble(bits)) ? bits : 0;
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Instant instant() {
    return Instant.ofEpochSecond(
        random.nextLong(-9_000_000_000L, 9_000_000_000L), random.nextInt(1_000_000_000));
  }

  private Duration duration() {
    return Duration.ofSeconds(
        random.nextLong(-1_000_000, 1_000_000), random.nextInt(1_000_000_000));
  }

  private Image image() {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return random.nextInt(3) == 0 ? Image.absent() : Image.of(bytes);
  }

  private ActionRequest request() {
    return ActionRequest.of((ActionType) of(ActionType.class), (Target) of(Target.class))
        .withParameters(Map.of(text(), text()));
  }

  private ActionPlan plan() {
    return ActionPlan.of(request(), text())
        .withUndo((Undo) of(Undo.class))
        .withRisk((SuggestionSeverity) of(SuggestionSeverity.class))
        .withDetail(text(), text())
        .withImages(image(), image());
  }

  private JobDefinition job() {
    JobDefinition job = JobDefinition.of("job-" + random.nextInt(9)).withName(text());
    if (random.nextBoolean()) {
      job =
          job.withRunner(text())
              .withCommand(List.of(text(), text()))
              .withFiles(List.of(Path.of("/a"), Path.of("b")))
              .withUses(Set.of("x", "y" + random.nextInt(9)))
              .withMaxDuration(duration())
              .withStartGrace(duration())
              .withJobFile(Path.of("/jobs.yaml"))
              .withRepeatable(random.nextBoolean());
    }
    return random.nextBoolean()
        ? job.withSchedule(JobSchedule.every(Duration.ofMillis(1 + random.nextInt(99))))
        : job.withSchedule(JobSchedule.cron("0 3 * * *", ZoneId.of("Europe/Lisbon")));
  }

  private Object many(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      List<Object> items = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        items.add(of(arguments[0]));
      }
      return items;
    }
    if (type.getRawType() == Set.class) {
      return Set.of(of(arguments[0]));
    }
    Map<Object, Object> items = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Object value = of(arguments[1]);
      items.put(value instanceof JobConfig job ? job.definition().id() : of(arguments[0]), value);
    }
    return items;
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values =
        Arrays.stream(components).map(component -> component(type, component)).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " from " + Arrays.toString(values), e);
    }
  }

  private @Nullable Object component(Class<?> type, RecordComponent component) {
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && random.nextInt(3) == 0) {
      return null;
    }
    return switch (type.getSimpleName() + "." + component.getName()) {
      case "Page.limit", "RunStart.attempt" -> 1 + random.nextInt(1_000);
      case "Hypothesis.likelihood" -> random.nextDouble();
      case "PluginOption.key" -> "key_" + random.nextInt(9);
      default -> of(component.getGenericType());
    };
  }
}
