package io.healing.core.diagnose;

import io.healing.api.job.FileKind;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Errors that fit a changed file: they name it, or are of the sort that its kind causes. */
final class Fit {
  private static final String CONFIG =
      "pars(?:e|er|ing)\\b|syntax|config|setting|propert|yaml|json|toml|\\bini\\b|invalid|illegal"
          + "|missing (?:key|field|option|value|required)|unknown (?:key|option|field)|unexpected"
          + "|expected .{1,40} but|KeyError|NumberFormat|could not convert|not a valid|unsupported";
  private static final String SCRIPT =
      "syntax ?error|NameError|AttributeError|TypeError|ReferenceError|ImportError|IndentationError"
          + "|NoMethodError|undefined|unexpected (?:token|end|EOF)|not defined|unbound variable"
          + "|command not found|: not found|bad substitution";
  private static final String PROMPT = "prompt|template|placeholder";

  private Fit() {}

  static Pattern of(Path file, FileKind kind) {
    String named = Pattern.quote(String.valueOf(file.getFileName()));
    return Pattern.compile(named + "|" + words(kind), Pattern.CASE_INSENSITIVE);
  }

  private static String words(FileKind kind) {
    return switch (kind) {
      case CONFIG -> CONFIG;
      case SCRIPT -> SCRIPT;
      case PROMPT -> PROMPT;
    };
  }
}
