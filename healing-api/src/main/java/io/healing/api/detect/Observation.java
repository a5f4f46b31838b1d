package io.healing.api.detect;

import io.healing.api.PluginState;
import io.healing.api.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a monitor answers: for every subject that it looked at its findings, or clear, or no data
 * with a reason. A subject that is not named is no data. Made by {@link #builder()}; immutable.
 */
public final class Observation {
  private final List<Finding> findings;
  private final Set<Subject> clear;
  private final Map<Subject, String> noData;
  private final Map<Subject, String> seen;
  private final Map<Subject, Duration> checkAgain;
  private final List<HealthMetric> metrics;
  private final Map<Subject, PluginState> states;

  private Observation(Builder builder) {
    findings = List.copyOf(builder.findings);
    clear = Set.copyOf(builder.clear);
    noData = Map.copyOf(builder.noData);
    seen = Collections.unmodifiableMap(new LinkedHashMap<>(builder.seen));
    checkAgain = Map.copyOf(builder.checkAgain);
    metrics = List.copyOf(builder.metrics);
    states = Map.copyOf(builder.states);
  }

  /** An empty answer to fill. */
  public static Builder builder() {
    return new Builder();
  }

  /** What is wrong. */
  public List<Finding> findings() {
    return findings;
  }

  /** The subjects that were looked at and found well. */
  public Set<Subject> clear() {
    return clear;
  }

  /** The subjects of which nothing can be said, with the reason. */
  public Map<Subject, String> noData() {
    return noData;
  }

  /**
   * The subjects of which it is not clear yet how they are, and after how long the monitor wants to
   * look at them again. Each has its reason among {@link #noData()}: it is neither a finding nor
   * well.
   */
  public Map<Subject, Duration> checkAgain() {
    return checkAgain;
  }

  /** What was seen of the subjects that are well, in the order in which they were named. */
  public Map<Subject, String> seen() {
    return seen;
  }

  /** Samples to keep. */
  public List<HealthMetric> metrics() {
    return metrics;
  }

  /** What the monitor wants kept for its next look; a subject not named keeps what it had. */
  public Map<Subject, PluginState> states() {
    return states;
  }

  /** Collects an answer. Not thread-safe; used within one call. */
  public static final class Builder {
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Subject> clear = new LinkedHashSet<>();
    private final Map<Subject, String> noData = new LinkedHashMap<>();
    private final Map<Subject, String> seen = new LinkedHashMap<>();
    private final Map<Subject, Duration> checkAgain = new LinkedHashMap<>();
    private final List<HealthMetric> metrics = new ArrayList<>();
    private final Map<Subject, PluginState> states = new LinkedHashMap<>();

    private Builder() {}

    /** This is wrong. */
    public Builder finding(Finding finding) {
      findings.add(finding);
      return this;
    }

    /** This subject is well. */
    public Builder clear(Subject subject) {
      clear.add(subject);
      return this;
    }

    /** This subject is well, and this was seen of it, as in {@code Java 17.0.15}. */
    public Builder clear(Subject subject, String what) {
      seen.put(subject, what);
      return clear(subject);
    }

    /** Of this subject nothing can be said, for this reason. */
    public Builder noData(Subject subject, String reason) {
      noData.put(subject, reason);
      return this;
    }

    /**
     * It is not clear yet how this subject is: look again so long after this look. The monitor is
     * called then, without waiting for its interval, with the subject in {@link
     * MonitorRequest#again()}; after ten such looks in a row only at its interval.
     *
     * @param reason why it is not clear, for a person
     * @param after longer than zero; less than a second counts as one, more than a day as one
     * @throws IllegalArgumentException when {@code after} is zero or less
     */
    public Builder checkAgain(Subject subject, String reason, Duration after) {
      if (after.isNegative() || after.isZero()) {
        throw new IllegalArgumentException(
            "To look at " + subject + " again takes a time longer than zero, but it is " + after);
      }
      checkAgain.put(subject, after);
      return noData(subject, reason);
    }

    /** A sample to keep. */
    public Builder metric(HealthMetric metric) {
      metrics.add(metric);
      return this;
    }

    /** Keep this for the next look at the subject. */
    public Builder state(Subject subject, PluginState state) {
      states.put(subject, state);
      return this;
    }

    /**
     * The answer. A subject with a finding is neither well nor unclear, and one that is unclear is
     * not well, whatever else was said of it.
     */
    public Observation build() {
      findings.forEach(finding -> clear.remove(finding.subject()));
      findings.forEach(finding -> checkAgain.remove(finding.subject()));
      clear.removeAll(checkAgain.keySet());
      seen.keySet().retainAll(clear);
      return new Observation(this);
    }
  }
}
