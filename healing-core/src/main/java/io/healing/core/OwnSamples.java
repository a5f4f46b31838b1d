package io.healing.core;

import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.learn.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps how Healing itself does as samples, once an hour. */
final class OwnSamples {
  private static final RedactedLog LOG = RedactedLog.of(OwnSamples.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Rooms rooms;
  private final HealingLoop loop;
  private @Nullable Instant due;

  OwnSamples(Rooms rooms, HealingLoop loop) {
    this.rooms = rooms;
    this.loop = loop;
  }

  void look(Instant now) {
    Instant at = due == null ? now.plus(EVERY) : due;
    boolean come = Times.come(at, EVERY, now);
    due = come ? now.plus(EVERY) : at;
    if (come && rooms.store().info().readOnlyBecause() == null) {
      keep();
    }
  }

  private void keep() {
    rooms
        .lanes()
        .checks()
        .<List<HealthMetric>>submit(
            "Healing's own figures",
            rooms.config().selfHealing().limits().checkTimeout(),
            () -> samples(Statuses.of(rooms, true, loop.since(), loop.looked())),
            outcome -> outcome.handle(rooms.store().metrics()::add, this::notKept));
  }

  private static List<HealthMetric> samples(SystemStatus status) {
    List<HealthMetric> samples = new ArrayList<>();
    add(samples, status, "uptime_seconds", seconds(status.uptime()));
    add(samples, status, "active_incidents", (double) status.activeIncidents());
    add(samples, status, "errors_per_hour", status.detection().errorsPerHour());
    add(samples, status, "mttd_seconds", seconds(status.detection().meanTimeToDetection()));
    add(samples, status, "mttr_seconds", seconds(status.recovery().meanTimeToRecovery()));
    status.recovery().successRate().ifPresent(r -> add(samples, status, "success_rate", r));
    return samples;
  }

  private static @Nullable Double seconds(@Nullable Duration span) {
    return span == null ? null : span.toMillis() / 1_000.0;
  }

  private static void add(
      List<HealthMetric> samples, SystemStatus status, String name, @Nullable Double value) {
    if (value != null) {
      String id = UUID.randomUUID().toString();
      samples.add(new HealthMetric(id, name, value, null, null, HealthStatus.HEALTHY, status.at()));
    }
  }

  private void notKept(Throwable fault) {
    rooms
        .log(LOG)
        .warn(
            "Healing's own figures could not be kept; they are tried again in an hour: {}", fault);
  }
}
