package io.healing.core;

import io.healing.api.Target;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;

/** A queue of the host. */
record QueueHandle(Target target, BlockingQueue<?> queue) implements Handle {
  private static final int MOST = 16_777_216;

  @Override
  public Map<String, Double> readings() {
    return readings(queue);
  }

  static Map<String, Double> readings(BlockingQueue<?> queue) {
    Map<String, Double> seen = new LinkedHashMap<>();
    int queued = queue.size();
    seen.put("queued", (double) queued);
    if (queue instanceof ResizableQueue<?> ours) {
      seen.put("queue_size", (double) ours.bound());
    } else {
      long bound = (long) queued + queue.remainingCapacity();
      if (bound > 0 && bound < Integer.MAX_VALUE) {
        seen.put("queue_size", (double) bound);
      }
    }
    return seen;
  }

  @Override
  public List<Setting> settings() {
    return settings(queue);
  }

  static List<Setting> settings(BlockingQueue<?> queue) {
    return queue instanceof ResizableQueue<?> ours
        ? List.of(
            Setting.of("queue_size", ours::bound, size -> ours.resize((int) size)).within(1, MOST))
        : List.of();
  }

  @Override
  public String toString() {
    return "the queue " + target.name();
  }
}
