package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.config.JobConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.store.ActionEntry;

/** Messages to people, through the checks lane so that a slow channel holds nobody up. */
final class Telling {
  private final Rooms rooms;
  private final Watching watching;

  Telling(Rooms rooms, Watching watching) {
    this.rooms = rooms;
    this.watching = watching;
  }

  void tell(NotificationKind kind, ActionEntry entry, String words) {
    Subject subject = new Subject(entry.row().jobId());
    String title = words + ": " + entry.row().actionType() + " on " + entry.detail().target();
    tell(kind, subject, title, entry.detail().verification().reason());
  }

  void tell(NotificationKind kind, Subject subject, String title, String body) {
    JobConfig job = rooms.config().job(subject.isJob() ? subject.name() : "host");
    HealingNotifyConfig switches =
        subject.isJob() && rooms.config().jobs().containsKey(subject.name())
            ? job.selfHealing().notifications()
            : rooms.config().notifications();
    SuggestionBehaviorConfig channel = job.selfHealing().suggestions();
    rooms
        .lanes()
        .checks()
        .submit(
            "the message about " + subject,
            rooms.config().selfHealing().limits().checkTimeout(),
            () -> rooms.notifying().tell(message(kind, subject, title, body), switches, channel),
            outcome ->
                outcome.handle(
                    told -> told.forEach(o -> watching.take(PluginGuard.MONITOR, o)),
                    fault -> watching.take(PluginGuard.MONITOR, failed(fault))));
  }
}
