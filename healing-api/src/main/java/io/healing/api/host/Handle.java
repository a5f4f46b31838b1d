package io.healing.api.host;

import io.healing.api.Target;
import java.util.List;
import java.util.Map;

/**
 * Something of the host program that has numbers to be watched and settings that may be changed: a
 * thread pool, a connection pool, a queue, a time limit. The program makes it and registers it on
 * the builder; monitors read it, and the actions {@code scale_resources}, {@code
 * increase_resources} and {@code adjust_timeout} change its settings, keeping the old value.
 *
 * <p>Implementations are thread-safe and answer at once: they are called from the checks lane and
 * from the actions lane.
 */
public interface Handle {
  /** What it is called, as in {@code pool:orders}, {@code queue:mail} or {@code timeout:http}. */
  Target target();

  /**
   * What can be seen of it now, such as {@code active}, {@code queued}, {@code size} and {@code
   * waiting}; may be empty. Names are lower-case words joined by underscores.
   */
  Map<String, Double> readings();

  /** What can be changed; may be empty, then it is watched only. Names differ from one another. */
  List<Setting> settings();
}
