package io.healing.core.config;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.healing.api.Nearest;
import io.healing.api.job.JobSchedule;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The host's cron schedule of a job. */
final class CronKeys {
  private static final CronParser CRON =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final Set<String> WITHOUT_SCHEDULE = Set.of("manual", "oneshot", "continuous");
  private static final int FIELD_COUNT = 5;
  private static final Pattern FIELDS =
      Pattern.compile("[0-9A-Za-z*/,-]{1,200}([ \\t]+[0-9A-Za-z*/,-]{1,200}){4}");
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");

  private final Spot spot;
  private final Map<String, Entry> keys;

  CronKeys(Spot spot, Map<String, Entry> keys) {
    this.spot = spot;
    this.keys = keys;
  }

  /**
   * When the job is expected to start; empty without a schedule, and where the host does not follow
   * it because the job is switched off or is of a type that has none.
   */
  Optional<JobSchedule> schedule() {
    boolean off = text("enabled").flatMap(Scalars::flag).filter(on -> !on).isPresent();
    boolean typeless = text("type").filter(WITHOUT_SCHEDULE::contains).isPresent();
    if (off || typeless) {
      return Optional.empty();
    }
    at("schedule")
        .filter(place -> !(place.node() instanceof ScalarNode))
        .ifPresent(place -> place.warn("is no cron expression, so no start is expected"));
    return text("schedule").filter(cron -> !cron.isBlank()).flatMap(this::cron);
  }

  private Optional<JobSchedule> cron(String written) {
    String cron = NICKNAMES.getOrDefault(written.strip(), written.strip());
    Optional<ZoneId> zone = zone();
    try {
      if (!FIELDS.matcher(cron).matches()) {
        throw new IllegalArgumentException("it has not five fields of digits, letters and * / , -");
      }
      CRON.parse(cron).validate();
      return zone.map(where -> JobSchedule.cron(cron, where));
    } catch (IllegalArgumentException e) {
      at("schedule").ifPresent(place -> place.fault(refused(written, e)));
      return Optional.empty();
    }
  }

  private static String refused(String written, IllegalArgumentException e) {
    return Faults.quote(written)
        + " is no cron expression: "
        + e.getMessage()
        + ". Write minute, hour, day of month, month, day of week, as in \"0 3 * * *\""
        + (written.strip().split("\\s+", -1).length > FIELD_COUNT
            ? ", or remove the line where a scheduler with six fields has the job: it tells its own"
            : "");
  }

  private Optional<ZoneId> zone() {
    Optional<String> written = text("timezone").filter(zone -> !zone.isBlank());
    if (written.isEmpty()) {
      return Optional.of(ZoneId.systemDefault());
    }
    Optional<ZoneId> zone = zone(written.get());
    if (zone.isEmpty()) {
      at("timezone").ifPresent(place -> place.fault(unknownZone(written.get())));
    }
    return zone;
  }

  /** The zone of a name. */
  static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** That there is no zone of this name, and which may be meant. */
  static String unknownZone(String name) {
    String maybe = Nearest.maybe(name, ZoneId.getAvailableZoneIds());
    String mend = maybe.isEmpty() ? " Write one such as Europe/Lisbon or UTC" : maybe;
    return Faults.quote(name) + " is no time zone." + mend;
  }

  private Optional<String> text(String key) {
    return at(key)
        .filter(place -> !place.empty() && place.node() instanceof ScalarNode)
        .map(place -> ((ScalarNode) place.node()).getValue());
  }

  private Optional<Spot> at(String key) {
    return Optional.ofNullable(keys.get(key)).map(spot::of);
  }
}
