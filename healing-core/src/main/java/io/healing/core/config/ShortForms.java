package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.DirectoryRequirement;
import io.healing.api.environment.EndpointRequirement;
import io.healing.api.environment.ExecutableRequirement;
import io.healing.api.environment.JavaRequirement;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What the declaration of an environment may say in fewer words. */
final class ShortForms {
  /** Records that may be written as the one text that they cannot do without. */
  static final Map<Class<?>, String> AS_TEXT =
      Map.of(
          DirectoryRequirement.class, "path",
          ExecutableRequirement.class, "name",
          EndpointRequirement.class, "address");

  private ShortForms() {}

  /** A record's block, or its one text in place of it. */
  static Kind of(Class<?> type, Block block) {
    String key = AS_TEXT.get(type);
    return key == null ? block : spot -> single(spot) ? named(spot, key) : block.read(spot);
  }

  private static boolean single(Spot spot) {
    return spot.node() instanceof ScalarNode && !spot.empty();
  }

  private static Optional<JsonNode> named(Spot spot, String key) {
    JsonNode text = Scalars.text().read(spot).orElseGet(() -> TextNode.valueOf(StandIn.TEXT));
    return Optional.of(JsonNodeFactory.instance.objectNode().set(key, text));
  }

  /** A component's kind where it may be written in another form, too; else the usual one. */
  static Kind of(Class<?> record, String name, Kind usual) {
    if (record == DatabaseRequirement.class && name.equals("schema")) {
      return spot -> single(spot) ? alone(spot) : usual.read(spot);
    }
    return record == JavaRequirement.class && name.equals("min_version") ? release(usual) : usual;
  }

  private static Optional<JsonNode> alone(Spot spot) {
    return Scalars.text().read(spot).map(text -> JsonNodeFactory.instance.arrayNode().add(text));
  }

  /** A version is a text that looks like a number, so it may stand in quotes. */
  private static Kind release(Kind usual) {
    return spot ->
        spot.node() instanceof ScalarNode scalar
                && !scalar.isPlain()
                && scalar.getValue().matches("[0-9]{1,9}")
            ? Optional.of(IntNode.valueOf(Integer.parseInt(scalar.getValue())))
            : usual.read(spot);
  }
}
