package io.healing.core.review;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a job's file is for, told by its name. */
enum FileKind {
  SCRIPT,
  PROMPT,
  CONFIG;

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
  private static final Set<String> PROMPTS = Set.of("prompt", "md", "markdown");
  private static final Set<String> SCRIPTS =
      Set.of(
          "sh", "bash", "zsh", "ksh", "py", "js", "mjs", "ts", "rb", "pl", "php", "lua", "r", "ps1",
          "bat", "cmd", "groovy", "kts", "java", "sql", "awk");

  /** Empty for a file that is none of them, such as data. */
  static Optional<FileKind> of(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    if (CONFIGS.contains(extension) || name.startsWith(".env")) {
      return Optional.of(CONFIG);
    }
    if (PROMPTS.contains(extension) || (extension.equals("txt") && amongPrompts(file))) {
      return Optional.of(PROMPT);
    }
    boolean script = SCRIPTS.contains(extension) || !name.contains(".");
    return script ? Optional.of(SCRIPT) : Optional.empty();
  }

  private static boolean amongPrompts(Path file) {
    Path parent = file.getParent();
    Path folder = parent == null ? null : parent.getFileName();
    return (folder + "/" + file.getFileName()).toLowerCase(Locale.ROOT).contains("prompt");
  }

  /** The word for it as a source. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
