package io.healing.api.detect;

import io.healing.api.PluginState;
import io.healing.api.Subject;
import java.util.ArrayList;
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
  private final List<HealthMetric> metrics;
  private final Map<Subject, PluginState> states;

  private Observation(Builder builder) {
    findings = List.copyOf(builder.findings);
    clear = Set.copyOf(builder.clear);
    noData = Map.copyOf(builder.noData);
    seen = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(builder.seen));
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

    /** The answer. A subject with a finding is not clear, whatever else was said of it. */
    public Observation build() {
      findings.forEach(finding -> clear.remove(finding.subject()));
      seen.keySet().retainAll(clear);
      return new Observation(this);
    }
  }
}
