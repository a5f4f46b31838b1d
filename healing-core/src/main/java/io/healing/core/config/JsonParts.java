package io.healing.core.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.review.SuggestionSeverity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are final classes and not records: how they are taken apart and put together. */
final class JsonParts extends SimpleModule {
  private static final long serialVersionUID = 1L;

  JsonParts() {
    super("healing-parts");
    part(ActionRequest.class, JsonParts::parts, JsonParts::request);
    part(ActionPlan.class, JsonParts::parts, JsonParts::plan);
    part(JobSchedule.class, JsonParts::parts, JsonParts::schedule);
    part(JobDefinition.class, JsonParts::parts, JsonParts::definition);
    part(Image.class, JsonParts::parts, JsonParts::image);
  }

  private <T> void part(Class<T> type, Function<T, Object> apart, Together<T> together) {
    addSerializer(type, new Writer<>(type, apart));
    addDeserializer(type, new Reader<>(type, together));
  }

  private static Map<String, Object> parts(ActionRequest request) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("type", request.type());
    parts.put("target", request.target());
    parts.put("parameters", request.parameters());
    return parts;
  }

  private static ActionRequest request(Tree tree) throws IOException {
    return ActionRequest.of(tree.of("type", ActionType.class), tree.of("target", Target.class))
        .withParameters(tree.texts("parameters"));
  }

  private static Map<String, Object> parts(ActionPlan plan) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("request", plan.request());
    parts.put("summary", plan.summary());
    parts.put("undo", plan.undo());
    parts.put("risk", plan.risk());
    parts.put("details", plan.details());
    parts.put("before", plan.before());
    parts.put("after", plan.after());
    return parts;
  }

  private static ActionPlan plan(Tree tree) throws IOException {
    ActionPlan plan =
        ActionPlan.of(tree.of("request", ActionRequest.class), tree.of("summary", String.class))
            .withUndo(tree.of("undo", Undo.class))
            .withRisk(tree.of("risk", SuggestionSeverity.class))
            .withImages(tree.of("before", Image.class), tree.of("after", Image.class));
    for (Map.Entry<String, String> detail : tree.texts("details").entrySet()) {
      plan = plan.withDetail(detail.getKey(), detail.getValue());
    }
    return plan;
  }

  private static Map<String, Object> parts(Image image) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("present", image.present());
    image
        .content()
        .ifPresent(bytes -> parts.put("content", Base64.getEncoder().encodeToString(bytes)));
    return parts;
  }

  private static Image image(Tree tree) throws IOException {
    return tree.of("present", Boolean.class)
        ? Image.of(Base64.getDecoder().decode(tree.of("content", String.class)))
        : Image.absent();
  }

  private static Map<String, Object> parts(JobSchedule schedule) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (schedule instanceof JobSchedule.Cron cron) {
      parts.put("cron", cron.expression());
      parts.put("zone", cron.zone().getId());
    } else if (schedule instanceof JobSchedule.Every every) {
      parts.put("every", every.period());
    }
    return parts;
  }

  private static JobSchedule schedule(Tree tree) throws IOException {
    return tree.has("every")
        ? JobSchedule.every(tree.of("every", Duration.class))
        : JobSchedule.cron(tree.of("cron", String.class), ZoneId.of(tree.of("zone", String.class)));
  }

  private static Map<String, Object> parts(JobDefinition job) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("id", job.id());
    parts.put("name", job.name());
    parts.put("runner", job.runner());
    parts.put("command", job.command());
    parts.put("files", job.files().stream().map(Path::toString).toList());
    parts.put("uses", job.uses().stream().sorted().toList());
    parts.put("schedule", job.schedule().orElse(null));
    parts.put("start_grace", job.startGrace());
    parts.put("max_duration", job.maxDuration().orElse(null));
    parts.put("repeatable", job.repeatable());
    parts.put("job_file", job.jobFile().orElse(null));
    return parts;
  }

  private static JobDefinition definition(Tree tree) throws IOException {
    JobDefinition job = JobDefinition.of(tree.of("id", String.class));
    job = tree.has("name") ? job.withName(tree.of("name", String.class)) : job;
    job = tree.has("runner") ? job.withRunner(tree.of("runner", String.class)) : job;
    job = job.withCommand(tree.list("command"));
    job = job.withFiles(tree.list("files").stream().map(Path::of).toList());
    job = job.withUses(new LinkedHashSet<>(tree.list("uses")));
    return timing(job, tree);
  }

  private static JobDefinition timing(JobDefinition part, Tree tree) throws IOException {
    JobDefinition job = part;
    job = tree.has("schedule") ? job.withSchedule(tree.of("schedule", JobSchedule.class)) : job;
    job =
        tree.has("start_grace") ? job.withStartGrace(tree.of("start_grace", Duration.class)) : job;
    job =
        tree.has("max_duration")
            ? job.withMaxDuration(tree.of("max_duration", Duration.class))
            : job;
    job = tree.has("repeatable") ? job.withRepeatable(tree.of("repeatable", Boolean.class)) : job;
    return tree.has("job_file") ? job.withJobFile(tree.of("job_file", Path.class)) : job;
  }

  /** Puts a value together from its tree. */
  @FunctionalInterface
  private interface Together<T> {
    T from(Tree tree) throws IOException;
  }

  /** An object of JSON whose values are read as they are asked for. */
  private record Tree(JsonNode node, DeserializationContext context) {
    boolean has(String name) {
      return node.hasNonNull(name);
    }

    <T> T of(String name, Class<T> type) throws IOException {
      @Nullable T value = has(name) ? context.readTreeAsValue(node.get(name), type) : null;
      if (value == null) {
        throw new IllegalArgumentException(name + " is missing");
      }
      return value;
    }

    List<String> list(String name) {
      List<String> texts = new ArrayList<>();
      node.path(name).forEach(item -> texts.add(item.asText()));
      return texts;
    }

    Map<String, String> texts(String name) {
      Map<String, String> texts = new LinkedHashMap<>();
      node.path(name).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
      return texts;
    }
  }

  private static final class Writer<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<T, Object> apart;

    Writer(Class<T> type, Function<T, Object> apart) {
      super(type);
      this.apart = apart;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(apart.apply(value), out);
    }
  }

  private static final class Reader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Together<T> together;

    Reader(Class<T> type, Together<T> together) {
      super(type);
      this.together = together;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode tree = context.readTree(in);
      try {
        return together.from(new Tree(tree, context));
      } catch (IllegalArgumentException | DateTimeException e) {
        return context.reportInputMismatch(this, "%s", e.getMessage());
      }
    }
  }
}
