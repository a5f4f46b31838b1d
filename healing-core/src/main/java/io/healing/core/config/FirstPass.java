package io.healing.core.config;

import jakarta.validation.Constraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells cheaply that a configuration breaks no constraint, so that the validator, whose start takes
 * longer than all the rest, is only asked when there is something to tell. What it does not know it
 * holds for broken. Without state and thread-safe.
 */
final class FirstPass {
  private static final Map<Class<? extends Annotation>, BiPredicate<Annotation, Object>> HOLDS =
      Map.of(
          NotNull.class, (constraint, value) -> true,
          NotBlank.class, (constraint, value) -> !value.toString().isBlank(),
          NotEmpty.class, (constraint, value) -> size(value) > 0,
          Positive.class, (constraint, value) -> number(value) > 0,
          PositiveOrZero.class, (constraint, value) -> number(value) >= 0,
          Min.class, (constraint, value) -> number(value) >= ((Min) constraint).value(),
          Max.class, (constraint, value) -> number(value) <= ((Max) constraint).value(),
          Size.class, (constraint, value) -> within((Size) constraint, size(value)),
          Pattern.class, (constraint, value) -> matches((Pattern) constraint, value.toString()));

  private FirstPass() {}

  /** Whether a record and all below it surely break no constraint. */
  static boolean inOrder(Record record) {
    if (constrained(record.getClass().getAnnotations())) {
      return false;
    }
    for (Part part : Part.of(record.getClass())) {
      if (!inOrder(part.component().getAnnotatedType(), part.value(record))) {
        return false;
      }
    }
    return true;
  }

  private static boolean inOrder(AnnotatedType type, @Nullable Object value) {
    for (Annotation annotation : type.getAnnotations()) {
      if (!holds(annotation, value)) {
        return false;
      }
    }
    return value == null || below(type, value);
  }

  private static boolean below(AnnotatedType type, Object value) {
    if (value instanceof Record record) {
      return inOrder(record);
    }
    if (value instanceof Map<?, ?> map) {
      AnnotatedType item = argument(type, 1);
      return map.values().stream().allMatch(each -> inOrder(item, each));
    }
    if (value instanceof Collection<?> all) {
      AnnotatedType item = argument(type, 0);
      return all.stream().allMatch(each -> inOrder(item, each));
    }
    return true;
  }

  private static AnnotatedType argument(AnnotatedType type, int index) {
    return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
  }

  private static boolean holds(Annotation annotation, @Nullable Object value) {
    Class<? extends Annotation> type = annotation.annotationType();
    BiPredicate<Annotation, Object> known = HOLDS.get(type);
    if (known == null) {
      return !type.isAnnotationPresent(Constraint.class);
    }
    if (value == null) {
      return !List.of(NotNull.class, NotBlank.class, NotEmpty.class).contains(type);
    }
    return known.test(annotation, value);
  }

  private static boolean constrained(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      if (annotation.annotationType().isAnnotationPresent(Constraint.class)) {
        return true;
      }
    }
    return false;
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static int size(Object value) {
    if (value instanceof Collection<?> all) {
      return all.size();
    }
    return value instanceof CharSequence text ? text.length() : -1;
  }

  private static boolean within(Size bounds, int size) {
    return size >= bounds.min() && size <= bounds.max();
  }

  private static boolean matches(Pattern pattern, String text) {
    return pattern.flags().length == 0 && text.matches(pattern.regexp());
  }
}
