package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.Nearest;
import io.healing.api.WireWord;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.DeploymentConfig;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.ServiceConfig;
import io.healing.api.config.EscalationRung;
import io.healing.api.config.LogLevel;
import io.healing.api.config.MaintenanceWindow;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.DirectoryRequirement;
import io.healing.api.environment.DiskRequirement;
import io.healing.api.environment.EndpointRequirement;
import io.healing.api.environment.ExecutableRequirement;
import io.healing.api.environment.JavaRequirement;
import io.healing.api.environment.PackageRequirement;
import io.healing.api.environment.RuntimeRequirement;
import io.healing.api.notify.NotifyRoute;
import io.healing.api.review.BusinessLogConfig;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map whose keys are the components of one configuration record and no others. Immutable and
 * thread-safe.
 */
final class Block implements Kind {
  private static final Map<Class<?>, List<String>> REQUIRED =
      Map.ofEntries(
          Map.entry(AllowedCommand.class, List.of("command")),
          Map.entry(ServiceConfig.class, List.of("name")),
          Map.entry(DeploymentConfig.class, List.of("name", "releases", "current")),
          Map.entry(MaintenanceWindow.class, List.of("from", "to")),
          Map.entry(BusinessLogConfig.class, List.of("path")),
          Map.entry(JavaRequirement.class, List.of("min_version")),
          Map.entry(RuntimeRequirement.class, List.of("name")),
          Map.entry(ExecutableRequirement.class, List.of("name")),
          Map.entry(DirectoryRequirement.class, List.of("path")),
          Map.entry(DiskRequirement.class, List.of("min_free")),
          Map.entry(EndpointRequirement.class, List.of("address")),
          Map.entry(PackageRequirement.class, List.of("manifest", "check")),
          Map.entry(DatabaseRequirement.class, List.of("path", "schema")),
          Map.entry(EscalationRung.class, List.of("after")),
          Map.entry(NotifyRoute.class, List.of("channel")),
          Map.entry(ProcedureSpec.class, List.of("name", "description", "steps")),
          Map.entry(ProcedureStep.class, List.of("type", "description")));

  private static final Set<String> NOTHING = Set.of("", "0", "PT0S");

  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final List<String> required;
  private final Map<String, JsonNode> standIns = new LinkedHashMap<>();

  /**
   * @param nullable whether the key may be there without a value, which then says "none"
   */
  private record Field(Kind kind, boolean nullable) {}

  private Block(Class<?> type, Json json) {
    ObjectNode standard = json.defaults(type);
    List<String> needed = required(type);
    for (Part part : Part.of(type)) {
      String name = part.name();
      Kind usual = kind(part.component().getGenericType(), json);
      Kind kind = ShortForms.of(type, name, usual);
      fields.put(name, new Field(kind, standard.path(name).isNull()));
      if (needed.contains(name) && NOTHING.contains(standard.path(name).asText())) {
        standIns.put(name, StandIn.of(part.component().getGenericType()));
      }
    }
    required = needed;
  }

  /** The block of a configuration record. */
  static Block of(Class<? extends Record> type, Json json) {
    return new Block(type, json);
  }

  /** The keys that a block may not leave out, because they have no default. */
  static List<String> required(Class<?> type) {
    return REQUIRED.getOrDefault(type, List.of());
  }

  private static Kind kind(Type type, Json json) {
    if (type instanceof ParameterizedType many) {
      Type item = many.getActualTypeArguments()[0];
      return many.getRawType() == Map.class ? texts() : list(kind(item, json), StandIn.of(item));
    }
    Class<?> single = (Class<?>) type;
    if (single.isRecord()) {
      return ShortForms.of(single, new Block(single, json));
    }
    if (single == LogLevel.class) {
      return Scalars.wordInAnyCase(words(single));
    }
    return single.isEnum() ? Scalars.word(words(single)) : simple(single);
  }

  private static Kind simple(Class<?> type) {
    Map<Class<?>, Kind> kinds =
        Map.of(
            boolean.class, Scalars.flag(),
            int.class, Scalars.integer(),
            Integer.class, Scalars.integer(),
            long.class, Sizes.bytes(),
            double.class, Scalars.decimal(),
            String.class, Scalars.text(),
            Duration.class, Scalars.duration(),
            Instant.class, Scalars.moment());
    Kind kind = kinds.get(type);
    if (kind == null) {
      throw new IllegalStateException("A configuration may not have a component of " + type);
    }
    return kind;
  }

  /** The words that a configuration may use; what stands for a foreign word is none of them. */
  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((WireWord) constant).word())
        .filter(word -> !word.equals("unknown"))
        .toList();
  }

  /** A map from names of the user's own to texts. */
  private static Kind texts() {
    return spot -> {
      ObjectNode texts = JsonNodeFactory.instance.objectNode();
      Map<String, Entry> entries = spot.empty() ? Map.of() : Entry.of(spot);
      for (Entry entry : entries.values()) {
        Scalars.text().read(spot.of(entry)).ifPresent(text -> texts.set(entry.key(), text));
      }
      return Optional.of(texts);
    };
  }

  /** A list of one kind of values. */
  static Kind list(Kind item, JsonNode standIn) {
    return spot -> {
      spot.reading().count(spot.node());
      if (spot.empty()) {
        spot.fault("has no value, but a list is wanted. Write [] for none, or remove the line");
        return Optional.empty();
      }
      if (!(spot.node() instanceof SequenceNode list)) {
        spot.fault("is " + Scalars.what(spot) + ", but a list is wanted. Write [one, two]");
        return Optional.empty();
      }
      if (!list.getTag().equals(Tag.SEQ)) {
        spot.fault(Scalars.tag(list));
        return Optional.empty();
      }
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      for (Node node : list.getValue()) {
        items.add(item.read(spot.item(items.size(), node)).orElse(standIn));
      }
      return Optional.of(items);
    };
  }

  @Override
  public Optional<JsonNode> read(Spot spot) {
    return Optional.of(block(spot));
  }

  /** Reads what is written; an empty value says nothing. */
  ObjectNode block(Spot spot) {
    ObjectNode block = JsonNodeFactory.instance.objectNode();
    Map<String, Entry> entries = spot.empty() ? Map.of() : Entry.of(spot);
    for (Entry entry : entries.values()) {
      field(spot, entry).ifPresent(value -> block.set(entry.key(), value));
    }
    boolean map = spot.empty() || spot.node() instanceof MappingNode;
    required.stream()
        .filter(name -> map && !entries.containsKey(name))
        .forEach(name -> spot.fault("has no " + name + ". Write one"));
    standIns.forEach(
        (name, value) -> {
          if (!block.has(name)) {
            block.set(name, value);
          }
        });
    return block;
  }

  private Optional<JsonNode> field(Spot spot, Entry entry) {
    Field field = fields.get(entry.key());
    if (field == null) {
      unknown(spot, entry);
      return Optional.empty();
    }
    Spot at = spot.of(entry);
    if (at.empty() && field.nullable()) {
      return Optional.of(NullNode.instance);
    }
    return field.kind().read(at);
  }

  private void unknown(Spot spot, Entry entry) {
    unknown(spot, entry, fields.keySet());
  }

  /** A key of ours that does not exist. */
  static void unknown(Spot spot, Entry entry, Set<String> known) {
    String maybe = Nearest.maybe(entry.key(), known);
    String mend = maybe.isEmpty() ? " Known are " + String.join(", ", known) : maybe;
    spot.of(new Entry(entry.key(), entry.keyNode(), entry.keyNode())).fault("is unknown." + mend);
  }
}
