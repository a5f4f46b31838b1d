package io.healing.core.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.Nearest;
import io.healing.api.Subject;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.HealingNotifyConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one job: strictly what is ours, knowingly what helps to watch it, and nothing of the rest,
 * which is the host's.
 */
final class JobReader {
  private static final int NEAR = 2;
  private static final int SHORT = 4;
  private static final List<String> NOT_TO_MISS = List.of("self_healing", "sla");

  /** Without these a job is healed in another way than was declared, and no host has such words. */
  private static final List<String> SAFETIES = List.of("self_healing", "repeatable");

  private final Blocks blocks;
  private final Lazy<ObjectNode> standard;

  /**
   * @param notify what a job has that says nothing of its own on notifications
   */
  JobReader(Blocks blocks, HealingNotifyConfig notify) {
    this.blocks = blocks;
    this.standard =
        new Lazy<>(
            () -> blocks.json().tree(SelfHealingConfig.defaults().withNotifications(notify)));
  }

  /** The job with this id; empty, with a fault, where it is none. */
  Optional<JobConfig> read(String id, Spot spot) {
    Optional<String> wrong = wrong(id);
    wrong.ifPresent(spot::fault);
    if (wrong.isPresent()) {
      return Optional.empty();
    }
    Map<String, Entry> keys = spot.empty() ? Map.of() : Entry.of(spot);
    keys.values().forEach(entry -> doubt(spot, entry));
    return Optional.of(
        new JobConfig(
            new JobKeys(spot, keys).definition(id), sla(spot, keys), healing(spot, keys)));
  }

  private static Optional<String> wrong(String id) {
    try {
      Subject.job(id);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private @Nullable SlaConfig sla(Spot spot, Map<String, Entry> keys) {
    Entry entry = keys.get("sla");
    if (entry == null || spot.of(entry).empty()) {
      return null;
    }
    ObjectNode given = blocks.sla().block(spot.of(entry));
    return blocks.json().bind(SlaConfig.class, blocks.json().defaults(SlaConfig.class), given);
  }

  private SelfHealingConfig healing(Spot spot, Map<String, Entry> keys) {
    Entry entry = keys.get("self_healing");
    ObjectNode given =
        entry == null
            ? standard.get().deepCopy().removeAll()
            : blocks.selfHealing().block(spot.of(entry));
    return blocks.json().bind(SelfHealingConfig.class, standard.get(), given);
  }

  private static void doubt(Spot spot, Entry entry) {
    String key = entry.key().toLowerCase(Locale.ROOT);
    if (JobKeys.KNOWN.contains(entry.key())) {
      return;
    }
    JobKeys.KNOWN.stream()
        .filter(word -> near(key, word))
        .min(Comparator.comparingInt(word -> Nearest.distance(key, word)))
        .ifPresent(word -> doubt(spot.of(key(entry)), key, word));
  }

  private static void doubt(Spot place, String key, String word) {
    if (SAFETIES.contains(word) && Nearest.slip(key, word)) {
      place.fault("is unknown. Maybe " + word);
    } else {
      place.warn("is left to the host. Maybe " + word);
    }
  }

  /**
   * Whether two letters at most differ, and some are the same; one letter where the word is so
   * short that a host's own word may well be as near.
   */
  private static boolean near(String key, String word) {
    int distance = Nearest.distance(key, word);
    boolean strict = NOT_TO_MISS.contains(word) || word.length() > SHORT;
    return distance <= (strict ? NEAR : 1) && distance < key.length();
  }

  private static Entry key(Entry entry) {
    return new Entry(entry.key(), entry.keyNode(), entry.keyNode());
  }
}
