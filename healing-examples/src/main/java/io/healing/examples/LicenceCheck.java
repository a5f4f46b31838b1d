package io.healing.examples;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks for a licence, and wishes for the one thing that would mend it. Making a missing file is
 * known to Healing; a fix of another kind would be a Remediator that this class is, too.
 */
record LicenceCheck(Path file) implements EnvironmentCheck {

  @Override
  public String id() {
    return "acme.licence";
  }

  @Override
  public EnvironmentGroup group() {
    return EnvironmentGroup.FILE_SYSTEM;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Subject licence = Subject.environment("licence.txt");
    return Files.exists(file)
        ? Observation.builder().clear(licence, "the licence is there").build()
        : Observation.builder()
            .finding(
                Finding.of("acme.licence_missing", licence, "The licence is missing")
                    .withSeverity(ErrorSeverity.HIGH)
                    .withHint("Write it to " + file.getFileName()))
            .build();
  }

  @Override
  public List<ActionRequest> mends(Finding finding, MonitorRequest request) {
    return List.of(
        ActionRequest.of(ActionType.CREATE_FILE, Target.file(file))
            .with("content", "free of charge"));
  }
}
