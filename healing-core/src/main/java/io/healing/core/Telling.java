package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.config.EscalationRung;
import io.healing.api.config.JobConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Observation;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.core.notify.Message;
import io.healing.core.notify.Notifying;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages to people, sent in the checks lane so that a slow channel holds nobody up. */
final class Telling {
  private static final String NOBODY = "healing.notify.nobody";
  private static final String SET_UP = "healing.notify.";

  private static final RedactedLog LOG = RedactedLog.of(Telling.class);

  private final Rooms rooms;
  private final Watching watching;
  private final Set<Subject> logged = new HashSet<>();
  private final boolean silent;

  Telling(Rooms rooms, Watching watching) {
    this(rooms, watching, false);
  }

  private Telling(Rooms rooms, Watching watching, boolean silent) {
    this.rooms = rooms;
    this.watching = watching;
    this.silent = silent;
  }

  /** Tells nobody: who asked sits in front of the answer. */
  static Telling nobody(Rooms rooms, Watching watching) {
    return new Telling(rooms, watching, true);
  }

  /** About an incident, with what was done or decided. */
  void about(NotificationKind kind, Incident incident, String... did) {
    send(Message.about(kind, incident, List.of(did)));
  }

  /** About something else. */
  void tell(NotificationKind kind, Subject subject, String title, String body) {
    send(new Message(kind, subject, title, body));
  }

  /** Calls for a person once more, through the channel of this rung. */
  void again(Incident incident, EscalationRung rung, String words) {
    HealingNotifyConfig own = switches(incident.subject());
    String recipient = rung.recipient() == null ? own.session() : rung.recipient();
    HealingNotifyConfig switches =
        new HealingNotifyConfig(
            own.onAnalysis(), own.onFixAttempt(), own.onSuccess(), own.onGiveUp(), recipient);
    SuggestionBehaviorConfig behavior =
        behavior(incident.subject()).withNotifyChannel(channel(incident, rung));
    send(Message.about(NotificationKind.GIVE_UP, incident, List.of(words)), switches, behavior);
  }

  /** Through which channel a rung calls. */
  String channel(Incident incident, EscalationRung rung) {
    String named = rung.channel();
    return named == null ? behavior(incident.subject()).notifyChannel() : named;
  }

  void send(Message message) {
    Subject subject = message.subject();
    send(message, switches(subject), behavior(subject));
  }

  /** Nobody can name a channel for what is no job; the usual one is used where it is set up. */
  private SuggestionBehaviorConfig behavior(Subject subject) {
    SuggestionBehaviorConfig usual = config(subject).selfHealing().suggestions();
    boolean log = !subject.isJob() && rooms.notifying().notifier(usual.notifyChannel()).isEmpty();
    return log ? usual.withNotifyChannel("log") : usual;
  }

  private void send(
      Message message, HealingNotifyConfig switches, SuggestionBehaviorConfig channel) {
    Subject subject = message.subject();
    Message clean =
        new Message(
            message.kind(),
            subject,
            rooms.redactor().apply(message.title()),
            rooms.redactor().apply(message.body()));
    if (silent || !rooms.notifying().wanted(clean, switches, channel)) {
      return;
    }
    String notifier = rooms.notifying().notifier(channel.notifyChannel()).orElse(NOBODY);
    if (rooms.guard().ready(notifier, rooms.now())) {
      send(clean, switches, channel, notifier);
    } else {
      rooms.notifying().keep(clean, switches, channel);
    }
  }

  private void send(
      Message message,
      HealingNotifyConfig switches,
      SuggestionBehaviorConfig channel,
      String notifier) {
    rooms
        .lanes()
        .checks()
        .<Optional<Finding>>submit(
            notifier,
            rooms.config().selfHealing().limits().checkTimeout(),
            () -> rooms.notifying().tell(message, switches, channel),
            outcome ->
                outcome.handle(
                    fault -> told(notifier, fault),
                    failure -> {
                      rooms.notifying().keep(message, switches, channel);
                      failed(rooms.guard().failed(notifier, failure, rooms.now()));
                    }));
  }

  private void told(String notifier, Optional<Finding> fault) {
    if (fault.isEmpty()) {
      Observation well = rooms.guard().worked(notifier);
      if (well != null) {
        failed(well);
      }
    } else if (fault.get().subject().equals(Subject.plugin(notifier))) {
      failed(rooms.guard().failed(notifier, fault.get(), rooms.now()));
    } else {
      noted(fault.get());
    }
  }

  private void failed(Observation said) {
    watching.take(PluginGuard.MONITOR, said);
  }

  private void noted(Finding finding) {
    if (logged.add(finding.subject())) {
      rooms.log(LOG).info("{}. {}", finding.message(), finding.hint());
    }
    watching.take(SET_UP + finding.subject(), Observation.builder().finding(finding).build());
  }

  /** Before the first turn: a channel that an earlier process missed may be set up by now. */
  void begin() {
    rooms.detection().active().stream()
        .filter(incident -> incident.findingId().equals(Notifying.NOT_SET_UP))
        .filter(
            incident ->
                rooms
                    .notifying()
                    .notifier(incident.evidence().getOrDefault("channel", ""))
                    .isPresent())
        .forEach(
            incident ->
                watching.take(
                    incident.monitor(), Observation.builder().clear(incident.subject()).build()));
  }

  private JobConfig config(Subject subject) {
    return rooms.config().job(subject.isJob() ? subject.name() : "no-job");
  }

  private HealingNotifyConfig switches(Subject subject) {
    boolean own = subject.isJob() && rooms.config().jobs().containsKey(subject.name());
    return own ? config(subject).selfHealing().notifications() : rooms.config().notifications();
  }
}
