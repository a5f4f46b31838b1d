package io.healing.core;

import io.healing.api.Target;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;

/** A thread pool of the host. */
record ThreadPoolHandle(Target target, ThreadPoolExecutor pool, int most) implements Handle {

  @Override
  public Map<String, Double> readings() {
    Map<String, Double> seen = new LinkedHashMap<>();
    seen.put("active", (double) pool.getActiveCount());
    seen.put("size", (double) pool.getPoolSize());
    seen.put("max_size", (double) pool.getMaximumPoolSize());
    seen.putAll(QueueHandle.readings(pool.getQueue()));
    if (pool.getRejectedExecutionHandler() instanceof CountedRejections counted) {
      seen.put("rejected", (double) counted.count());
    }
    return seen;
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    all.add(Setting.of("core_size", pool::getCorePoolSize, this::core).within(1, most));
    all.add(Setting.of("max_size", pool::getMaximumPoolSize, this::max).within(1, most));
    all.addAll(QueueHandle.settings(pool.getQueue()));
    return all;
  }

  private void core(double size) {
    int wanted = (int) size;
    if (wanted > pool.getMaximumPoolSize()) {
      throw new IllegalArgumentException(
          "core_size may be at most max_size, which is "
              + pool.getMaximumPoolSize()
              + ", but "
              + wanted
              + " is wanted");
    }
    pool.setCorePoolSize(wanted);
  }

  private void max(double size) {
    int wanted = (int) size;
    if (wanted < pool.getCorePoolSize()) {
      throw new IllegalArgumentException(
          "max_size may not be below core_size, which is "
              + pool.getCorePoolSize()
              + ", but "
              + wanted
              + " is wanted");
    }
    pool.setMaximumPoolSize(wanted);
  }

  @Override
  public String toString() {
    return "the thread pool " + target.name();
  }
}
