package io.healing.core.detect;

import static io.healing.api.detect.ErrorSeverity.CRITICAL;
import static io.healing.api.detect.ErrorSeverity.HIGH;
import static io.healing.api.detect.ErrorSeverity.LOW;
import static io.healing.api.detect.ErrorSeverity.MEDIUM;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a finding says of its type and severity where nobody has said them: by its words first, then
 * by the numbers in its evidence, which are called as the monitors call them.
 */
final class Context {
  private static final double NEARLY_ALL = 90;
  private static final double ALL = 95;
  private static final double MUCH = 85;
  private static final List<String> CPU = List.of("cpu_usage", "cpu");
  private static final List<String> MEMORY = List.of("memory_usage", "heap_usage", "memory");
  private static final Pattern NETWORK = Pattern.compile("network_.+|latency_ms|response_time.*");

  private static final List<Map.Entry<ErrorSeverity, Pattern>> WORDS =
      List.of(
          words(
              CRITICAL,
              "critical|fatal|emergency|system[^\\n]{0,80}?down|service[^\\n]{0,80}?unavailable"),
          words(HIGH, "error|failed|exception|timeout|timed out|refused"),
          words(MEDIUM, "warning|warn\\b|degraded|slow"),
          words(LOW, "\\binfo\\b|notice|debug"));

  private Context() {}

  private static Map.Entry<ErrorSeverity, Pattern> words(ErrorSeverity severity, String words) {
    return Map.entry(severity, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
  }

  /** The finding with its type: as it is said, else by its words, numbers and tags. */
  static Finding typed(Finding finding) {
    if (finding.type() != ErrorType.UNKNOWN) {
      return finding;
    }
    ErrorType words = Classification.ofWords(finding.message() + "\n" + finding.cause());
    return finding.withType(words == ErrorType.UNKNOWN ? ofNumbers(finding.evidence()) : words);
  }

  private static ErrorType ofNumbers(Map<String, String> evidence) {
    if (number(evidence, CPU).orElse(0) > NEARLY_ALL) {
      return ErrorType.CPU_SPIKE;
    }
    if (number(evidence, MEMORY).orElse(0) > NEARLY_ALL) {
      return ErrorType.MEMORY_LEAK;
    }
    if (evidence.keySet().stream().anyMatch(key -> NETWORK.matcher(key).matches())) {
      return ErrorType.NETWORK_TIMEOUT;
    }
    boolean slow =
        List.of(evidence.getOrDefault("tags", "").split("[ ,]+")).contains("performance");
    return slow ? ErrorType.PERFORMANCE_DEGRADATION : ErrorType.UNKNOWN;
  }

  /** How severe it is by its words, then its numbers, then its type. */
  static ErrorSeverity severity(Finding finding) {
    String said = Negation.without(finding.message());
    return WORDS.stream()
        .filter(known -> known.getValue().matcher(said).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> ofUse(finding.evidence()))
        .orElseGet(() -> ofType(typed(finding).type()));
  }

  private static Optional<ErrorSeverity> ofUse(Map<String, String> evidence) {
    double most = Math.max(number(evidence, CPU).orElse(0), number(evidence, MEMORY).orElse(0));
    if (most > ALL) {
      return Optional.of(CRITICAL);
    }
    return most > MUCH ? Optional.of(HIGH) : Optional.empty();
  }

  private static ErrorSeverity ofType(ErrorType type) {
    return switch (type) {
      case DEPLOYMENT_FAILURE, DATABASE_CONNECTION -> HIGH;
      default -> MEDIUM;
    };
  }

  private static OptionalDouble number(Map<String, String> evidence, List<String> keys) {
    return keys.stream()
        .map(evidence::get)
        .filter(text -> text != null && text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?( ?%)?"))
        .mapToDouble(text -> Double.parseDouble(text.replaceAll("[ %]", "")))
        .max();
  }
}
