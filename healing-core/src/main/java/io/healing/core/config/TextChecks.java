package io.healing.core.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What no text of a configuration may be, so that it holds for every option that is made later,
 * too: blank, unless it is named here, and with control characters. Paths must be some. One
 * thread's.
 */
final class TextChecks {
  /** Arguments of commands, and what stands for values that may be anything. */
  private static final Set<String> MAY_BE_BLANK =
      Set.of(
          "AllowedCommand.command",
          "AllowedCommand.undo",
          "PackageRequirement.install",
          "EnvFileConfig.placeholders",
          "ProcedureStep.parameters");

  private static final Set<String> COMMANDS =
      Set.of("AllowedCommand.command", "AllowedCommand.undo", "PackageRequirement.install");

  private static final Set<String> PATHS =
      Set.of(
          "StoreConfig.path",
          "BusinessLogConfig.path",
          "BusinessLogConfig.summaryPath",
          "HealingRemediationConfig.forbiddenPaths",
          "HealingRemediationConfig.allowedRoots",
          "DeploymentConfig.releases",
          "DeploymentConfig.current",
          "RecordingConfig.directory",
          "EnvFileConfig.path",
          "EnvFileConfig.template",
          "DirectoryRequirement.path",
          "DiskRequirement.path",
          "PackageRequirement.dir",
          "PackageRequirement.manifest",
          "DatabaseRequirement.path",
          "DatabaseRequirement.schema");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]");

  private final List<Checks.Problem> found = new ArrayList<>();

  List<Checks.Problem> of(Record config) {
    record("", config);
    return found;
  }

  private void record(String path, Record record) {
    for (Part part : Part.of(record.getClass())) {
      String at = path.isEmpty() ? part.name() : path + "." + part.name();
      String option = record.getClass().getSimpleName() + "." + part.component().getName();
      if (!option.equals("HealingConfig.plugins")) {
        value(new Place(at, option, part.component()::getAnnotatedType), part.value(record));
      }
    }
  }

  /**
   * @param option such as {@code StoreConfig.path}
   * @param type its declared type with its constraints, asked for seldom since that takes long
   */
  private record Place(String path, String option, Supplier<AnnotatedType> type) {
    Place item(String where, int argument) {
      return new Place(path + where, option, () -> argument(argument));
    }

    private AnnotatedType argument(int index) {
      return ((AnnotatedParameterizedType) type.get()).getAnnotatedActualTypeArguments()[index];
    }

    /** Whether a constraint says what it must look like. */
    boolean shaped() {
      return type.get().isAnnotationPresent(jakarta.validation.constraints.Pattern.class);
    }

    /** Whether a constraint tells of this text, which is blank. */
    boolean told(String text) {
      AnnotatedType declared = type.get();
      return shaped()
          || declared.isAnnotationPresent(NotBlank.class)
          || (declared.isAnnotationPresent(Size.class) && text.isEmpty());
    }
  }

  private void value(Place place, @Nullable Object value) {
    if (value instanceof String text) {
      text(place, text).ifPresent(why -> found.add(new Checks.Problem(place.path(), why)));
    } else if (value instanceof Record record && Defaults.known(record.getClass())) {
      record(place.path(), record);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> value(place.item("." + key, 1), each));
    } else if (value instanceof List<?> list) {
      list(place, list);
    }
  }

  private void list(Place place, List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      value(place.item("[" + i + "]", 0), list.get(i));
    }
    if (COMMANDS.contains(place.option())
        && !list.isEmpty()
        && String.valueOf(list.get(0)).isBlank()) {
      found.add(new Checks.Problem(place.path() + "[0]", "is blank. Name the program"));
    }
  }

  private static Optional<String> text(Place place, String text) {
    if (text.isBlank()) {
      return MAY_BE_BLANK.contains(place.option()) || place.told(text)
          ? Optional.empty()
          : Optional.of(Faults.quote(text) + " is blank. Write one, or remove the line");
    }
    if (PATHS.contains(place.option())) {
      return Shapes.path(text).map(why -> Faults.quote(text) + why);
    }
    return CONTROL.matcher(text).find() && !place.shaped()
        ? Optional.of(Faults.quote(text) + " has a control character. Remove it")
        : Optional.empty();
  }
}
