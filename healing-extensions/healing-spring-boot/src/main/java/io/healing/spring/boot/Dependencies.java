package io.healing.spring.boot;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** What was given to a bean when it was made, as its factory tells. */
final class Dependencies {
  private Dependencies() {}

  /** Whether one of these beans was given to it, or to what made it. */
  static boolean reach(
      ConfigurableListableBeanFactory beans, String bean, Collection<String> wanted) {
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(bean));
    while (!left.isEmpty()) {
      for (String next : beans.getDependenciesForBean(left.remove())) {
        if (wanted.contains(next)) {
          return true;
        }
        if (seen.add(next)) {
          left.add(next);
        }
      }
    }
    return false;
  }
}
