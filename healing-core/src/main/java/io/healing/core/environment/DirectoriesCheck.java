package io.healing.core.environment;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.DirectoryRequirement;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import java.nio.file.Path;
import java.util.List;

/** Directories are there, and this program can read and write them. */
final class DirectoriesCheck implements EnvironmentCheck {
  private static final String MISSING = "directory_missing";

  private final Rights rights;

  DirectoriesCheck(Rights rights) {
    this.rights = rights;
  }

  @Override
  public String id() {
    return "healing.environment-directories";
  }

  @Override
  public EnvironmentGroup group() {
    return EnvironmentGroup.FILE_SYSTEM;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    request
        .environment()
        .directories()
        .forEach(required -> look(required, request.baseDirectory(), said));
    return said.build();
  }

  private void look(DirectoryRequirement required, Path base, Observation.Builder said) {
    Trouble directory = trouble(required);
    String name = required.path();
    Path path = base.resolve(name).normalize();
    switch (Standing.of(path)) {
      case DIRECTORY -> enter(directory, name, path, said);
      case MISSING ->
          said.finding(
              directory.told(
                  MISSING,
                  "The directory " + name + " is missing",
                  "mkdir -p " + Shell.argument(name)));
      case HIDDEN -> said.finding(Denials.hidden(directory, name, path));
      case BROKEN_LINK -> said.finding(Denials.brokenLink(directory, name));
      case FILE, OTHER ->
          said.finding(
              directory.told(
                  "not_a_directory",
                  name + " is wanted as a directory, but a file is in its place",
                  "Look what the file is, move it away by hand, then: mkdir -p "
                      + Shell.argument(name)));
    }
  }

  private void enter(Trouble directory, String name, Path path, Observation.Builder said) {
    List<String> denied = rights.deniedOn(path);
    if (denied.isEmpty()) {
      said.clear(directory.subject(), "directory " + name);
    } else {
      said.finding(
          directory.told(
              "permission_denied",
              "The directory "
                  + path
                  + " cannot be "
                  + String.join(", ", denied)
                  + ": "
                  + Rights.words(path),
              Rights.mend(path, "rwx")));
    }
  }

  private static Trouble trouble(DirectoryRequirement required) {
    return Trouble.of(
        Parts.path(required.path()), ErrorType.CONFIGURATION_ERROR, required.level(), Level.ERROR);
  }

  @Override
  public List<ActionRequest> mends(Finding finding, MonitorRequest request) {
    return request.environment().directories().stream()
        .filter(required -> trouble(required).is(finding, MISSING))
        .map(required -> Target.file(request.baseDirectory().resolve(required.path()).normalize()))
        .map(target -> ActionRequest.of(ActionType.CREATE_DIRECTORY, target))
        .toList();
  }
}
