package io.healing.core.detect.host;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one thing after a look: by its limit, by its own past, and by its peers.
 *
 * @param peers the others of its kind, where there are enough of them
 */
record Statement(Rule rule, Sheet.Entry entry, Standing now, Optional<Peers> peers) {
  /** What is only worth knowing names nothing that could be changed. */
  private static final Set<String> TO_CHANGE = Set.of("target", "service");

  /** What is wrong; empty when nothing is told. */
  List<Finding> findings(Urgency urgency) {
    if (now.level() != Level.WELL) {
      return List.of(found(urgency));
    }
    List<Finding> all = new ArrayList<>();
    if (rule.nears() && now.near()) {
      all.add(near());
    }
    if (Peers.told(now.apart())) {
      peers.ifPresent(others -> all.add(apart(others)));
    }
    return all;
  }

  /** Whether this look alone was bad. */
  boolean bad() {
    return entry.levels().of(entry.value()) != Level.WELL;
  }

  /** What was seen, with what is suspected. */
  String doubt() {
    return now.suspicion() == 0
        ? entry.words()
        : entry.words() + "; suspicion " + Words.number(now.suspicion());
  }

  private Finding found(Urgency urgency) {
    double bound = entry.levels().bound(now.level());
    String against =
        Double.isFinite(entry.value()) && Double.isFinite(bound)
            ? "; " + now.level().word() + " is from " + Words.number(bound) + rule.unit() + " on"
            : "";
    String others = peers.map(all -> "; " + all.words(rule.unit())).orElse("");
    ErrorSeverity severity = urgency.of(now.level(), now.lasts());
    boolean raised = severity != urgency.of(now.level());
    Finding finding =
        Finding.of(rule.finding(), entry.subject(), entry.words() + against + others + since())
            .withType(rule.type())
            .withSeverity(severity)
            .withHint(rule.hint())
            .withEvidence("level", now.level().word());
    if (raised) {
      finding = finding.withEvidence("escalated", raisedWords(severity));
    }
    Instant since = now.since();
    return evidence(
        since == null ? finding : finding.withEvidence(Finding.SUSPECTED_SINCE, since.toString()),
        entry.evidence());
  }

  private String raisedWords(ErrorSeverity severity) {
    return now.level().word() + " since " + now.reached() + ", so it is told as " + severity.word();
  }

  private String since() {
    return now.since() == null ? "" : "; since " + now.since();
  }

  private Finding near() {
    String words =
        "%s; the mean of the last 10 looks is %s%s, more than 90 %% of the warning at %s%s"
            .formatted(
                entry.words(),
                Words.number(now.mean()),
                rule.unit(),
                Words.number(entry.levels().bound(Level.WARNING)),
                rule.unit());
    return worthKnowing("_near", words);
  }

  private Finding apart(Peers others) {
    return worthKnowing("_apart", entry.words() + ", but " + others.words(rule.unit()))
        .withSeverity(ErrorSeverity.LOW);
  }

  private Finding worthKnowing(String end, String words) {
    Map<String, String> more = new TreeMap<>(entry.evidence());
    more.keySet().removeAll(TO_CHANGE);
    Finding finding =
        Finding.of(rule.finding() + end, entry.subject(), words)
            .withType(ErrorType.PERFORMANCE_DEGRADATION)
            .withHint(rule.hint());
    return evidence(finding, more);
  }

  private Finding evidence(Finding bare, Map<String, String> more) {
    Finding finding = bare;
    for (Map.Entry<String, String> each : more.entrySet()) {
      finding = finding.withEvidence(each.getKey(), each.getValue());
    }
    finding = with(finding, "value", entry.value());
    finding = with(finding, "warning", entry.levels().warning());
    finding = with(finding, "critical", entry.levels().critical());
    if (peers.isPresent()) {
      finding = finding.withEvidence("peers", Integer.toString(peers.get().others()));
      finding = with(finding, "peers_middle", peers.get().middle());
    }
    double trend = now.trend();
    return trend > 0
        ? finding.withEvidence("trend", "rising by " + Words.number(trend) + " in five looks")
        : finding;
  }

  private static Finding with(Finding finding, String key, @Nullable Double value) {
    return value == null || value.isInfinite()
        ? finding
        : finding.withEvidence(key, Words.number(value));
  }
}
