package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.config.LogLevel;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books on plug-ins: one that fails becomes a finding on {@code @healing/<id>}, and after
 * some failures in a row it is rested. Used on the loop's thread only.
 */
final class PluginGuard {
  /** The monitor in whose name plug-in findings are made. */
  static final String MONITOR = "healing.plugins";

  private static final RedactedLog LOG = RedactedLog.of(PluginGuard.class);

  private final int failures;
  private final Duration rest;
  private final UnaryOperator<String> redactor;
  private final RedactedLog log;
  private final Map<String, Books> records = new HashMap<>();
  private final Set<String> well = new HashSet<>();

  private static final class Books {
    private int inARow;
    private @Nullable Instant restedUntil;
  }

  PluginGuard(int failures, Duration rest, UnaryOperator<String> redactor, LogLevel least) {
    this.failures = failures;
    this.rest = rest;
    this.redactor = redactor;
    log = LOG.from(least);
  }

  /** Whether the plug-in may be called now. */
  boolean ready(String id, Instant now) {
    Books record = records.get(id);
    return record == null || record.restedUntil == null || !now.isBefore(record.restedUntil);
  }

  /**
   * It did what it should; what is to be said of it now. The first time that is said in any case:
   * an earlier process may have left an incident of it.
   */
  @Nullable Observation worked(String id) {
    boolean first = well.add(id);
    Books record = records.remove(id);
    return record == null && !first
        ? null
        : Observation.builder().clear(Subject.plugin(id)).build();
  }

  /** It failed; what is to be said of it now. A call that was never made is no failure of it. */
  Observation failed(String id, Throwable cause, Instant now) {
    if (cause instanceof CallRefused) {
      return Observation.builder().build();
    }
    log.warn("The plug-in {} failed: {}", id, cause);
    Finding finding =
        Finding.of(
                "plugin.failed",
                Subject.plugin(id),
                "The plug-in " + id + " failed: " + redactor.apply(PluginFault.words(cause)))
            .withSeverity(ErrorSeverity.MEDIUM)
            .withCause(cause.getClass().getName())
            .withHint(redactor.apply(PluginFault.hint(cause)))
            .withEvidence("stack", RedactedLog.stack(cause, redactor));
    return failed(id, finding, now);
  }

  /**
   * It works, but what it was given is refused for good, in the words of this finding; what is to
   * be said of it now. That does not rest it: the next may be taken.
   */
  Observation refused(String id, Finding finding) {
    records.computeIfAbsent(id, key -> new Books());
    return Observation.builder().finding(finding).build();
  }

  /**
   * It works, and asks in the words of this finding to be left alone until then; what is to be said
   * of it now. That is no failure of it.
   */
  Observation busy(String id, Finding finding, Instant until) {
    records.computeIfAbsent(id, key -> new Books()).restedUntil = until;
    return Observation.builder()
        .finding(finding.withEvidence("left_alone_until", until.toString()))
        .build();
  }

  /** It failed, in the words of this finding; what is to be said of it now. */
  Observation failed(String id, Finding finding, Instant now) {
    Books record = records.computeIfAbsent(id, key -> new Books());
    record.inARow++;
    boolean rested = record.inARow >= failures;
    Instant until = now.plus(rest);
    record.restedUntil = rested ? until : null;
    Finding counted = finding.withEvidence("failures_in_a_row", Integer.toString(record.inARow));
    Finding said =
        rested
            ? counted
                .withSeverity(ErrorSeverity.HIGH)
                .withEvidence("rested_until", until.toString())
            : counted;
    return Observation.builder().finding(said).build();
  }
}
