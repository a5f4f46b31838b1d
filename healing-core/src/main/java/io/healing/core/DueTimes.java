package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.review.HealingMode;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewScheduleConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When reviews are due by the calendar. As long as no new due time has come, a look compares two
 * moments for each job: it computes a due time once for all jobs of one schedule and asks the store
 * nothing.
 */
final class DueTimes {
  private static final String OWNER = "healing.calendar";
  private static final String ENABLED = "enabled/";
  private static final String OVER = "over/";

  private final Rooms rooms;
  private final List<Appointment> appointments = new ArrayList<>();
  private boolean begun;

  /** What is known of one job that the calendar reviews. */
  private static final class Appointment {
    private final String job;
    private final SelfHealingConfig config;
    private final ReviewScheduleConfig schedule;
    private final Instant enabled;
    private @Nullable Instant over;
    private @Nullable Instant judged;

    Appointment(String job, SelfHealingConfig config, ReviewScheduleConfig same, Instant enabled) {
      this.job = job;
      this.config = config;
      this.schedule = same;
      this.enabled = enabled;
    }

    boolean isNew(Instant due) {
      return judged == null || judged.isBefore(due);
    }
  }

  DueTimes(Rooms rooms) {
    this.rooms = rooms;
  }

  /** The jobs whose due time has come; it is over with that, whether a review follows or not. */
  List<String> come(Instant now) {
    if (!begun) {
      begin(now);
      begun = true;
    }
    IdentityHashMap<ReviewScheduleConfig, Optional<Instant>> latest = new IdentityHashMap<>();
    List<String> come = new ArrayList<>();
    for (Appointment one : appointments) {
      latest
          .computeIfAbsent(one.schedule, schedule -> rooms.reviewing().latest(schedule, now))
          .filter(one::isNew)
          .filter(due -> judge(one, due, now))
          .ifPresent(due -> come.add(one.job));
    }
    keep(OVER, come, now);
    return come;
  }

  private void begin(Instant now) {
    Map<String, Instant> stored = rooms.stored().all(OWNER, (key, text) -> Instant.parse(text));
    Map<ReviewScheduleConfig, ReviewScheduleConfig> schedules = new HashMap<>();
    List<String> fresh = new ArrayList<>();
    for (JobConfig job : rooms.config().jobs().values()) {
      SelfHealingConfig config = job.selfHealing();
      if (config.enabled() && config.mode() == HealingMode.PROACTIVE) {
        String id = job.definition().id();
        ReviewScheduleConfig own = config.reviewSchedule();
        ReviewScheduleConfig same = schedules.computeIfAbsent(own, schedule -> own);
        Instant enabled = enabled(config, stored.get(ENABLED + id));
        if (enabled == null) {
          fresh.add(id);
        }
        Appointment one = new Appointment(id, config, same, enabled == null ? now : enabled);
        one.over = stored.get(OVER + id);
        appointments.add(one);
      }
    }
    keep(ENABLED, fresh, now);
  }

  private static @Nullable Instant enabled(SelfHealingConfig config, @Nullable Instant stored) {
    return config.enabledAt() == null ? stored : config.enabledAt();
  }

  private boolean judge(Appointment one, Instant due, Instant now) {
    one.judged = due;
    boolean come = due(one, one.over, now) && due(one, lastServed(one), now);
    one.over = come ? now : one.over;
    return come;
  }

  private boolean due(Appointment one, @Nullable Instant last, Instant now) {
    return rooms.reviewing().due(one.config, last, one.enabled, now).isPresent();
  }

  /** When a due time was last taken care of, by a review or because it could not be held. */
  private @Nullable Instant lastServed(Appointment one) {
    Instant over = one.over;
    return rooms
        .store()
        .reviews()
        .lastProactive(one.job)
        .map(HealingReview::startedAt)
        .filter(review -> over == null || review.isAfter(over))
        .orElse(over);
  }

  /** A row that cannot be read is another release's, and stays. */
  private void keep(String what, List<String> jobs, Instant at) {
    Map<String, PluginState> states = new HashMap<>();
    jobs.forEach(job -> states.put(what + job, new PluginState(1, at.toString())));
    states.keySet().removeAll(rooms.stored().strange(OWNER));
    if (!states.isEmpty()) {
      rooms.store().states().save(OWNER, states);
    }
  }
}
