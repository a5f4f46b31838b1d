package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.healing.api.Nearest;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.HealingNotifyConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the root of a file, or a bare map of jobs. */
final class RootReader {
  private static final int NEAR = 2;
  private static final List<String> KEYS =
      List.of("self_healing", "jobs", "environment", "store", "notify", "delivery", "plugins");

  private static final Map<String, Class<? extends Record>> BLOCKS =
      Map.of(
          "self_healing", RootConfig.class,
          "environment", EnvironmentConfig.class,
          "store", StoreConfig.class,
          "notify", HealingNotifyConfig.class,
          "delivery", DeliveryConfig.class);

  private static final Kind PLUGIN_LIST =
      Block.list(Scalars.text(), TextNode.valueOf(StandIn.TEXT));

  private final Blocks blocks;
  private final Reading reading;
  private final Spot root;
  private final Map<String, Entry> keys;

  RootReader(Blocks blocks, Reading reading, Node node) {
    this.blocks = blocks;
    this.reading = reading;
    this.root = new Spot(reading, "", node);
    this.keys = root.empty() ? Map.of() : Entry.of(root);
  }

  /** What the file says, its defaults for the rest; faults are left in the reading. */
  HealingConfig config() {
    boolean bare = Collections.disjoint(keys.keySet(), KEYS);
    HealingNotifyConfig notify =
        block("notify", blocks::notifications, HealingNotifyConfig.defaults());
    if (!bare) {
      refuseOthers();
    }
    return new HealingConfig(
        reading.directory(),
        block("self_healing", blocks::root, RootConfig.defaults()),
        new Jobs(new JobReader(blocks, notify)).read(bare),
        block("environment", blocks::environment, EnvironmentConfig.defaults()),
        block("store", blocks::store, StoreConfig.defaults()),
        notify,
        block("delivery", blocks::delivery, DeliveryConfig.defaults()),
        plugins());
  }

  private <T extends Record> T block(String key, Supplier<Block> block, T standard) {
    Entry entry = keys.get(key);
    if (entry == null) {
      return standard;
    }
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) standard.getClass();
    Json json = blocks.json();
    return json.bind(type, json.defaults(type), block.get().block(root.of(entry)));
  }

  private void refuseOthers() {
    for (Entry entry : keys.values()) {
      if (!KEYS.contains(entry.key())) {
        other(entry);
      }
    }
  }

  /** A misspelt block of the root is known by what it holds: keys of that block, none of a job. */
  private void refuseBlock(Entry entry) {
    Nearest.of(entry.key(), BLOCKS.keySet())
        .filter(word -> Nearest.distance(entry.key(), word) <= NEAR)
        .filter(word -> holds(entry, BLOCKS.getOrDefault(word, Record.class)))
        .ifPresent(unused -> other(entry));
  }

  private boolean holds(Entry entry, Class<?> block) {
    Spot place = root.of(entry);
    if (!(place.node() instanceof MappingNode) || place.empty()) {
      return false;
    }
    Set<String> given = Entry.of(place).keySet();
    return Collections.disjoint(given, JobKeys.KNOWN)
        && Part.of(block).stream().anyMatch(part -> given.contains(part.name()));
  }

  private void other(Entry entry) {
    String maybe = Nearest.maybe(entry.key(), KEYS);
    String mend =
        maybe.isEmpty() ? " A job belongs below jobs; known are " + String.join(", ", KEYS) : maybe;
    root.of(new Entry(entry.key(), entry.keyNode(), entry.keyNode())).fault("is unknown." + mend);
  }

  private Map<String, Map<String, String>> plugins() {
    Map<String, Map<String, String>> plugins = new TreeMap<>();
    for (Spot plugin : below("plugins")) {
      plugins.put(plugin.path().substring("plugins.".length()), options(plugin));
    }
    return plugins;
  }

  private static Map<String, String> options(Spot plugin) {
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, Entry> entries = plugin.empty() ? Map.of() : Entry.of(plugin);
    for (Entry entry : entries.values()) {
      option(plugin.of(entry)).ifPresent(value -> options.put(entry.key(), value));
    }
    return options;
  }

  /** One value as it is written, or those of a list, each with a line end. */
  private static Optional<String> option(Spot spot) {
    if (!(spot.node() instanceof SequenceNode)) {
      return Scalars.text().read(spot).map(JsonNode::asText);
    }
    StringBuilder items = new StringBuilder();
    PLUGIN_LIST.read(spot).ifPresent(list -> list.forEach(item -> line(spot, item, items)));
    return Optional.of(items.toString());
  }

  private static void line(Spot spot, JsonNode item, StringBuilder items) {
    if (item.asText().isBlank() || item.asText().contains("\n")) {
      spot.fault("holds " + Faults.quote(item.asText()) + ". Write one line, or remove it");
    }
    items.append(item.asText()).append('\n');
  }

  private List<Spot> below(String key) {
    Optional<Spot> map = Optional.ofNullable(keys.get(key)).map(root::of);
    return map.filter(place -> !place.empty()).stream()
        .flatMap(place -> Entry.of(place).values().stream().map(place::of))
        .toList();
  }

  /** The jobs of the file. */
  private final class Jobs {
    private final JobReader reader;
    private final Map<String, JobConfig> jobs = new LinkedHashMap<>();

    Jobs(JobReader reader) {
      this.reader = reader;
    }

    Map<String, JobConfig> read(boolean bare) {
      if (bare) {
        keys.values().forEach(RootReader.this::refuseBlock);
        keys.values().forEach(entry -> doubt(entry));
        keys.values().forEach(entry -> job(root, entry));
      } else {
        Optional.ofNullable(keys.get("jobs"))
            .map(root::of)
            .filter(place -> !place.empty())
            .ifPresent(place -> Entry.of(place).values().forEach(entry -> job(place, entry)));
      }
      return jobs;
    }

    private void job(Spot around, Entry entry) {
      if (!entry.key().startsWith("_")) {
        reader.read(entry.key(), around.of(entry)).ifPresent(job -> jobs.put(entry.key(), job));
      }
    }

    private void doubt(Entry entry) {
      Nearest.of(entry.key(), Set.copyOf(KEYS))
          .filter(word -> Nearest.distance(entry.key(), word) <= NEAR)
          .ifPresent(
              word ->
                  root.of(new Entry(entry.key(), entry.keyNode(), entry.keyNode()))
                      .warn("is read as a job of this name. Maybe " + word));
    }
  }
}
