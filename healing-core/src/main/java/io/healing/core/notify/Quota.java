package io.healing.core.notify;

import io.healing.api.PluginState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many messages a channel got within the last hour, minute by minute. A minute counts until 60
 * minutes after its beginning. Used by one thread.
 */
final class Quota {
  private static final int FORM = 1;
  private static final long MINUTES = Duration.ofHours(1).toMinutes();
  private static final long SECONDS = 60;
  private static final Pattern ENTRY = Pattern.compile("([0-9]{1,15}):([0-9]{1,9})");

  private final TreeMap<Long, Integer> sent = new TreeMap<>();

  Quota() {}

  /** As it was stored. */
  Quota(PluginState state) {
    for (String entry : state.text().split(",", -1)) {
      Matcher pair = ENTRY.matcher(entry);
      if (pair.matches()) {
        sent.put(Long.valueOf(pair.group(1)), Integer.valueOf(pair.group(2)));
      }
    }
  }

  PluginState state() {
    StringJoiner text = new StringJoiner(",");
    sent.forEach((minute, count) -> text.add(minute + ":" + count));
    return new PluginState(FORM, text.toString());
  }

  void count(Instant now) {
    sent.merge(minute(now), 1, Integer::sum);
  }

  /** When one more may be sent, where that is not now. */
  Optional<Instant> full(int most, Instant now) {
    sent.headMap(minute(now) - MINUTES, true).clear();
    int all = sent.values().stream().mapToInt(count -> count).sum();
    return all < most
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond((sent.firstKey() + MINUTES) * SECONDS));
  }

  private static long minute(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SECONDS);
  }
}
