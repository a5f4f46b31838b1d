package io.healing.core.detect;

import io.healing.api.Subject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What most of the sick jobs use: more than half of them, and then what the most of them use, the
 * first by name among equals.
 *
 * @param name its name, empty when there is none
 * @param users how many of the sick jobs use it
 * @param all how many sick jobs there are
 */
record SharedResource(String name, int users, int all) {

  static SharedResource of(Set<Subject> sick, Crowd crowd) {
    Map<String, Integer> users = new TreeMap<>();
    sick.forEach(s -> crowd.uses().apply(s).forEach(use -> users.merge(use, 1, Integer::sum)));
    SharedResource best = new SharedResource("", 0, sick.size());
    for (Map.Entry<String, Integer> use : users.entrySet()) {
      if (use.getValue() > Math.max(best.users, sick.size() / 2)) {
        best = new SharedResource(use.getKey(), use.getValue(), sick.size());
      }
    }
    return best;
  }

  /** This resource, whoever uses it. */
  static SharedResource named(String name, Set<Subject> sick, Crowd crowd) {
    long users = sick.stream().filter(s -> crowd.uses().apply(s).contains(name)).count();
    return new SharedResource(name, (int) users, sick.size());
  }

  boolean none() {
    return name.isEmpty();
  }
}
