package io.healing.mail;

import io.healing.api.Options;
import io.healing.api.notify.NotDeliveredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The password: from an environment variable or a file, read anew for each mail. */
final class Password {
  private final UnaryOperator<@Nullable String> environment;

  Password(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** Why there is none, with the mend. */
  Optional<String> lacking(Options options) {
    String variable = options.text("password_env");
    String file = options.text("password_file");
    if (variable.isBlank() && file.isBlank()) {
      return Optional.of("Set password_env or password_file, since there is a user");
    }
    if (find(options).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        variable.isBlank()
            ? "Write the password into " + file + ", which password_file names"
            : "Set the environment variable " + variable + ", which password_env names");
  }

  String read(Options options) {
    return find(options)
        .orElseThrow(
            () ->
                NotDeliveredException.refused(
                    "There is no password for the mail server", lacking(options).orElse("")));
  }

  private Optional<String> find(Options options) {
    String variable = options.text("password_env");
    Optional<String> found =
        variable.isBlank()
            ? file(options.text("password_file"))
            : Optional.ofNullable(environment.apply(variable));
    return found.map(String::strip).filter(text -> !text.isEmpty());
  }

  private static Optional<String> file(String name) {
    try {
      return Optional.of(Files.readString(Path.of(name)));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
