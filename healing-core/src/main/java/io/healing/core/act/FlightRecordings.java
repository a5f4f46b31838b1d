package io.healing.core.act;

import io.healing.api.HealingException;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** The recordings of this JVM's Flight Recorder. Touched only where there is one. */
final class FlightRecordings {
  private static final String OURS = "healing:";

  private FlightRecordings() {}

  /** Whether this Java has a Flight Recorder. */
  static boolean possible() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent();
  }

  /** Whether one of ours is under way. */
  static boolean running(String name) {
    return find(name).isPresent();
  }

  private static Optional<Recording> find(String name) {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .filter(recording -> recording.getName().equals(OURS + name))
        .filter(recording -> recording.getState() == RecordingState.RUNNING)
        .findFirst();
  }

  /** The names of the settings that this Java brings. */
  static List<String> settings() {
    return Configuration.getConfigurations().stream().map(Configuration::getName).sorted().toList();
  }

  /**
   * Starts one that stops by itself and is then in its file.
   *
   * @param settings one of {@link #settings}
   */
  static void start(String name, String settings, Path file, Duration time, long mostBytes) {
    Recording recording = recording(settings);
    try {
      recording.setName(OURS + name);
      recording.setToDisk(true);
      recording.setDuration(time);
      recording.setMaxSize(mostBytes);
      recording.setDestination(file);
      recording.start();
    } catch (IOException e) {
      recording.close();
      throw new HealingException(
          "The recording cannot be written to " + file + ": " + e,
          "Make the directory, and let this program write there",
          e);
    }
  }

  private static Recording recording(String settings) {
    try {
      return new Recording(Configuration.getConfiguration(settings));
    } catch (IOException | ParseException e) {
      throw new HealingException(
          "The settings \"" + settings + "\" of the Flight Recorder cannot be read: " + e, "", e);
    }
  }

  /** Stops those of ours that have this name and are under way, and lets go of those that ended. */
  static void stop(String name) {
    for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
      if (recording.getName().equals(OURS + name)) {
        if (recording.getState() == RecordingState.RUNNING) {
          recording.stop();
        }
        recording.close();
      }
    }
  }
}
