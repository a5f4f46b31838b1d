package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.RecordingConfig;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Starts a recording of the Flight Recorder, {@code recording:NAME}, into a file of that name. It
 * stops by itself; taking it back stops it and removes its file and no other.
 */
final class RecordFlight implements InThisProcess {
  private static final String SCHEME = "recording";

  private static final int MOST_FILES = 1_000;
  private static final String SECONDS = "seconds";
  private static final String SETTINGS = "settings";

  private final RecordingConfig bounds;

  RecordFlight(RecordingConfig bounds) {
    this.bounds = bounds;
  }

  /** Whether a plan is about a recording. */
  static boolean means(ActionPlan plan) {
    return plan.request().target().scheme().equals(SCHEME);
  }

  /** How long it is to record. */
  static Optional<Duration> time(ActionPlan plan) {
    return Optional.ofNullable(plan.details().get(SECONDS))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** Ends it, where it is under way; what was recorded so far is in its file. */
  static void end(ActionPlan plan) {
    if (FlightRecordings.possible()) {
      FlightRecordings.stop(plan.request().target().name());
    }
  }

  @Override
  public String id() {
    return "healing.record-flight";
  }

  /** Its file. */
  @Override
  public boolean outlives() {
    return true;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.ENABLE_MONITORING, SCHEME, Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    ActionRequest wish = request.wish();
    refuseImpossible();
    Path file = file(request);
    if (FlightRecordings.running(wish.target().name())) {
      throw new HealingException(
          "The recording " + wish.target().name() + " is under way already",
          "Wait for its end, or give another name");
    }
    Duration time = time(wish);
    return ActionPlan.of(
            wish,
            "Record this JVM with the settings \""
                + settings(wish)
                + "\" for "
                + ForTime.words(time)
                + ", at most "
                + (bounds.mostSize() >> 20)
                + " MiB, into "
                + file)
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.LOW)
        .withDetail(SECONDS, Long.toString(time.toSeconds()))
        .withDetail("most_size", Long.toString(bounds.mostSize()))
        .withDetail(Workshop.WRITES, file.toString())
        .withImages(Image.absent(), Image.of(file.toString()));
  }

  private static void refuseImpossible() {
    if (!FlightRecordings.possible()) {
      throw new Refused(
          BlockReason.NO_REMEDIATOR,
          "This Java has no Flight Recorder: the module jdk.jfr is missing",
          "Run the program with a Java that has it");
    }
  }

  private Path file(PlanRequest request) {
    String name = request.wish().target().name();
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new HealingException(
          "A recording cannot be named \"" + name + "\"", "Use letters, digits, dots and hyphens");
    }
    Path directory = new RealPath(request.baseDirectory()).absolute(bounds.directory());
    try {
      return free(directory.toRealPath(), name);
    } catch (IOException e) {
      throw new HealingException(
          "The directory of recordings " + directory + " cannot be looked at: " + e,
          "Make it, or name another one in self_healing.host.recordings.directory",
          e);
    }
  }

  /** A file that is there is kept: the next recording of the name is numbered. */
  private static Path free(Path directory, String name) {
    Path file = directory.resolve(name + ".jfr");
    for (int n = 2; n <= MOST_FILES && Files.exists(file, LinkOption.NOFOLLOW_LINKS); n++) {
      file = directory.resolve(name + "-" + n + ".jfr");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new HealingException(
          "There are " + MOST_FILES + " files of the recording " + name + " in " + directory,
          "Move them away, or give the recording another name");
    }
    return file;
  }

  private Duration time(ActionRequest wish) {
    Duration time = ForTime.of(wish).orElse(bounds.mostTime());
    if (time.compareTo(bounds.mostTime()) > 0) {
      throw new HealingException(
          "\"for_s\" of " + wish + " is " + time.toSeconds(),
          "It may be at most "
              + bounds.mostTime().toSeconds()
              + " (self_healing.host.recordings.most_time)");
    }
    return time;
  }

  private static String settings(ActionRequest wish) {
    String written = wish.parameter(SETTINGS).orElse("default");
    List<String> known = FlightRecordings.settings();
    if (!known.contains(written)) {
      throw new HealingException(
          "\"" + SETTINGS + "\" of " + wish + " is \"" + written + "\"",
          "Give one of " + String.join(", ", known));
    }
    return written;
  }

  private static Path file(ActionPlan plan) {
    return Path.of(plan.details().getOrDefault(Workshop.WRITES, ""));
  }

  /** Also when it has ended by itself its file is there to be removed. */
  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    boolean there = Files.exists(file(plan), LinkOption.NOFOLLOW_LINKS);
    boolean running = FlightRecordings.running(plan.request().target().name());
    if (moment == Moment.BEFORE_APPLY) {
      return there || running ? Inspection.OTHER : Inspection.BEFORE;
    }
    return there || running ? Inspection.AFTER : Inspection.BEFORE;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    FlightRecordings.start(
        plan.request().target().name(),
        settings(plan.request()),
        file(plan),
        time(plan).orElse(Duration.ofSeconds(1)),
        Long.parseLong(plan.details().getOrDefault("most_size", "1048576")));
    return "";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    FlightRecordings.stop(plan.request().target().name());
    Path file = file(plan);
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw Refused.guarded(file + " is no regular file", "Look at it");
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new HealingException(
          "The recording has stopped, but " + file + " could not be removed: " + e,
          "Remove it by hand",
          e);
    }
  }
}
