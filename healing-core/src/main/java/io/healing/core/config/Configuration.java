package io.healing.core.config;

import io.healing.api.HealingException;
import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.notify.HealingNotifyConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the configuration: one file {@code healing.yaml}, or a bare map of jobs as in older {@code
 * jobs.yaml} files, or one file per job.
 *
 * <p>Strict is all that is ours; other keys of a job are the host's and left alone. All faults of a
 * file are told at once, one a line, each with file, line, path, value and mend. Times of day,
 * words and numbers are read as they are written, not as YAML 1.1 understands them. Without state
 * and thread-safe.
 */
public final class Configuration {
  private static final Json JSON = new Json();
  private static final Blocks BLOCKS = new Blocks(JSON);
  private static final Checks CHECKS = new Checks(JSON);

  private Configuration() {}

  /**
   * A configuration that is in order.
   *
   * @param config the configuration
   * @param warnings what may not be meant, one line each with its place; for a log
   * @param places where its values stand in the file
   */
  public record Loaded(HealingConfig config, List<String> warnings, Places places) {
    /** Copies the list. */
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A job of a file of its own.
   *
   * @param job the job
   * @param warnings what may not be meant, one line each with its place; for a log
   */
  public record LoadedJob(JobConfig job, List<String> warnings) {
    /** Copies the list. */
    public LoadedJob {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads a file. An empty one declares nothing and is a warning.
   *
   * @param file the file; its directory is where the relative paths in it begin
   * @throws HealingException with every fault, when the file cannot be read or is not in order
   */
  public static Loaded read(Path file) {
    return parse(FileText.of(file), file, System.getenv("SELF_HEALING_DATABASE_URL"));
  }

  /**
   * Reads a text as if it stood in a file.
   *
   * @param text YAML
   * @param file what the faults name, and whose directory is where relative paths begin; need not
   *     exist
   * @throws HealingException with every fault, when the text is not in order
   */
  public static Loaded parse(String text, Path file) {
    return parse(text, file, null);
  }

  /** With the database that the environment names, which wins over the file; null for none. */
  static Loaded parse(String text, Path file, @Nullable String databaseUrl) {
    Reading reading = new Reading(file);
    Optional<Node> root = new Document(file.toString()).compose(text);
    if (root.isEmpty()) {
      reading.warn(0, "", "is empty, so no job is declared");
    }
    HealingConfig config =
        root.map(node -> new RootReader(BLOCKS, reading, node).config())
            .orElseGet(() -> HealingConfig.defaults(reading.directory()));
    if (databaseUrl != null && !databaseUrl.isEmpty()) {
      config = config.withSelfHealing(config.selfHealing().withDatabaseUrl(databaseUrl));
      config =
          config.withStore(new StoreConfig(".healing/healing.db", config.store().retentionDays()));
    }
    check(config, reading, "");
    return new Loaded(config, reading.warnings(), reading.places());
  }

  /**
   * Reads a file that holds one job; the name of the file without its ending is the job's id.
   *
   * @param file such as {@code jobs/report.yaml}
   * @throws HealingException with every fault, when the file cannot be read or is not in order
   */
  public static LoadedJob readJob(Path file) {
    return parseJob(FileText.of(file), file);
  }

  /**
   * Reads a text as if it stood in a file that holds one job.
   *
   * @throws HealingException with every fault, when the text is not in order
   */
  public static LoadedJob parseJob(String text, Path file) {
    Reading reading = new Reading(file);
    String id = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    JobReader reader = new JobReader(BLOCKS, HealingNotifyConfig.defaults());
    Optional<Node> root = new Document(file.toString()).compose(text);
    if (root.isEmpty()) {
      reading.faults().add(0, "", "holds no job. Write its keys, as in cmd: python report.py");
    }
    Optional<JobConfig> job = root.flatMap(node -> reader.read(id, new Spot(reading, "", node)));
    HealingConfig around = HealingConfig.defaults(reading.directory());
    check(job.map(around::withJob).orElse(around), reading, "jobs." + id + ".");
    return new LoadedJob(job.orElseThrow(), reading.warnings());
  }

  /**
   * Where the values of a file stand, whatever they are.
   *
   * @throws HealingException when the file cannot be read or is no YAML
   */
  public static Places places(Path file) {
    return ofPlugins(file).places();
  }

  /**
   * What a file says of plug-ins, whatever is wrong with the rest, which is as by default.
   *
   * @throws HealingException when the file cannot be read or is no YAML
   */
  public static Loaded ofPlugins(Path file) {
    Reading reading = new Reading(file);
    HealingConfig rest = HealingConfig.defaults(reading.directory());
    Optional<Node> root = new Document(file.toString()).compose(FileText.of(file));
    return new Loaded(
        root.map(node -> new RootReader(BLOCKS, reading, node).config().plugins())
            .map(rest::withPlugins)
            .orElse(rest),
        List.of(),
        reading.places());
  }

  private static void check(HealingConfig config, Reading reading, String prefix) {
    for (Checks.Problem problem : CHECKS.of(config)) {
      String path = within(problem.path(), prefix);
      reading.faults().add(reading.line(path), path, problem.message());
    }
    reading.faults().refuse();
    for (Checks.Problem doubt : CrossChecks.doubts(config)) {
      String path = within(doubt.path(), prefix);
      reading.warn(reading.line(path), path, doubt.message());
    }
  }

  private static String within(String path, String prefix) {
    return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
  }

  /**
   * Checks a configuration that was built in code, by the same rules as a file.
   *
   * @throws HealingException with every fault and its path
   */
  public static void validate(HealingConfig config) {
    Faults faults = new Faults("");
    CHECKS.of(config).forEach(problem -> faults.add(0, problem.path(), problem.message()));
    faults.refuse();
  }

  /**
   * The option values of a plug-in: what is configured, checked against what it declares, and its
   * defaults for the rest.
   *
   * @param declared the plug-in's options
   * @param given the values from the file, as they are written there
   * @param path what the faults name, such as {@code plugins.acme.disk}
   * @throws HealingException with every unknown key and every value of a wrong type or range
   */
  public static Options options(
      List<PluginOption> declared, Map<String, String> given, String path) {
    return options(declared, given, path, Places.none());
  }

  /**
   * The option values of a plug-in, as they stand in a file.
   *
   * @param places where that is
   * @throws HealingException with every fault and its place
   */
  public static Options options(
      List<PluginOption> declared, Map<String, String> given, String path, Places places) {
    return new PluginOptions(declared, path, places).check(given);
  }

  /** What turns the values of Healing into JSON and back. */
  public static Json json() {
    return JSON;
  }
}
