package io.healing.core.notify;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.NotDeliveredException;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotificationPart;
import io.healing.api.notify.Notifier;
import io.healing.api.review.SuggestionBehaviorConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells people, each kind of message by its own switch, through the channels that the routes or the
 * job name. What goes out is stored before; the channel {@code log} is always there and gets what
 * no other takes. Used on the loop's thread, but for {@link #send} and {@link #ask}, which are
 * thread-safe as far as notifiers and clock are.
 */
public final class Notifying {
  /** The finding that nothing is set up for a channel; it says its mend, so nobody analyses it. */
  public static final String NOT_SET_UP = "notify.not_set_up";

  private static final String LOG = "log";

  private final NotifySettings settings;
  private final Channels channels;
  private final Sending sending;
  private final Outbox outbox;
  private final Followed followed;
  private final Retry retry;
  private final Losses losses = new Losses();

  /**
   * Tells through these channels and the log.
   *
   * @param notifiers of the host's at most one for a channel, which takes the place of ours
   * @throws io.healing.api.HealingException when two are for the same channel
   */
  public Notifying(List<Notifier> notifiers, NotifySettings settings) {
    this.settings = settings;
    Notifier log = new LogNotifier();
    channels = new Channels(notifiers, log, settings.options());
    sending = new Sending(settings, channels, log);
    outbox = new Outbox(settings.store(), settings.instance(), settings.delivery(), settings.ids());
    followed = new Followed(settings.store());
    retry = new Retry(settings.delivery(), settings.jitter());
  }

  /**
   * Our own notifiers; each is set up by its options.
   *
   * @param environment gives the value of an environment variable, or null
   * @param directory where the relative paths of their files begin
   */
  public static List<Notifier> builtIn(
      UnaryOperator<@Nullable String> environment, Path directory) {
    Setup setup = new Setup(environment, directory);
    return List.of(
        new WebhookNotifier(setup, new Web()),
        new SlackNotifier(setup, new Web()),
        new WhatsAppNotifier(setup, new Web(WhatsAppNotifier::busy)));
  }

  /** Whether anybody is to be told this kind of message at all. */
  public boolean wanted(
      NotificationKind kind, HealingNotifyConfig switches, SuggestionBehaviorConfig behavior) {
    return Switches.on(kind, switches, behavior, settings.delivery());
  }

  /**
   * Where a message goes: by every route that fits, else to this channel and recipient; one that
   * tells of the end, to all who were told of the beginning, too.
   */
  public List<Address> addresses(Message message, Address usual) {
    List<Address> routed = addresses(message.subject(), message.severity(), usual);
    return message.kind() == NotificationKind.SUCCESS
        ? Stream.concat(routed.stream(), told(message.incident()).stream()).distinct().toList()
        : routed;
  }

  /** Where what calls for a person goes: by every route that fits, else to this address. */
  public List<Address> addresses(Subject subject, ErrorSeverity severity, Address usual) {
    return Routes.of(settings.delivery().routes(), subject, severity, usual);
  }

  /**
   * Takes a message that is to be told; it is stored now and sent when {@link #due} says so. Where
   * nothing is set up for its channel it goes to the log, and so it does, too, while its notifier
   * rests or has not yet said whether it is set up.
   *
   * @param message what is to be told, redacted
   * @param ready whether a notifier may be called now, by its id
   */
  public Taken take(Message message, List<Address> addresses, Predicate<String> ready) {
    NotificationPart part = message.part(settings.clock().instant());
    List<Letter> atOnce = new ArrayList<>();
    List<Finding> faults = new ArrayList<>();
    for (Address to : addresses) {
      channels.use(to.channel());
      if (to.channel().equals(LOG)) {
        atOnce.add(letter(part, to));
      } else if (channels.unknown(to.channel())) {
        store(message, part, to, true);
      } else if (notifier(to.channel()).isEmpty()) {
        sending.keep(letter(part, to));
        faults.add(notSetUp(to.channel()));
      } else {
        store(message, part, to, !ready.test(name(to.channel())));
      }
    }
    followed.follow(message, part.at(), addresses);
    if (faults.size() == addresses.size()) {
      followed.reached(message.incident(), part.at());
    }
    return new Taken(atOnce, faults);
  }

  private void store(Message message, NotificationPart part, Address to, boolean logged) {
    outbox.add(part, to, message.shared()).forEach(leftOut -> sending.keep(letter(leftOut, to)));
    if (logged) {
      sending.keep(letter(part, to));
    }
  }

  private Letter letter(NotificationPart part, Address to) {
    return Letter.of(settings.ids().get(), settings.instance(), to, part);
  }

  /** The ids of the incidents of which people were told. */
  public Set<String> followed() {
    return followed.incidents();
  }

  /** Whether people are to be reminded of an incident now; true once for each time. */
  public boolean remind(String incident, Instant now) {
    return followed
        .find(incident)
        .filter(entry -> entry.reminders() < settings.delivery().reminders())
        .filter(entry -> !now.isBefore(entry.last().plus(settings.delivery().reminderAfter())))
        .filter(entry -> followed.reminded(incident, entry, now))
        .isPresent();
  }

