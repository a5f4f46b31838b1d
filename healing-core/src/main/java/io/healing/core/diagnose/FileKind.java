package io.healing.core.diagnose;

import io.healing.api.ActionType;
import io.healing.api.review.SuggestionCategory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What one of a job's files is: prompt, script, or else configuration. */
enum FileKind {
  CONFIG,
  SCRIPT,
  PROMPT;

  private static final Set<String> SCRIPTS =
      Set.of("sh", "bash", "py", "js", "mjs", "ts", "rb", "pl", "groovy", "bat", "cmd", "ps1");
  private static final Set<String> TEXTS = Set.of("md", "txt");
  private static final Set<String> PROMPT_OPTIONS = Set.of("-p", "--prompt", "--prompt-file");

  /** What changes a file of this kind. */
  ActionType edit() {
    return switch (this) {
      case CONFIG -> ActionType.EDIT_CONFIG;
      case SCRIPT -> ActionType.EDIT_SCRIPT;
      case PROMPT -> ActionType.EDIT_PROMPT;
    };
  }

  /** What a change of it improves. */
  SuggestionCategory category() {
    return switch (this) {
      case CONFIG -> SuggestionCategory.CONFIG;
      case SCRIPT -> SuggestionCategory.SCRIPT;
      case PROMPT -> SuggestionCategory.PROMPT;
    };
  }

  /**
   * The kind of a file.
   *
   * @param command the job's command, in which the file may be named
   */
  static FileKind of(Path file, List<String> command) {
    if (isPrompt(file, command)) {
      return PROMPT;
    }
    return SCRIPTS.contains(extension(file)) || isProgram(file, command) ? SCRIPT : CONFIG;
  }

  private static boolean isPrompt(Path file, List<String> command) {
    for (int i = 0; i + 1 < command.size(); i++) {
      if (PROMPT_OPTIONS.contains(command.get(i))
          && TEXTS.contains(extension(file))
          && names(command.get(i + 1), file)) {
        return true;
      }
    }
    Path folder = file.getParent();
    return name(file).contains("prompt") || (folder != null && name(folder).equals("prompts"));
  }

  /** The program itself, or the first word that an interpreter is given. */
  private static boolean isProgram(Path file, List<String> command) {
    if (command.isEmpty()) {
      return false;
    }
    return names(command.get(0), file)
        || command.stream()
            .skip(1)
            .filter(word -> !word.startsWith("-"))
            .findFirst()
            .filter(word -> names(word, file) && extension(file).isEmpty())
            .isPresent();
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

  private static String extension(Path file) {
    String name = name(file);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
