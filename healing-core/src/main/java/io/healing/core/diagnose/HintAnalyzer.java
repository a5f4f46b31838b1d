package io.healing.core.diagnose;

import static io.healing.api.review.SuggestionCategory.CONFIG;
import static io.healing.api.review.SuggestionCategory.RELIABILITY;
import static io.healing.api.review.SuggestionCategory.SECURITY;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Causes that are told with a hint and not touched, because a program that mends them guesses: out
 * of memory, permission denied, command not found, disk full, read-only, not signed in, class
 * missing.
 */
final class HintAnalyzer extends Reactive {
  private static final double SURE = 0.85;

  /**
   * One cause.
   *
   * @param statement the cause; {@code {}} stands for what the pattern's first group found
   * @param hint what a person does about it
   */
  private record Hint(Pattern pattern, String statement, SuggestionCategory category, String hint) {
    static Hint of(String regex, SuggestionCategory category, String statement, String hint) {
      return new Hint(Pattern.compile(regex), statement, category, hint);
    }
  }

  private static final List<Hint> HINTS =
      List.of(
          Hint.of(
              "OutOfMemoryError(?:: ([\\w ]{1,60}))?|[Cc]annot allocate"
                  + " memory|ENOMEM|MemoryError|JavaScript heap out of"
                  + " memory|std::bad_alloc|oom-kill|[Oo]ut of memory",
              RELIABILITY,
              "The memory was used up",
              "Give the job more memory (for a JVM -Xmx), or let it work in smaller portions; a"
                  + " heap dump (-XX:+HeapDumpOnOutOfMemoryError) shows what fills it."),
          Hint.of(
              "No space left on device|ENOSPC|[Dd]isk (?:is )?full|not enough space on the"
                  + " disk|[Dd]isk quota exceeded|SQLITE_FULL",
              RELIABILITY,
              "The disk is full",
              "Free space where the job writes (df -h and du -sh show it), or give it another"
                  + " place; rotate or delete old output."),
          Hint.of(
              "[Rr]ead-only file system|EROFS|ReadOnlyFileSystemException|attempt to write a"
                  + " readonly database|SQLITE_READONLY",
              CONFIG,
              "The job writes to a read-only file system",
              "Mount the place writable, or let the job write elsewhere; after a disk fault Linux"
                  + " mounts read-only by itself, then look at dmesg."),
          Hint.of(
              "(?:ClassNotFoundException|NoClassDefFoundError):"
                  + " ([\\w./$-]{1,300})|ModuleNotFoundError: No module named"
                  + " ['\"]([\\w.]{1,200})|Cannot find module ['\"]([^'\"]{1,300})|cannot load such"
                  + " file -- (\\S{1,300})",
              CONFIG,
              "A class or module is missing: {}",
              "Add the library that has it to the class path or the environment of the job, in the"
                  + " version that it was built against; look at what was deployed last."),
          Hint.of(
              "NoSuchMethodError: (?:'([^'\\n]{1,500})'|(\\S{1,300}))",
              CONFIG,
              "A method is missing that the code was built with: {}",
              "The library of that class runs in another version than the code that calls it was"
                  + " built against: see which one is used (mvn dependency:tree) and bring the two"
                  + " together; look at what was deployed last."),
          Hint.of(
              "(?:^|: |line \\d{1,6}: )([\\w./+-]{1,200}): (?:command )?not found\\b|command not"
                  + " found: (\\S{1,200})|Cannot run program \"([^\"]{1,300})\".{0,600}:"
                  + " .*error=2|exec: \"([^\"]{1,300})\": executable file not found|env:"
                  + " ['\"‘]?([^'\"’:]{1,200})['\"’]?: No such file or directory|spawn (\\S{1,300})"
                  + " ENOENT|'([^']{1,200})' is not recognized as an internal or external command",
              CONFIG,
              "A command was not found: {}",
              "Install it, or name it by its whole path; jobs often run with a shorter PATH than a"
                  + " person's shell."),
          Hint.of(
              "AccessDeniedException: (\\S{1,500})|Permission denied: ['\"]([^'\"]{1,500})|EACCES:"
                  + " permission denied, \\w{1,20} '([^']{1,500})'|(?:^|: |cannot \\w{1,12}"
                  + " (?:\\w{1,12} ){0,2})['\"‘]?([^\\s:'\"‘’]{1,500})['\"’]?: [Pp]ermission"
                  + " denied|FileNotFoundException: (\\S{1,500}) \\(Permission"
                  + " denied\\)|([Pp]ermission denied|[Aa]ccess is denied|Operation not"
                  + " permitted|EPERM\\b)",
              SECURITY,
              "The job is not permitted to use {}",
              "Look with ls -l at owner and mode of the path and of every directory above it, and"
                  + " with id at the user of the job; give that user the right, and nobody else."),
          Hint.of(
              "(?:HTTP|status|code|error|response)\\D{0,20}(40[13])(?![0-9])|(?i:(authentication"
                  + " failed|login failed|access denied for user|password authentication"
                  + " failed|invalid credentials|bad credentials|unauthorized|not authorized|401"
                  + " |403 forbidden|invalid api key|token (?:has |is )?expired|expired"
                  + " token|invalid.token))",
              SECURITY,
              "The job could not sign in: {}",
              "Renew the password, key or token that the job uses and see that it is allowed what"
                  + " it asks for; running it again would only lock the account."));

  HintAnalyzer() {
    super("hint");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    for (Hint hint : HINTS) {
      Optional<Symptoms.Hit> hit = symptoms.find(hint.pattern);
      if (hit.isPresent()) {
        return told(hint, hit.get());
      }
    }
    return Analysis.none();
  }

  private static Analysis told(Hint hint, Symptoms.Hit hit) {
    String statement = hint.statement.replace("{}", what(hit.matcher()));
    double sure = SURE * hit.line().weight();
    Proposal advice =
        Proposal.of(statement, statement + ". " + hint.hint, hint.category).withConfidence(sure);
    return Analysis.none()
        .withHypothesis(Hypothesis.of(statement, sure, hit.line().evidence()))
        .withProposal(advice);
  }

  private static String what(Matcher found) {
    for (int group = 1; group <= found.groupCount(); group++) {
      String text = found.group(group);
      if (text != null) {
        return text;
      }
    }
    return found.group();
  }
}
