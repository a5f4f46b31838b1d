package io.healing.api.job;

import io.healing.api.ActionType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a job's file is for, told by its name and by the place it has in the job's command. Whoever
 * reads, diagnoses or changes a file asks here, so that a file is the same everywhere. Immutable
 * and thread-safe.
 */
public enum FileKind {
  /** Settings. */
  CONFIG,
  /** A program in text. */
  SCRIPT,
  /** What a language model is told. */
  PROMPT;

  private static final Set<String> CONFIGS =
      Set.of(
          "yaml",
          "yml",
          "json",
          "toml",
          "ini",
          "conf",
          "cfg",
          "config",
          "properties",
          "env",
          "xml",
          "hocon");
  private static final Set<String> SCRIPTS =
      Set.of(
          "sh", "bash", "zsh", "ksh", "py", "js", "mjs", "ts", "rb", "pl", "php", "lua", "r", "ps1",
          "bat", "cmd", "groovy", "kts", "java", "sql", "awk");
  private static final Set<String> PROMPTS = Set.of("prompt", "md", "markdown");
  private static final Set<String> PROMPT_OPTIONS = Set.of("-p", "--prompt", "--prompt-file");

  /**
   * The kind of a file. It need not exist, and is not read.
   *
   * <p>The ending decides, where it says enough: {@code .yaml} is configuration and {@code .py} a
   * script wherever they lie, {@code .md} a prompt. A {@code .txt}, or a file without an ending, is
   * a prompt where the command gives it as one ({@code -p}, {@code --prompt}, {@code
   * --prompt-file}) or its name or directory says so. Any other file without an ending, and the
   * program that the command begins with, is a script.
   *
   * @param file the file, absolute or relative
   * @param command the job's command as an argument list, in which the file may be named; empty
   *     where there is none
   * @return empty for a file that is none of them, such as data
   */
  public static Optional<FileKind> of(Path file, List<String> command) {
    String name = name(file);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (CONFIGS.contains(ending) || name.startsWith(".env")) {
      return Optional.of(CONFIG);
    }
    boolean open = ending.equals("txt") || !name.contains(".");
    if (PROMPTS.contains(ending) || (open && isPrompt(file, command))) {
      return Optional.of(PROMPT);
    }
    boolean script = SCRIPTS.contains(ending) || !name.contains(".") || isProgram(file, command);
    return script ? Optional.of(SCRIPT) : Optional.empty();
  }

  private static boolean isPrompt(Path file, List<String> command) {
    for (int i = 0; i + 1 < command.size(); i++) {
      if (PROMPT_OPTIONS.contains(command.get(i)) && names(command.get(i + 1), file)) {
        return true;
      }
    }
    Path folder = file.getParent();
    return name(file).contains("prompt") || (folder != null && name(folder).contains("prompt"));
  }

  private static boolean isProgram(Path file, List<String> command) {
    return !command.isEmpty() && names(command.get(0), file);
  }

  private static boolean names(String word, Path file) {
    try {
      return !word.isEmpty() && file.endsWith(Path.of(word).normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
  }

  /** What changes a file of this kind. */
  public ActionType edit() {
    return switch (this) {
      case CONFIG -> ActionType.EDIT_CONFIG;
      case SCRIPT -> ActionType.EDIT_SCRIPT;
      case PROMPT -> ActionType.EDIT_PROMPT;
    };
  }

  /** The word for people: {@code config}, {@code script} or {@code prompt}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
