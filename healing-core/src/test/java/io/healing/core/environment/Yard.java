package io.healing.core.environment;

import io.healing.api.HeldClock;
import io.healing.api.Options;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaReport;
import io.healing.core.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory with a declaration of what must be in it. */
record Yard(Path baseDirectory, EnvironmentConfig environment) implements MonitorRequest {

  /** With what stands below {@code environment:}. */
  static Yard of(Path base, String declared) {
    String text = "environment:\n" + declared.indent(2);
    return new Yard(
        base, Configuration.parse(text, base.resolve("healing.yaml")).config().environment());
  }

  Path file(String name, String content) {
    try {
      Path file = baseDirectory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program that is a script of the shell. */
  Path program(String name, String script) {
    Path file = file(name, "#!/bin/sh\n" + script + "\n");
    mode(file, "rwxr-xr-x");
    return file;
  }

  static void mode(Path file, String mode) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a check says, each finding as its level, code, place, message. */
  List<String> findings(EnvironmentCheck check) {
    return check.check(this).findings().stream().map(Yard::words).toList();
  }

  static String words(Finding finding) {
    return "%s %s %s: %s"
        .formatted(
            finding.severity().word(),
            finding.id().replace("environment.", ""),
            finding.subject().name().replace("@environment/", ""),
            finding.message());
  }

  Finding only(EnvironmentCheck check) {
    List<Finding> all = check.check(this).findings();
    if (all.size() != 1) {
      throw new AssertionError("not one finding but " + all);
    }
    return all.get(0);
  }

  /** What a check says is well. */
  Map<Subject, String> well(EnvironmentCheck check) {
    Observation said = check.check(this);
    if (!said.findings().isEmpty()) {
      throw new AssertionError("not well: " + said.findings());
    }
    return said.seen();
  }

  @Override
  public Instant now() {
    return HeldClock.atNoon().instant();
  }

  @Override
  public Options options() {
    return Options.of(List.of(), Map.of());
  }

  @Override
  public Collection<JobSnapshot> jobs() {
    return List.of();
  }

  @Override
  public Collection<JobSnapshot> changed() {
    return List.of();
  }

  @Override
  public Optional<PluginState> state(Subject subject) {
    return Optional.empty();
  }

  @Override
  public SlaReport sla(String jobId) {
    throw new IllegalStateException("nobody was to ask for the agreement of " + jobId);
  }
}
