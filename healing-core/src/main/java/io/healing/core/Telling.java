package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.config.EscalationRung;
import io.healing.api.config.JobConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Observation;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.notify.Address;
import io.healing.core.notify.Known;
import io.healing.core.notify.Letter;
import io.healing.core.notify.Message;
import io.healing.core.notify.NotSent;
import io.healing.core.notify.Notifying;
import io.healing.core.notify.Taken;
import io.healing.core.notify.Wording;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages to people. They are stored when they are told, and sent on a lane of their own, so that
 * a slow channel holds nobody up.
 */
final class Telling {
  private static final String SET_UP = "healing.notify.";
  private static final String LOST = "healing.notify.lost.";

  private static final RedactedLog LOG = RedactedLog.of(Telling.class);

  private final Rooms rooms;
  private final Watching watching;
  private final Particulars particulars;
  private final Wording wording;
  private final List<String> named;
  private final Unsent unsent;
  private final Set<Subject> logged = new HashSet<>();
  private final Set<String> losing = new HashSet<>();
  private final boolean silent;

  Telling(Rooms rooms, Watching watching) {
    this(rooms, watching, false);
  }

  private Telling(Rooms rooms, Watching watching, boolean silent) {
    this.rooms = rooms;
    this.watching = watching;
    this.silent = silent;
    named = NamedChannels.of(rooms.config());
    unsent = new Unsent(rooms.config().selfHealing().limits());
    particulars = new Particulars(rooms.store());
    wording = new Wording(rooms.assembly().ways());
  }

  /** Tells nobody: who asked sits in front of the answer. */
  static Telling nobody(Rooms rooms, Watching watching) {
    return new Telling(rooms, watching, true);
  }

  /** About an incident, with what was done or decided. */
  void about(NotificationKind kind, Incident incident, String... did) {
    send(wording.about(kind, incident, particulars.of(incident, did)));
  }

  /** A change for it did not help: what comes is told with it. */
  void ineffective(Incident incident, String did, String again) {
    Known known = particulars.of(incident, did).withAgain(again);
    send(wording.about(NotificationKind.GIVE_UP, incident, known));
  }

  /** A change for it could not be made, as the title says: what comes is told with it. */
  void notMade(Incident incident, String title, String change, String again) {
    send(wording.notMade(incident, title, change, again));
  }

  /** About something else, and why it is so. */
  void tell(NotificationKind kind, Subject subject, String title, String why) {
    send(wording.about(kind, subject, title, why));
  }

  /** About an incident, to those who were told of it before. */
  void followUp(NotificationKind kind, Incident incident, List<Address> to, String did) {
    send(wording.about(kind, incident, particulars.of(incident, did)), to);
  }

  /** Calls for a person once more, through the channel of this rung. */
  void again(Incident incident, EscalationRung rung, String words) {
    Known known = particulars.of(incident, words);
    send(wording.about(NotificationKind.GIVE_UP, incident, known), addresses(incident, rung));
  }

  /** Where a rung calls to: by the routes, unless it names a channel or a recipient. */
  List<Address> addresses(Incident incident, EscalationRung rung) {
    Address usual = usual(incident.subject());
    if (rung.channel() == null && rung.recipient() == null) {
      return rooms.notifying().addresses(incident.subject(), incident.severity(), usual);
    }
    String recipient = rung.recipient() == null ? usual.recipient() : rung.recipient();
    return List.of(new Address(channel(incident, rung), recipient));
  }

  /** Through which channel a rung calls. */
  String channel(Incident incident, EscalationRung rung) {
    String named = rung.channel();
    return named == null ? behavior(incident.subject()).notifyChannel() : named;
  }

  /** About suggestions of a review that wait for a person. */
  void suggested(Subject subject, List<SuggestionEntry> waiting) {
    send(wording.about(subject, waiting));
  }

  private void send(Message message) {
    send(message, rooms.notifying().addresses(message, usual(message.subject())));
  }

  private Address usual(Subject subject) {
    return new Address(behavior(subject).notifyChannel(), switches(subject).session());
  }

  /** Nobody can name a channel for what is no job; the usual one is used where it is set up. */
  private SuggestionBehaviorConfig behavior(Subject subject) {
    SuggestionBehaviorConfig usual = config(subject).selfHealing().suggestions();
    boolean log = !subject.isJob() && rooms.notifying().notifier(usual.notifyChannel()).isEmpty();
    return log ? usual.withNotifyChannel("log") : usual;
  }

  private void send(Message message, List<Address> to) {
    Subject subject = message.subject();
    if (silent || !rooms.notifying().wanted(message.kind(), switches(subject), behavior(subject))) {
      return;
    }
    Taken taken = rooms.notifying().take(message.masked(rooms.redactor()), to, this::ready);
    taken.faults().forEach(this::noted);
    taken.atOnce().forEach(this::post);
  }

