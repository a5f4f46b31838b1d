package io.healing.core.environment;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvFileConfig;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A file of keys and values is there and its keys have values. A missing one is made from its
 * template; one that is there is never written to.
 */
final class EnvFileCheck implements EnvironmentCheck {
  private static final String MISSING = "env_file_missing";

  @Override
  public String id() {
    return "healing.environment-env-file";
  }

  @Override
  public EnvironmentGroup group() {
    return EnvironmentGroup.FILE_SYSTEM;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    EnvFileConfig required = request.environment().envFile();
    if (required != null) {
      look(required, request.baseDirectory(), said);
    }
    return said.build();
  }

  private static void look(EnvFileConfig required, Path base, Observation.Builder said) {
    Trouble file = trouble(required);
    String name = required.path();
    Path path = base.resolve(name);
    switch (Standing.of(path)) {
      case FILE -> open(required, path, said);
      case MISSING ->
          said.finding(
              file.told(MISSING, "The file " + name + " is missing", hint(required, base)));
      case HIDDEN -> said.finding(Denials.hidden(file, name, path));
      case BROKEN_LINK -> said.finding(Denials.brokenLink(file, name));
      case DIRECTORY, OTHER ->
          said.finding(
              file.told(
                  "not_a_file",
                  name + " is wanted as a file, but something else is in its place",
                  "Look what it is and move it away by hand"));
    }
  }

  private static void open(EnvFileConfig required, Path path, Observation.Builder said) {
    Trouble file = trouble(required);
    if (!Files.isReadable(path)) {
      said.finding(
          file.told(
              "permission_denied",
              "The file " + path + " cannot be read: " + Rights.words(path),
              Rights.mend(path, "rw")));
      return;
    }
    try {
      new EnvKeys(required, EnvLines.of(EnvBytes.text(path))).tell(said);
      said.clear(file.subject(), "file " + required.path());
    } catch (IOException e) {
      said.finding(
          file.told(
              "env_file_unreadable",
              "The file " + required.path() + " cannot be read: " + e.getMessage(),
              "Look at it by hand"));
    }
  }

  private static Trouble trouble(EnvFileConfig required) {
    return Trouble.of(
        Parts.path(required.path()), ErrorType.CONFIGURATION_ERROR, required.level(), Level.ERROR);
  }

  private static String hint(EnvFileConfig required, Path base) {
    String write =
        "write "
            + required.path()
            + " with one line KEY=value for each of "
            + String.join(", ", required.keys());
    String template = required.template();
    if (template == null) {
      return "No template is declared: " + write + ", or declare env_file.template";
    }
    return EnvBytes.usable(base.resolve(template))
        ? "cp "
            + Shell.quoted(template)
            + " "
            + Shell.quoted(required.path())
            + ", then give its keys their values"
        : "Its template "
            + template
            + " cannot be read or is missing, too: get it from where the"
            + " program comes from, or "
            + write;
  }

  @Override
  public List<ActionRequest> mends(Finding finding, MonitorRequest request) {
    EnvFileConfig required = request.environment().envFile();
    if (required == null || !trouble(required).is(finding, MISSING)) {
      return List.of();
    }
    String template = required.template();
    Path base = request.baseDirectory();
    return template == null || !EnvBytes.usable(base.resolve(template))
        ? List.of()
        : made(base.resolve(required.path()), base.resolve(template));
  }

  private static List<ActionRequest> made(Path file, Path template) {
    List<ActionRequest> wishes = new ArrayList<>();
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (parent != null && Files.notExists(parent)) {
      wishes.add(ActionRequest.of(ActionType.CREATE_DIRECTORY, Target.file(parent)));
    }
    String content = Base64.getEncoder().encodeToString(EnvBytes.content(template));
    wishes.add(
        ActionRequest.of(ActionType.CREATE_FILE, Target.file(file))
            .with("content_base64", content)
            .with("after_directory", "true")
            .with("owner_only", "true"));
    return wishes;
  }
}
