package io.healing.api.notify;

import io.healing.api.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that the options of a channel name: {@code x_env} an environment variable, or {@code
 * x_file} a file that holds nothing else. Each is read anew, so a changed one holds from the next
 * message on. Thread-safe.
 */
public final class SecretOptions {
  private final UnaryOperator<@Nullable String> environment;
  private final Path directory;

  private SecretOptions(UnaryOperator<@Nullable String> environment, Path directory) {
    this.environment = environment;
    this.directory = directory;
  }

  /**
   * Read from there.
   *
   * @param environment gives the value of a variable, or null where there is none
   * @param directory to which relative files belong
   */
  public static SecretOptions from(UnaryOperator<@Nullable String> environment, Path directory) {
    return new SecretOptions(
        Objects.requireNonNull(environment, "environment"),
        Objects.requireNonNull(directory, "directory"));
  }

  /** Whether one of the two options of this key is set. */
  public static boolean named(Options options, String key) {
    return !options.text(key + "_env").isBlank() || !options.text(key + "_file").isBlank();
  }

  /** What is to be done before this secret can be read; empty where it can. */
  public Optional<String> lacking(Options options, String key) {
    Value value = value(options, key);
    return value.text == null ? Optional.of(value.fault) : Optional.empty();
  }

  /**
   * The secret, without white space around it.
   *
   * @throws NotDeliveredException when there is none, with what is to be done
   */
  public String read(Options options, String key) {
    Value value = value(options, key);
    if (value.text == null) {
      throw NotDeliveredException.refused("There is no " + key + " for the channel", value.fault);
    }
    return value.text;
  }

  /** A value, or what is wrong with it. */
  private record Value(@Nullable String text, String fault) {}

  private Value value(Options options, String key) {
    String variable = options.text(key + "_env");
    String file = options.text(key + "_file");
    if (!variable.isBlank()) {
      return some(
          environment.apply(variable),
          "Set the environment variable " + variable + ", which " + key + "_env names");
    }
    return file.isBlank()
        ? new Value(null, "Set " + key + "_env or " + key + "_file")
        : file(key + "_file", file);
  }

  private Value file(String key, String file) {
    try {
      return some(
          Files.readString(directory.resolve(file)),
          "Write the value into " + file + ", which " + key + " names; it is empty");
    } catch (IOException | InvalidPathException e) {
      return new Value(
          null,
          "Make " + file + " readable, which " + key + " names: " + e.getClass().getSimpleName());
    }
  }

  private static Value some(@Nullable String value, String fault) {
    return value == null || value.isBlank() ? new Value(null, fault) : new Value(value.strip(), "");
  }
}