  /** Who was told of an incident. */
  public List<Address> told(String incident) {
    return followed.find(incident).map(Followed.Entry::to).orElse(List.of());
  }

  /** It is over; who was told of it, once. */
  public List<Address> over(String incident) {
    return followed.over(incident);
  }

  /**
   * The configuration names a channel on purpose. Where nothing is set up for it, it is asked from
   * time to time from now on.
   *
   * @return that nothing is set up for it; empty where something is, or nobody has said so yet
   */
  public Optional<Finding> named(String channel) {
    return channels.missing(channel) ? Optional.of(notSetUp(channel)) : Optional.empty();
  }

  private Finding notSetUp(String channel) {
    return Failures.notSetUp(channel, channels.lacking(channel));
  }

  /**
   * The channels of which it is to be {@link #ask asked} now whether they are set up.
   *
   * @param ready whether a notifier may be called now, by its id
   */
  public List<String> toAsk(Instant now, Predicate<String> ready) {
    return channels.toAsk(now, ready);
  }

  /** Asks the notifier of a channel what it lacks, empty for nothing; may take its time. */
  public Optional<String> ask(String channel) {
    return channels.ask(channel);
  }

  /**
   * It has said what it lacks, an empty text for nothing, or null where it could not be asked.
   *
   * @return that nothing is set up for it, where messages waited for this answer; they are in the
   *     log
   */
  public Optional<Finding> answered(String channel, @Nullable String lacking) {
    boolean first = channels.answered(channel, lacking);
    if (!first || notifier(channel).isPresent()) {
      return Optional.empty();
    }
    List<Letter> dropped = outbox.drop(channel);
    Stream<String> calls = dropped.stream().flatMap(Letter::calls);
    reached(calls.filter(incident -> outbox.calling(incident).isEmpty()));
    return dropped.isEmpty() ? Optional.empty() : Optional.of(notSetUp(channel));
  }

  /** Who sends what is told through a channel; empty when nobody is set up for it. */
  public Optional<String> notifier(String channel) {
    return channels.ready(channel).map(Notifier::id);
  }

  /**
   * What is to be handed to {@link #send} now; also what dead processes left.
   *
   * @param ready whether a notifier may be called now, by its id
   */
  public List<Letter> due(Instant now, Predicate<String> ready) {
    outbox.adopt(now, channel -> notifier(channel).isPresent());
    return outbox.due(now, channel -> notifier(channel).filter(ready).isPresent());
  }

  /**
   * Sends a letter; may take its time.
   *
   * @throws NotDeliveredException when nobody is set up for its channel any more
   */
  public void send(Letter letter) {
    sending.send(letter);
  }

  /** It was sent. */
  public void sent(Letter letter) {
    outbox.sent(letter, settings.clock().instant());
    reached(letter.calls());
  }

  /** What calls for people and has reached them, or has no further way to go. */
  private void reached(Stream<String> incidents) {
    incidents.forEach(incident -> followed.reached(incident, settings.clock().instant()));
  }

  /**
   * When a channel first took what calls for a person about an incident; empty while none has, and
   * for what is not told.
   */
  public Optional<Instant> reached(String incident) {
    return followed.find(incident).flatMap(entry -> Optional.ofNullable(entry.reached()));
  }

  /** Through which channels a person is still to be called about an incident. */
  public Set<String> calling(String incident) {
    return outbox.calling(incident);
  }

  /** Nobody was asked to send it: it waits on, and that counts as no try. */
  public void notTried(Letter letter) {
    Instant again = settings.clock().instant().plus(settings.delivery().firstRetry());
    outbox.notTried(letter, again);
  }

  /** It was not sent: it goes to the log the first time, and is tried again or given up. */
  public NotSent failed(Letter letter, Throwable cause) {
    Instant now = settings.clock().instant();
    if (letter.tries() == 0) {
      sending.keep(letter);
    }
    Optional<Instant> again = retry.after(letter, cause, now);
    outbox.failed(letter, again);
    giveUp();
    String channel = letter.to().channel();
    losses.told(channel);
    return new NotSent(
        Failures.of(name(channel), channel, cause, again.isPresent())
            .withEvidence("waiting", Long.toString(outbox.waiting(channel)))
            .withEvidence("given_up", Integer.toString(losses.count(channel))),
        again.isPresent());
  }

  /**
   * What was given up since this was asked, without a failure that tells it: it waited too long, or
   * too much waited. It is in the log.
   */
  public List<Finding> lost() {
    giveUp();
    return losses.findings(this::name);
  }

  private void giveUp() {
    for (Letter letter : outbox.lost()) {
      losses.add(letter);
      sending.keep(letter);
    }
  }

  /** The id of who sends through a channel, set up or not; that of the channel for nobody. */
  public String name(String channel) {
    return channels.find(channel).map(Notifier::id).orElse("notify." + channel);
  }
}
