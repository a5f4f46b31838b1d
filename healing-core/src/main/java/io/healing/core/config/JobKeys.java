package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What the keys of a job tell about it. Those that are ours ({@code files}, {@code uses}, {@code
 * runner}, {@code repeatable}, {@code start_grace}, {@code max_duration}, {@code every}) are
 * strict; the host's ({@code name}, {@code cmd}, {@code cwd}, {@code schedule}, {@code timezone},
 * {@code resources.timeout_seconds}, {@code enabled}, {@code type}) tell what they can.
 */
final class JobKeys {
  /** The keys that are read; no other key is looked at. */
  static final Set<String> KNOWN =
      Set.of(
          "self_healing",
          "sla",
          "files",
          "uses",
          "runner",
          "repeatable",
          "start_grace",
          "max_duration",
          "every",
          "name",
          "cmd",
          "cwd",
          "schedule",
          "timezone",
          "resources",
          "enabled",
          "type");

  private static final Kind TEXTS = Block.list(Scalars.text(), TextNode.valueOf("one"));

  private final Spot spot;
  private final Map<String, Entry> keys;

  JobKeys(Spot spot, Map<String, Entry> keys) {
    this.spot = spot;
    this.keys = keys;
  }

  JobDefinition definition(String id) {
    JobDefinition job =
        JobDefinition.of(id)
            .withName(host("name").filter(name -> !name.isBlank()).orElse(id))
            .withJobFile(spot.reading().file().toAbsolutePath().normalize())
            .withCommand(command())
            .withFiles(files())
            .withUses(new LinkedHashSet<>(texts("uses")))
            .withRepeatable(
                ours("repeatable", Scalars.flag()).map(JsonNode::asBoolean).orElse(true));
    job = ours("runner", Scalars.text()).flatMap(this::runner).map(job::withRunner).orElse(job);
    job = schedule().map(job::withSchedule).orElse(job);
    job = told().map(job::withDirectory).orElse(job);
    job = span("start_grace", Duration.ZERO).map(job::withStartGrace).orElse(job);
    return maxDuration().map(job::withMaxDuration).orElse(job);
  }

  private Optional<String> runner(JsonNode given) {
    if (given.asText().isBlank()) {
      at("runner").ifPresent(runner -> runner.fault("is blank. Name a runner, or remove the line"));
      return Optional.empty();
    }
    return Optional.of(given.asText());
  }

  private Optional<JobSchedule> schedule() {
    Optional<Duration> every = span("every", Duration.ofMillis(1));
    Optional<JobSchedule> cron = new CronKeys(spot, keys).schedule();
    if (every.isPresent() && cron.isPresent()) {
      at("every").ifPresent(place -> place.fault("stands beside schedule. Remove one of them"));
    }
    return every.map(JobSchedule::every).or(() -> cron);
  }

  private Optional<Duration> maxDuration() {
    return span("max_duration", Duration.ofMillis(1)).or(this::timeout);
  }

  /** The host's own time limit, where it is a number of seconds. */
  private Optional<Duration> timeout() {
    return at("resources")
        .filter(place -> place.node() instanceof org.yaml.snakeyaml.nodes.MappingNode)
        .map(Entry::of)
        .map(resources -> resources.get("timeout_seconds"))
        .filter(entry -> entry.value() instanceof ScalarNode)
        .flatMap(entry -> Scalars.number(((ScalarNode) entry.value()).getValue()))
        .filter(seconds -> seconds > 0 && seconds <= Durations.LONGEST.toSeconds())
        .map(seconds -> Duration.ofMillis(Math.max(1, Math.round(seconds * 1_000))));
  }

  private Optional<Duration> span(String key, Duration least) {
    Optional<Duration> span =
        ours(key, Scalars.duration()).map(text -> Duration.parse(text.asText()));
    boolean fits =
        span.isEmpty()
            || (span.get().compareTo(least) >= 0 && span.get().compareTo(Durations.LONGEST) <= 0);
    if (!fits) {
      String range = least.isZero() ? "from 0s to 365d" : "longer than 0s and at most 365d";
      at(key).ifPresent(place -> place.fault(Durations.text(span.get()) + " must be " + range));
    }
    return span.filter(each -> fits);
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    List<String> names = texts("files");
    for (String name : names) {
      CommandLine.path(name, spot.reading().directory())
          .ifPresentOrElse(
              files::add,
              () -> at("files").ifPresent(at -> at.fault(Faults.quote(name) + " is no path")));
    }
    return files;
  }

  /** The texts of a list of ours, none of them blank. */
  private List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    ours(key, TEXTS).ifPresent(list -> list.forEach(item -> texts.add(item.asText())));
    if (texts.stream().anyMatch(String::isBlank)) {
      at(key).ifPresent(place -> place.fault("holds a blank text. Remove it"));
    }
    return texts.stream().filter(text -> !text.isBlank()).toList();
  }

  private List<String> command() {
    List<String> arguments =
        at("cmd").map(Spot::node).stream()
            .flatMap(
                node ->
                    node instanceof SequenceNode list ? list.getValue().stream() : Stream.of(node))
            .filter(ScalarNode.class::isInstance)
            .map(node -> ((ScalarNode) node).getValue())
            .toList();
    boolean text = at("cmd").filter(place -> place.node() instanceof ScalarNode).isPresent();
    List<String> split = text ? CommandLine.split(String.join("", arguments)) : arguments;
    return CommandLine.resolve(split, directory());
  }

  private Path directory() {
    return told().orElse(spot.reading().directory());
  }

  /** Where the host says that the job runs. */
  private Optional<Path> told() {
    return host("cwd")
        .map(cwd -> CommandLine.expand(cwd, System.getenv()))
        .flatMap(cwd -> CommandLine.path(cwd, spot.reading().directory()));
  }

  private Optional<JsonNode> ours(String key, Kind kind) {
    return at(key).flatMap(kind::read);
  }

  /** The text of a key of the host's; empty where it is no text, which is the host's business. */
  private Optional<String> host(String key) {
    return at(key)
        .filter(place -> !place.empty() && place.node() instanceof ScalarNode)
        .map(place -> ((ScalarNode) place.node()).getValue());
  }

  private Optional<Spot> at(String key) {
    return Optional.ofNullable(keys.get(key)).map(spot::of);
  }
}
