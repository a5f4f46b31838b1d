package io.healing.core.config;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.HealingException;
import io.healing.api.WireWord;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.DeploymentConfig;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.ServiceConfig;
import io.healing.api.config.EscalationRung;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.HealingPreset;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.DirectoryRequirement;
import io.healing.api.environment.DiskRequirement;
import io.healing.api.environment.EndpointRequirement;
import io.healing.api.environment.ExecutableRequirement;
import io.healing.api.environment.JavaRequirement;
import io.healing.api.environment.RuntimeRequirement;
import io.healing.api.job.JobDefinition;
import io.healing.api.notify.NotifyRoute;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The defaults of every configuration record as trees, and how a partial tree is laid over them.
 */
final class Defaults {
  /** What has no default as a whole, only for some of its parts. */
  private static final Map<Class<?>, Object> PARTS =
      Map.ofEntries(
          entry(AllowedCommand.class, new AllowedCommand(List.of(), null)),
          entry(ServiceConfig.class, new ServiceConfig("", null, List.of(), List.of(), List.of())),
          entry(DeploymentConfig.class, new DeploymentConfig("", "", "", null)),
          entry(ProcedureSpec.class, ProcedureSpec.of("", "")),
          entry(ProcedureStep.class, ProcedureStep.of("", "")),
          entry(EscalationRung.class, EscalationRung.after(Duration.ZERO)),
          entry(NotifyRoute.class, NotifyRoute.to("log")),
          entry(JavaRequirement.class, new JavaRequirement(0, null)),
          entry(RuntimeRequirement.class, new RuntimeRequirement("", null, null)),
          entry(ExecutableRequirement.class, new ExecutableRequirement("", null)),
          entry(DirectoryRequirement.class, new DirectoryRequirement("", null)),
          entry(DiskRequirement.class, new DiskRequirement(".", 0, null)),
          entry(EndpointRequirement.class, new EndpointRequirement("", null)),
          entry(DatabaseRequirement.class, new DatabaseRequirement("", List.of(), false, null)));

  private static final ClassValue<Boolean> KNOWN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return type.isRecord() && standard(type).isPresent();
        }
      };

  private final Lazy<? extends ObjectMapper> mapper;

  // Made once for each class, since every job needs them.
  private final ClassValue<ObjectNode> trees =
      new ClassValue<>() {
        @Override
        protected ObjectNode computeValue(Class<?> type) {
          return standard(type)
              .map(value -> tree(value))
              .orElseGet(JsonNodeFactory.instance::objectNode);
        }
      };

  Defaults(Lazy<? extends ObjectMapper> mapper) {
    this.mapper = mapper;
  }

  private ObjectNode tree(Object value) {
    return value instanceof Record record && Records.knows(value.getClass())
        ? Records.tree(record)
        : mapper.get().valueToTree(value);
  }

  /** Whether a class is a configuration record, which has defaults. */
  static boolean known(Class<?> type) {
    return KNOWN.get(type);
  }

  /**
   * The defaults of a configuration record as a tree, which must not be changed; an empty one for
   * any other class.
   */
  ObjectNode of(Class<?> type) {
    return trees.get(type);
  }

  private static Optional<Object> standard(Class<?> type) {
    if (type == HealingConfig.class) {
      return Optional.of(HealingConfig.defaults(Path.of("")));
    }
    if (type == JobConfig.class) {
      return Optional.of(JobConfig.of(JobDefinition.of("job")));
    }
    return Optional.ofNullable(PARTS.get(type)).or(() -> declared(type));
  }

  private static Optional<Object> declared(Class<?> type) {
    try {
      return Optional.ofNullable(type.getMethod("defaults").invoke(null));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The defaults of " + type + " cannot be made", e);
    }
  }

  /** A whole tree of a configuration record: what is given, and its defaults for the rest. */
  ObjectNode fill(Class<?> type, ObjectNode given) {
    return lay(type, of(type), given);
  }

  /** What is given laid over a whole tree of the same record. */
  ObjectNode lay(Class<?> type, ObjectNode base, ObjectNode given) {
    ObjectNode under = base.deepCopy();
    if (type == SelfHealingConfig.class) {
      preset(given).ifPresent(tree -> under.set("remediation", tree));
    }
    ObjectNode all = under.deepCopy();
    given.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
    for (Part part : Part.of(type)) {
      JsonNode value = given.get(part.name());
      if (value != null) {
        all.set(part.name(), value(part, under.path(part.name()), value));
      }
    }
    return all;
  }

  private Optional<JsonNode> preset(ObjectNode given) {
    return WireWord.parse(HealingPreset.class, given.path("preset").asText())
        .map(preset -> Records.tree(preset.remediation()));
  }

  private JsonNode value(Part part, JsonNode base, JsonNode given) {
    if (given.isNull() && !base.isNull() && !base.isMissingNode()) {
      throw new HealingException(
          part.name() + ": null is no value here.", "Leave it out to have its default.");
    }
    return value(part.component().getGenericType(), base, given);
  }

  private JsonNode value(Type type, JsonNode base, JsonNode given) {
    if (type instanceof Class<?> single && known(single) && given instanceof ObjectNode block) {
      return lay(single, base instanceof ObjectNode whole ? whole : of(single), block);
    }
    if (type instanceof ParameterizedType many) {
      return each(many.getActualTypeArguments()[many.getActualTypeArguments().length - 1], given);
    }
    return given;
  }

  private JsonNode each(Type type, JsonNode given) {
    if (given instanceof ArrayNode list) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      list.forEach(item -> filled.add(value(type, JsonNodeFactory.instance.missingNode(), item)));
      return filled;
    }
    if (given instanceof ObjectNode map) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      map.properties()
          .forEach(
              e ->
                  filled.set(
                      e.getKey(),
                      value(type, JsonNodeFactory.instance.missingNode(), e.getValue())));
      return filled;
    }
    return given;
  }
}
