package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.LogLevelControl;
import io.healing.api.act.RecordingConfig;
import io.healing.api.act.Undo;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnableMonitoringTest {
  private static final Logger LOGGER = Logger.getLogger("acme.orders");

  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() throws IOException {
    place = new Workplace(home);
    Files.createDirectory(place.base.resolve("recordings"));
    place.withTools();
  }

  @AfterEach
  void close() {
    LOGGER.setLevel(null);
    ours().forEach(Recording::close);
  }

  private static ActionRequest level(String level) {
    return ActionRequest.of(ActionType.ENABLE_MONITORING, new Target("logger", "acme.orders"))
        .with("level", level);
  }

  private static ActionRequest record(String name) {
    return ActionRequest.of(ActionType.ENABLE_MONITORING, new Target("recording", name));
  }

  @Test
  void aLoggerSaysMoreAndThenWhatItSaidBefore() {
    LOGGER.setLevel(Level.WARNING);
    ActionPlan plan = place.plan(level("fine"));
    assertThat(plan.summary())
        .isEqualTo("Set the level of logger acme.orders from WARNING to FINE");
    assertThat(plan.undo()).isEqualTo(Undo.EXACT);
    assertThat(plan.risk()).isEqualTo(SuggestionSeverity.LOW);
    Applied applied = place.apply(level("fine"));
    assertThat(LOGGER.isLoggable(Level.FINE)).isTrue();
    place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(LOGGER.getLevel()).isEqualTo(Level.WARNING);
  }

  @Test
  void aLoggerWithoutALevelOfItsOwnHasNoneAgain() {
    assertThat(place.plan(level("FINE").with("for_s", "600")).summary())
        .isEqualTo(
            "Set the level of logger acme.orders from what the loggers above it have to FINE, for"
                + " 10 min");
    Applied applied = place.apply(level("FINE"));
    assertThat(LOGGER.getLevel()).isEqualTo(Level.FINE);
    place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(LOGGER.getLevel()).isNull();
  }

  @Test
  void aLevelThatSomebodyChangedSinceIsLeftAlone() {
    Applied applied = place.apply(level("FINE"));
    LOGGER.setLevel(Level.SEVERE);
    assertThat(place.acting().undo(applied.entry().row().id(), "ann", false).state())
        .isEqualTo(IntentState.FAILED);
    assertThat(LOGGER.getLevel()).isEqualTo(Level.SEVERE);
  }

  @Test
  void anUnknownLevelAndTheOneItHasAreRefused() {
    assertThatThrownBy(() -> place.plan(level("debug")))
        .hasMessageContaining("Give one of OFF, SEVERE");
    assertThatThrownBy(() -> place.plan(level(""))).hasMessageContaining("Give one of OFF, SEVERE");
    LOGGER.setLevel(Level.FINE);
    assertThatThrownBy(() -> place.plan(level("FINE"))).hasMessageContaining("at FINE already");
  }

  /** Another logging library. */
  private static final class OtherLogging implements LogLevelControl {
    final Map<String, String> set = new HashMap<>();

    @Override
    public String id() {
      return "acme.logging";
    }

    @Override
    public List<String> levels() {
      return List.of("error", "debug");
    }

    @Override
    public Optional<String> level(String logger) {
      return Optional.ofNullable(set.get(logger));
    }

    @Override
    public void set(String logger, Optional<String> level) {
      level.ifPresentOrElse(word -> set.put(logger, word), () -> set.remove(logger));
    }
  }

  @Test
  void thePlugInOfAnotherLoggingLibraryWins() {
    OtherLogging other = new OtherLogging();
    place.logLevels = List.of(other);
    place.withTools();
    Applied applied = place.apply(level("DEBUG"));
    assertThat(other.set).containsExactly(Map.entry("acme.orders", "debug"));
    assertThat(LOGGER.getLevel()).isNull();
    place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(other.set).isEmpty();
  }

  private static List<Recording> ours() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .filter(recording -> recording.getName().startsWith("healing:"))
        .toList();
  }

  private Path file(String name) {
    return place.base.resolve("recordings").resolve(name + ".jfr");
  }

  @Test
  void aRecordingHasItsLimitsAndIsStoppedAndRemovedWhenItIsTakenBack() {
    ActionPlan plan = place.plan(record("slow").with("for_s", "120"));
    assertThat(plan.summary())
        .isEqualTo(
            "Record this JVM with the settings \"default\" for 2 min, at most 100 MiB, into "
                + file("slow"));
    Applied applied = place.apply(record("slow").with("for_s", "120"));
    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    assertThat(ours()).hasSize(1);
    Recording recording = ours().get(0);
    assertThat(recording.getState()).isEqualTo(RecordingState.RUNNING);
    assertThat(recording.getDuration()).isEqualTo(Duration.ofMinutes(2));
    assertThat(recording.getMaxSize()).isEqualTo(104_857_600);

    assertThat(place.acting().undo(applied.entry().row().id(), "ann", false).state())
        .isEqualTo(IntentState.DONE);
    assertThat(ours()).isEmpty();
    assertThat(file("slow")).doesNotExist();
  }

  @Test
  void aRecordingStopsByItselfAndLeavesAFileThatCanBeRead() throws Exception {
    place.apply(record("short").with("for_s", "1"));
    ours().forEach(Recording::stop);
    assertThat(file("short")).isNotEmptyFile();
    assertThat(RecordingFile.readAllEvents(file("short"))).isNotEmpty();
  }

  @Test
  void aFileThatIsThereIsNeverTakenForARecording() throws IOException {
    Files.writeString(file("slow"), "mine");
    assertThat(place.plan(record("slow")).summary()).endsWith("slow-2.jfr");
    Order order = place.order(place.plan(record("other")));
    Files.writeString(file("other"), "mine");
    assertThat(place.acting().apply(order).state()).isEqualTo(IntentState.FAILED);
    assertThat(file("other")).hasContent("mine");
    assertThat(ours()).isEmpty();
  }

  @Test
  void aRecordingIsNeverLongerThanTheOperatorSays() {
    place.host =
        place.host.withRecordings(
            new RecordingConfig("recordings", Duration.ofSeconds(30), 2_097_152));
    place.withTools();
    assertThatThrownBy(() -> place.plan(record("slow").with("for_s", "31")))
        .hasMessageContaining("at most 30");
    assertThat(place.plan(record("slow")).summary()).contains("for 30 s, at most 2 MiB");
  }

  @Test
  void aRecordingIsWrittenToItsDirectoryAndNowhereElse(@TempDir Path elsewhere) {
    assertThatThrownBy(() -> place.plan(record("../slow"))).hasMessageContaining("cannot be named");
    place.host =
        place.host.withRecordings(
            new RecordingConfig(elsewhere.toString(), Duration.ofSeconds(30), 2_097_152));
    place.withTools();
    assertThatThrownBy(() -> place.plan(record("slow")))
        .hasMessageContaining("remediation.allowed_roots");
    place.host =
        place.host.withRecordings(
            new RecordingConfig("nowhere", Duration.ofSeconds(30), 2_097_152));
    place.withTools();
    assertThatThrownBy(() -> place.plan(record("slow")))
        .hasMessageContaining("recordings.directory");
  }

  @Test
  void unknownSettingsOfTheRecorderAreRefused() {
    assertThatThrownBy(() -> place.plan(record("slow").with("settings", "everything")))
        .hasMessageContaining("Give one of default, profile");
  }

  @Test
  void whatCannotBeDoneForATimeOnlyIsRefusedThen() {
    assertThatThrownBy(
            () ->
                place.plan(
                    ActionRequest.of(ActionType.HEALTH_CHECK, Target.job("report"))
                        .with("for_s", "60")))
        .hasMessageContaining("for a time only");
    assertThatThrownBy(() -> place.plan(level("FINE").with("for_s", "0")))
        .hasMessageContaining("Give whole seconds");
  }

  @Test
  void aHealthCheckChangesNothing() {
    ActionRequest check = ActionRequest.of(ActionType.HEALTH_CHECK, Target.job("report"));
    ActionPlan plan = place.plan(check);
    assertThat(plan.summary()).isEqualTo("Let all monitors look at report again now");
    assertThat(plan.undo()).isEqualTo(Undo.NOT_NEEDED);
    assertThat(place.apply(check).state()).isEqualTo(IntentState.DONE);
    assertThatThrownBy(
            () -> place.plan(ActionRequest.of(ActionType.HEALTH_CHECK, Target.job("other"))))
        .hasMessageContaining("is not the subject");
  }
}