  private boolean ready(String notifier) {
    return rooms.guard().ready(notifier, rooms.now());
  }

  /** Hands what is due to the channels. */
  void look(Instant now) {
    ask(now);
    rooms.notifying().due(now, this::ready).forEach(this::post);
    rooms.notifying().lost().forEach(this::lost);
  }

  private void post(Letter letter) {
    String channel = letter.to().channel();
    String notifier = rooms.notifying().name(channel);
    rooms
        .lanes()
        .messages()
        .<Letter>submit(
            notifier,
            rooms.config().delivery().timeout(),
            () -> {
              rooms.notifying().send(letter);
              return letter;
            },
            outcome ->
                outcome.handle(
                    sent -> sent(notifier, sent), fault -> notSent(notifier, letter, fault)));
  }

  private void sent(String notifier, Letter letter) {
    rooms.notifying().sent(letter);
    unsent.sent(notifier);
    Observation well = rooms.guard().worked(notifier);
    if (well != null) {
      failed(well);
    }
    if (losing.remove(notifier)) {
      Subject subject = Subject.plugin(notifier);
      watching.take(LOST + notifier, Observation.builder().clear(subject).build());
    }
  }

  private void notSent(String notifier, Letter letter, Throwable fault) {
    if (fault instanceof CallRefused) {
      rooms.notifying().notTried(letter);
      return;
    }
    NotSent said = rooms.notifying().failed(letter, fault);
    Observation judged = judged(notifier, said.finding(), fault);
    rooms.log(LOG).warn("{}{}", said.finding().message(), Unsent.rest(judged));
    if (unsent.isNews(notifier, said, fault)) {
      failed(judged);
    }
  }

  /** What is refused for good and what is to come later at a given time is no fault of it. */
  private Observation judged(String notifier, Finding finding, Throwable fault) {
    Instant now = rooms.now();
    if (fault instanceof NotDeliveredException said && !said.again()) {
      return rooms.guard().refused(notifier, finding);
    }
    return fault instanceof NotDeliveredException said && said.after() != null
        ? rooms.guard().busy(notifier, finding, now.plus(said.after()))
        : rooms.guard().failed(notifier, finding, now);
  }

  private void lost(Finding finding) {
    String notifier = finding.subject().name().substring(Subject.plugin("").name().length());
    losing.add(notifier);
    watching.take(LOST + notifier, Observation.builder().finding(finding).build());
  }

  private void failed(Observation said) {
    watching.take(PluginGuard.MONITOR, said);
  }

  private void noted(Finding finding) {
    if (logged.add(finding.subject())) {
      rooms.log(LOG).warn("{}. {}", finding.message(), finding.hint());
    }
    watching.take(SET_UP + finding.subject(), Observation.builder().finding(finding).build());
  }

  /** Before the first turn: it is asked which channels are set up. */
  void begin() {
    ask(rooms.now());
    rooms.lanes().messages().collect();
    named.forEach(this::named);
  }

  /** A channel that is named on purpose is told of before the first alarm. */
  private void named(String channel) {
    rooms.notifying().named(channel).ifPresent(this::noted);
  }

  /** Notifiers are asked on their lane, since one that reads a file or asks a host may wait. */
  private void ask(Instant now) {
    rooms.notifying().toAsk(now, this::ready).forEach(this::ask);
  }

  private void ask(String channel) {
    String notifier = rooms.notifying().name(channel);
    rooms
        .lanes()
        .messages()
        .<String>submit(
            notifier,
            rooms.config().delivery().timeout(),
            () -> rooms.notifying().ask(channel).orElse(""),
            outcome ->
                outcome.handle(
                    lacking -> answered(channel, lacking),
                    fault -> notAnswered(channel, notifier, fault)));
  }

  private void answered(String channel, @Nullable String lacking) {
    rooms.notifying().answered(channel, lacking).ifPresent(this::noted);
    if (named.contains(channel)) {
      named(channel);
    }
    if (rooms.notifying().notifier(channel).isPresent()) {
      setUp(channel);
    }
  }

  private void notAnswered(String channel, String notifier, Throwable fault) {
    if (fault instanceof CallRefused) {
      answered(channel, null);
      return;
    }
    failed(rooms.guard().failed(notifier, fault, rooms.now()));
    String words = rooms.redactor().apply(PluginFault.words(fault));
    answered(channel, "See why " + notifier + " cannot say whether it is set up: " + words);
  }

  /** What this process or an earlier one missed is there by now. */
  private void setUp(String channel) {
    rooms.detection().active().stream()
        .filter(incident -> incident.findingId().equals(Notifying.NOT_SET_UP))
        .filter(incident -> channel.equals(incident.evidence().get("channel")))
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
