package io.healing.core.detect;

import static io.healing.api.detect.ErrorType.API_FAILURE;
import static io.healing.api.detect.ErrorType.CONFIGURATION_ERROR;
import static io.healing.api.detect.ErrorType.CPU_SPIKE;
import static io.healing.api.detect.ErrorType.DATABASE_CONNECTION;
import static io.healing.api.detect.ErrorType.DEPENDENCY_FAILURE;
import static io.healing.api.detect.ErrorType.DEPLOYMENT_FAILURE;
import static io.healing.api.detect.ErrorType.MEMORY_LEAK;
import static io.healing.api.detect.ErrorType.NETWORK_TIMEOUT;
import static io.healing.api.detect.ErrorType.UNKNOWN;

import io.healing.api.detect.ErrorType;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which type of error a failure is. What is structured is asked first: the classes of the exception
 * and its causes, the outermost that says something; then the exit code; then words, by an ordered
 * list of patterns of which the first that matches wins.
 */
final class Classification {
  private static final int LONGEST = 20_000;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private static final List<Map.Entry<String, ErrorType>> CLASSES =
      List.of(
          Map.entry("OutOfMemoryError", MEMORY_LEAK),
          Map.entry(
              "SQL\\w*Exception|JDBC\\w*Exception|CannotGetJdbcConnectionException",
              DATABASE_CONNECTION),
          Map.entry(
              "SocketTimeoutException|ConnectException|HttpTimeoutException"
                  + "|HttpConnectTimeoutException|UnknownHostException|NoRouteToHostException"
                  + "|PortUnreachableException|SocketException|UnresolvedAddressException"
                  + "|SSLHandshakeException",
              NETWORK_TIMEOUT),
          Map.entry(
              "ClassNotFoundException|NoClassDefFoundError|NoSuchMethodError|NoSuchFieldError"
                  + "|UnsatisfiedLinkError|UnsupportedClassVersionError|ModuleNotFoundError"
                  + "|ImportError",
              DEPENDENCY_FAILURE),
          Map.entry(
              "NoSuchFileException|FileNotFoundException|AccessDeniedException|NotDirectoryException"
                  + "|\\w*ParseException|\\w*ParsingException|MalformedInputException"
                  + "|MissingResourceException|InvalidPathException|YAMLException|ScannerException"
                  + "|ParserException|MalformedURLException|URISyntaxException",
              CONFIGURATION_ERROR));

  private static final List<Map.Entry<ErrorType, Pattern>> WORDS =
      List.of(
          words(MEMORY_LEAK, "out of memory|memory~leak|heap~overflow|cannot allocate memory"),
          words(CPU_SPIKE, "cpu~high|high~cpu|cpu~spike|processor~overload"),
          words(
              NETWORK_TIMEOUT,
              "connection~time(d )?out|network~time(d )?out|request~time(d )?out"
                  + "|socket~time(d )?out"),
          words(
              DATABASE_CONNECTION,
              "database~connection|\\bdb\\b~connection|connection~refused|database~timeout"),
          words(
              API_FAILURE,
              "\\bapi\\b~error|http~error|service~unavailable|internal~server~error"
                  + "|too many requests|\\b429\\b|rate.?limit"),
          words(
              DEPLOYMENT_FAILURE, "deployment~failed|deploy~error|rollback~required|build~failed"),
          words(
              CONFIGURATION_ERROR,
              "config~error|configuration~invalid|missing~config|invalid~setting"
                  + "|no such file or directory|permission denied"),
          words(
              DEPENDENCY_FAILURE,
              "dependency~error|module~not~found|import~error|package~missing"
                  + "|command not found"));

  private Classification() {}

  /** A tilde stands for anything within the line, but not for a whole paragraph. */
  private static Map.Entry<ErrorType, Pattern> words(ErrorType type, String words) {
    String pattern = words.replace("~", "[^\\n]{0,80}?");
    return Map.entry(type, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  static ErrorType of(JobRun run) {
    RunError error = run.error();
    ErrorType known = error == null ? UNKNOWN : of(error);
    known = known == UNKNOWN ? ofExit(run.exitCode()) : known;
    return known == UNKNOWN ? ofWords(LogExcerpt.around(run.logTail())) : known;
  }

  static ErrorType of(RunError error) {
    ErrorType known =
        Stream.concat(Stream.of(error.type()), causes(error.stack()))
            .map(Classification::ofClass)
            .filter(type -> type != UNKNOWN)
            .findFirst()
            .orElse(UNKNOWN);
    return known == UNKNOWN ? ofWords(error.message() + "\n" + error.stack()) : known;
  }

  private static Stream<String> causes(String stack) {
    return stack
        .lines()
        .filter(line -> line.startsWith("Caused by: "))
        .map(line -> line.substring("Caused by: ".length()))
        .map(line -> line.indexOf(':') < 0 ? line : line.substring(0, line.indexOf(':')));
  }

  private static ErrorType ofClass(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return CLASSES.stream()
        .filter(known -> simple.matches(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** As a shell reports a command that it cannot run, or cannot find. */
  private static ErrorType ofExit(@Nullable Integer code) {
    if (code == null) {
      return UNKNOWN;
    }
    return switch (code) {
      case NOT_EXECUTABLE -> CONFIGURATION_ERROR;
      case NOT_FOUND -> DEPENDENCY_FAILURE;
      default -> UNKNOWN;
    };
  }

  /** What words say; "no errors found" says nothing. */
  static ErrorType ofWords(String text) {
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String said = Negation.without(bounded);
    return WORDS.stream()
        .filter(known -> known.getValue().matcher(said).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(UNKNOWN);
  }
}
