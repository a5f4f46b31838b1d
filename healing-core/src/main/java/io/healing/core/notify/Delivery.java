package io.healing.core.notify;

import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.store.HealingStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far what people are told of an incident has come, as the store tells it.
 *
 * @param reached whether a channel has taken anything of it, or nobody noted whether one has
 * @param waiting which channels have not, and until when they wait, as a sentence; empty for none
 */
public record Delivery(boolean reached, String waiting) {

  /** Of this incident; also what other processes are to send. */
  public static Delivery of(HealingStore store, String incident) {
    boolean reached =
        new Followed(store).find(incident).map(entry -> entry.reached() != null).orElse(true);
    LetterJson json = new LetterJson();
    List<Letter> waiting =
        store.states().all(Outbox.WAITING).entrySet().stream()
            .flatMap(entry -> json.letter(entry.getKey(), entry.getValue()).stream())
            .filter(letter -> letter.tellsOf(incident))
            .sorted(Comparator.comparing(letter -> letter.to().channel()))
            .toList();
    if (waiting.isEmpty()) {
      return new Delivery(reached, reached ? "" : "No channel took it; it is in the log.");
    }
    String channels =
        waiting.stream()
            .map(letter -> words(store, letter))
            .distinct()
            .collect(Collectors.joining(", "));
    return new Delivery(reached, "Not taken yet by " + channels + ".");
  }

  private static String words(HealingStore store, Letter letter) {
    String channel = letter.to().channel();
    Instant rest = rest(store, channel).orElse(Instant.MIN);
    String until =
        !rest.isBefore(letter.due())
            ? " (left alone until " + rest + ")"
            : " (tried again at " + letter.due() + ")";
    return channel + (letter.tries() == 0 && rest.equals(Instant.MIN) ? "" : until);
  }

  /** Until when its notifier is left alone, as was told of it. */
  private static Optional<Instant> rest(HealingStore store, String channel) {
    return store.incidents().active().stream()
        .filter(incident -> incident.subject().name().startsWith(Subject.plugin("").name()))
        .map(Incident::evidence)
        .filter(evidence -> channel.equals(evidence.get("channel")))
        .flatMap(
            evidence ->
                Stream.of("rested_until", "left_alone_until")
                    .filter(evidence::containsKey)
                    .map(evidence::get))
        .map(Instant::parse)
        .max(Comparator.naturalOrder());
  }
}
