package io.healing.core.notify;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.config.LogLevel;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.Notifier;
import io.healing.api.review.SuggestionBehaviorConfig;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells people, each kind of message by its own switch, through the channel that the job names. The
 * channel {@code log} is always there. Thread-safe as far as notifiers and clock are.
 */
public final class Notifying {
  /** The finding that nothing is set up for a channel; it says its mend, so nobody analyses it. */
  public static final String NOT_SET_UP = "notify.not-set-up";

  private final Map<String, Notifier> byChannel;
  private final Notifier log;
  private final InstantSource clock;

  /**
   * Tells through these channels and the log.
   *
   * @param notifiers at most one for a channel; one for {@code log} takes the place of ours where a
   *     job names that channel
   * @param clock tells the moment
   * @param least nothing below this level is handed to the log
   * @throws HealingException when two are for the same channel
   */
  public Notifying(List<Notifier> notifiers, InstantSource clock, LogLevel least) {
    this.clock = clock;
    log = new LogNotifier(least);
    Map<String, Notifier> known = new HashMap<>();
    notifiers.forEach(notifier -> put(known, notifier));
    known.putIfAbsent(log.channel(), log);
    this.byChannel = Map.copyOf(known);
  }

  private static void put(Map<String, Notifier> known, Notifier notifier) {
    Notifier other = known.put(notifier.channel(), notifier);
    if (other != null) {
      throw new HealingException(
          "The channel \""
              + notifier.channel()
              + "\" has two notifiers: "
              + other.id()
              + " and "
              + notifier.id(),
          "Register one of them.");
    }
  }

  /**
   * Tells it if its kind is switched on. A channel that is known and not set up is replaced by the
   * log, and so is one whose notifier throws.
   *
   * @param message what is to be told, redacted
   * @param switches which kinds are told, and the recipient
   * @param behavior the channel, and whether suggestions are told
   * @return what is wrong with the channel; the same finding on the same subject for every job and
   *     every message, so that it makes one incident
   */
  public Optional<Finding> tell(
      Message message, HealingNotifyConfig switches, SuggestionBehaviorConfig behavior) {
    if (!wanted(message.kind(), switches, behavior)) {
      return Optional.empty();
    }
    return send(notification(message, switches), behavior.notifyChannel());
  }

  /** Who sends what is told through a channel; empty when nobody is set up for it. */
  public Optional<String> notifier(String channel) {
    return Optional.ofNullable(byChannel.get(channel)).map(Notifier::id);
  }

  /**
   * Writes it to the log if its kind is switched on: its channel did not answer, or is rested.
   *
   * @param message what is to be told, redacted
   * @param switches which kinds are told
   * @param behavior whether suggestions are told
   */
  public void keep(
      Message message, HealingNotifyConfig switches, SuggestionBehaviorConfig behavior) {
    if (wanted(message.kind(), switches, behavior)) {
      log.send(notification(message, switches));
    }
  }

  private Notification notification(Message message, HealingNotifyConfig switches) {
    return new Notification(
        message.kind(),
        message.subject(),
        message.title(),
        message.body(),
        switches.session(),
        clock.instant());
  }

  /** Whether anybody is to be told this kind of message at all. */
  public boolean wanted(
      Message message, HealingNotifyConfig switches, SuggestionBehaviorConfig behavior) {
    return wanted(message.kind(), switches, behavior);
  }

  private static boolean wanted(
      NotificationKind kind, HealingNotifyConfig switches, SuggestionBehaviorConfig behavior) {
    return switch (kind) {
      case SUGGESTION -> behavior.notifyOnSuggestion();
      case ANALYSIS -> switches.onAnalysis();
      case FIX_ATTEMPT -> switches.onFixAttempt();
      case SUCCESS -> switches.onSuccess();
      case GIVE_UP -> switches.onGiveUp();
    };
  }

  private Optional<Finding> send(Notification notification, String channel) {
    Notifier notifier = byChannel.get(channel);
    if (notifier == null) {
      log.send(notification);
      return Optional.of(notSetUp(channel));
    }
    try {
      notifier.send(notification);
      return Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      log.send(notification);
      return Optional.of(failed(notifier, e));
    }
  }

  private static Finding notSetUp(String channel) {
    return Finding.of(
            NOT_SET_UP,
            Subject.plugin("notify." + channel),
            "Messages for \"" + channel + "\" go to the log, because nothing is set up for it")
        .withType(ErrorType.CONFIGURATION_ERROR)
        .withSeverity(ErrorSeverity.LOW)
        .withCause(channel)
        .withEvidence("channel", channel)
        .withHint(
            "Register a notifier for \"" + channel + "\", or set suggestions.notify_channel: log");
  }

  private static Finding failed(Notifier notifier, Throwable fault) {
    return Finding.of(
            "plugin.failed",
            Subject.plugin(notifier.id()),
            "The notifier " + notifier.id() + " could not send: " + fault)
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withCause(fault.getClass().getName())
        .withEvidence("channel", notifier.channel())
        .withHint("The message is in the log; look at the settings of the channel.");
  }
}
