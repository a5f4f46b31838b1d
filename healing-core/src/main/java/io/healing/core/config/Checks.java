package io.healing.core.config;

import io.healing.api.Nearest;
import io.healing.api.config.HealingConfig;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** Checks a whole configuration, however it was made. Thread-safe. */
final class Checks {
  private static final String ONE_OR_MORE = "^size must be between 1 and 2147483647$";
  private static final String CHOICE = "must be one of ";

  private final Json json;

  /** The validator, made when there is something that only it can tell. */
  private static final class Lazily {
    private static final Validator VALIDATOR =
        Validation.byProvider(HibernateValidator.class)
            .providerResolver(() -> List.of(new HibernateValidator()))
            .configure()
            .messageInterpolator(
                new ParameterMessageInterpolator(
                    Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false))
            .buildValidatorFactory()
            .getValidator();
  }

  Checks(Json json) {
    this.json = json;
  }

  /**
   * What is wrong at a path.
   *
   * @param path such as {@code jobs.report.self_healing.mode}
   * @param message the value, what is wrong with it, and the mend
   */
  record Problem(String path, String message) {}

  /** All that is wrong with a configuration, in the order of the paths. */
  List<Problem> of(HealingConfig config) {
    List<Problem> found = new ArrayList<>();
    nulls("", config, found);
    boolean whole = found.isEmpty();
    if (!FirstPass.inOrder(config)) {
      Lazily.VALIDATOR.validate(config).stream()
          .filter(violation -> violation.getInvalidValue() != null)
          .forEach(violation -> found.add(problem(violation)));
    }
    if (whole) {
      found.addAll(new CrossChecks(config).problems());
      found.addAll(new TextChecks().of(config));
    }
    found.sort(Comparator.comparing(Problem::path).thenComparing(Problem::message));
    return found;
  }

  /** What Java lets somebody leave out of a record that was built in code. */
  private void nulls(String path, Record record, List<Problem> found) {
    for (Part part : Part.of(record.getClass())) {
      String name = part.name();
      Object value = part.value(record);
      String at = path.isEmpty() ? name : path + "." + name;
      if (value == null && !json.defaults(record.getClass()).path(name).isNull()) {
        found.add(new Problem(at, "is null. Give a value"));
      }
      below(at, value, found);
    }
  }

  private void below(String path, @Nullable Object value, List<Problem> found) {
    if (value instanceof Record record && Defaults.known(record.getClass())) {
      nulls(path, record, found);
    } else if (value instanceof java.util.Map<?, ?> map) {
      map.forEach((key, each) -> below(path + "." + key, each, found));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        below(path + "[" + i + "]", list.get(i), found);
      }
    }
  }

  private static Problem problem(ConstraintViolation<?> violation) {
    String message = violation.getMessage().replaceFirst(ONE_OR_MORE, "must not be empty");
    Object value = violation.getInvalidValue();
    String shown =
        value instanceof CharSequence text
            ? Faults.quote(text.toString())
            : value instanceof Collection<?> ? "" : String.valueOf(value);
    String maybe = message.startsWith(CHOICE) ? maybe(message, String.valueOf(value)) : "";
    return new Problem(path(violation.getPropertyPath()), (shown + " " + message).strip() + maybe);
  }

  private static String maybe(String message, String written) {
    List<String> known = Arrays.asList(message.substring(CHOICE.length()).split(", "));
    String maybe = Nearest.maybe(written, known);
    return maybe.isEmpty() ? "" : "." + maybe;
  }

  /** A path as it is in the file: {@code jobs[a].selfHealing.mode} is jobs.a.self_healing.mode. */
  private static String path(Path properties) {
    StringBuilder path = new StringBuilder();
    for (Path.Node node : properties) {
      if (node.getKey() != null) {
        path.append('.').append(node.getKey());
      }
      if (node.getIndex() != null) {
        path.append('[').append(node.getIndex()).append(']');
      }
      if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
        path.append('.').append(Names.of(node.getName()));
      }
    }
    return path.isEmpty() ? "" : path.substring(1);
  }
}
