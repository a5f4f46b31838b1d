package io.healing.core.act;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file that declares jobs: below {@code jobs}, or as a bare map of them. */
final class JobsFile {
  private JobsFile() {}

  /** Whether the tree has a map of jobs. */
  static boolean declaresJobs(Object tree) {
    return root(tree).map(map -> map.get("jobs") instanceof Map).orElse(false);
  }

  /** The tree without what it says of one job. */
  static Object without(Object tree, String jobId) {
    Optional<Map<?, ?>> root = root(tree);
    if (root.isEmpty()) {
      return tree;
    }
    Map<Object, Object> copy = new LinkedHashMap<>(root.get());
    if (copy.get("jobs") instanceof Map<?, ?> jobs) {
      Map<Object, Object> rest = new LinkedHashMap<>(jobs);
      rest.remove(jobId);
      copy.put("jobs", rest);
    } else {
      copy.remove(jobId);
    }
    return List.of(copy);
  }

  private static Optional<Map<?, ?>> root(Object tree) {
    return tree instanceof List<?> documents
            && documents.size() == 1
            && documents.get(0) instanceof Map<?, ?> map
        ? Optional.of(map)
        : Optional.empty();
  }
}
