package io.healing.core.detect.host;

import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.WireWord;
import io.healing.api.detect.ErrorSeverity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How urgent each level is, and how long it may last before it is more urgent.
 *
 * @param warning how urgent a warning is
 * @param critical how urgent what is critical is; never less than a warning
 * @param warningLasts a warning that lasts so long is as urgent as what is critical; zero for never
 * @param criticalLasts what is critical for so long is one step more urgent; zero for never
 */
record Urgency(
    ErrorSeverity warning, ErrorSeverity critical, Duration warningLasts, Duration criticalLasts) {
  static final PluginOption CRITICAL = severity("critical_severity", ErrorSeverity.HIGH);
  private static final PluginOption WARNING = severity("warning_severity", ErrorSeverity.MEDIUM);
  private static final PluginOption WARNING_LASTS = lasts("warning_escalates_after");
  private static final PluginOption CRITICAL_LASTS = lasts("critical_escalates_after");

  static List<PluginOption> options() {
    return List.of(WARNING, CRITICAL.withAbove(WARNING.key()), WARNING_LASTS, CRITICAL_LASTS);
  }

  private static PluginOption severity(String key, ErrorSeverity standard) {
    List<String> words = Arrays.stream(ErrorSeverity.values()).map(WireWord::word).toList();
    return PluginOption.word(key, standard.word(), words);
  }

  private static PluginOption lasts(String key) {
    return PluginOption.duration(key, Duration.ZERO, Duration.ZERO, Duration.ofDays(30));
  }

  static Urgency of(Options options) {
    ErrorSeverity warning = word(options, WARNING);
    ErrorSeverity critical = word(options, CRITICAL);
    return new Urgency(
        warning,
        critical.atLeast(warning) ? critical : warning,
        options.duration(WARNING_LASTS.key()),
        options.duration(CRITICAL_LASTS.key()));
  }

  static ErrorSeverity word(Options options, PluginOption option) {
    return WireWord.parse(ErrorSeverity.class, options.text(option.key())).orElseThrow();
  }

  /** How urgent a level is, without regard to how long it lasts. */
  ErrorSeverity of(Level level) {
    return level == Level.CRITICAL ? critical : warning;
  }

  /** How urgent a level is that has lasted so long. */
  ErrorSeverity of(Level level, Duration lasted) {
    if (level == Level.WARNING && !over(lasted, warningLasts)) {
      return warning;
    }
    Duration asCritical = level == Level.WARNING ? lasted.minus(warningLasts) : lasted;
    return over(asCritical, criticalLasts) ? next(critical) : critical;
  }

  private static boolean over(Duration lasted, Duration most) {
    return !most.isZero() && lasted.compareTo(most) >= 0;
  }

  private static ErrorSeverity next(ErrorSeverity severity) {
    return switch (severity) {
      case LOW -> ErrorSeverity.MEDIUM;
      case MEDIUM -> ErrorSeverity.HIGH;
      case HIGH, CRITICAL -> ErrorSeverity.CRITICAL;
    };
  }
}
