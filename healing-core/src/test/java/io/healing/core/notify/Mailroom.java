package io.healing.core.notify;

import io.healing.api.HeldClock;
import io.healing.api.Options;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.Notifier;
import io.healing.api.store.HealingStore;
import io.healing.core.store.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A room for messages with a held clock and a store, driven as the loop drives it. */
final class Mailroom {
  static final Address MAIL = new Address("mail", "night shift");

  final HeldClock clock = HeldClock.at(Samples.NOON);
  final HealingStore store;
  final long instance;
  final Notifying notifying;
  final List<Finding> failures = new ArrayList<>();
  private final AtomicInteger ids;

  private Mailroom(
      HealingStore store, String process, DeliveryConfig delivery, Notifier... notifiers) {
    this.store = store;
    ids = new AtomicInteger(store.instances().all().size() * 100);
    instance = store.instances().register(process, 1, clock.instant()).id();
    notifying =
        new Notifying(
            List.of(notifiers),
            new NotifySettings(
                delivery,
                store,
                "shop",
                () -> "web-3",
                instance,
                () -> "m-" + ids.incrementAndGet(),
                () -> 0.5,
                clock,
                id -> options(id, notifiers)));
  }

  private static Options options(String id, Notifier... notifiers) {
    return Options.of(
        Stream.of(notifiers)
            .filter(one -> one.id().equals(id))
            .flatMap(one -> one.options().stream())
            .toList(),
        Map.of());
  }

  static Mailroom of(DeliveryConfig delivery, Notifier... notifiers) {
    return unasked(delivery, notifiers).ask();
  }

  /** Before any notifier has said whether it is set up. */
  static Mailroom unasked(DeliveryConfig delivery, Notifier... notifiers) {
    return new Mailroom(InMemoryStore.create(), "test", delivery, notifiers);
  }

  /** Another process of the same program on the same store. */
  Mailroom next(DeliveryConfig delivery, Notifier... notifiers) {
    return beside("test", delivery, notifiers);
  }

  /** A process of another program on the same store. */
  Mailroom beside(String process, DeliveryConfig delivery, Notifier... notifiers) {
    Mailroom next = new Mailroom(store, process, delivery, notifiers);
    next.clock.advance(Duration.between(next.clock.instant(), clock.instant()));
    return next.ask();
  }

  /** Asks those that are to be asked whether they are set up. */
  Mailroom ask() {
    for (String channel : notifying.toAsk(clock.instant(), id -> true)) {
      notifying.answered(channel, notifying.ask(channel).orElse("")).ifPresent(failures::add);
    }
    return this;
  }

  static Message message(NotificationKind kind, String job, String title) {
    return new Message(
        kind, Subject.job(job), ErrorSeverity.HIGH, "", false, title, "What: it\nNext: nothing.");
  }

  static Message help(String title) {
    return message(NotificationKind.GIVE_UP, "report", title);
  }

  /** Takes a message for this address, as what is to be told now. */
  List<Finding> take(Message message, Address to) {
    Taken taken = notifying.take(message, List.of(to), id -> true);
    taken.atOnce().forEach(this::send);
    return taken.faults();
  }

  /** Lets time pass and sends what is due. */
  Mailroom pass(Duration time) {
    clock.advance(time);
    notifying.due(clock.instant(), id -> true).forEach(this::send);
    return this;
  }

  private void send(Letter letter) {
    try {
      notifying.send(letter);
      notifying.sent(letter);
    } catch (RuntimeException e) {
      failures.add(notifying.failed(letter, e).finding());
    }
  }

  /** What is written to the log meanwhile. */
  static String logged(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** A channel that keeps what it is given, or fails. */
  static final class Channel implements Notifier {
    final List<Notification> sent = new ArrayList<>();
    final List<java.time.Instant> tried = new ArrayList<>();
    @Nullable RuntimeException fault;
    String lacks = "";
    private final String word;

    Channel(String word) {
      this.word = word;
    }

    @Override
    public String id() {
      return "acme." + word;
    }

    @Override
    public String channel() {
      return word;
    }

    @Override
    public Optional<String> lacking(Options options) {
      return lacks.isEmpty() ? Optional.empty() : Optional.of(lacks);
    }

    @Override
    public void send(Notification notification) {
      tried.add(notification.sentAt());
      if (fault != null) {
        throw fault;
      }
      sent.add(notification);
    }
  }
}
