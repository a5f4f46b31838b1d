package io.healing.quartz;

import io.healing.api.detect.Finding;
import io.healing.api.detect.Several;
import io.healing.quartz.Rows.TriggerAt;
import io.healing.quartz.Rows.TriggerRow;
import java.util.List;
import java.util.Map;

/** How the stuck triggers of a job stand in the evidence of a finding. */
final class StuckRows {
  /** What is more comes when these are free. */
  private static final int MOST = 20;

  private static final String STATE = "trigger_state";
  private static final String ROW = "row";
  private static final String GROUP = "trigger_group";
  private static final String NAME = "trigger_name";
  private static final String NEXT = "next_fire_time";

  private StuckRows() {}

  /** With rows of one state, each with the name of its target. */
  static Finding told(Finding finding, List<TriggerRow> rows) {
    return Several.told(
        finding.withEvidence(STATE, rows.get(0).state()),
        ROW,
        rows.stream().limit(MOST).map(StuckRows::told).toList());
  }

  private static Map<String, String> told(TriggerRow row) {
    return Map.of(
        ROW,
        row.at().toString(),
        GROUP,
        row.at().group(),
        NAME,
        row.at().name(),
        NEXT,
        Long.toString(row.next()));
  }

  /** What frees each of them. */
  static List<RowChange> changes(Finding finding) {
    String state = finding.evidence().getOrDefault(STATE, "");
    return Several.of(finding, GROUP, NAME, NEXT).stream().map(row -> change(row, state)).toList();
  }

  private static RowChange change(Map<String, String> row, String state) {
    TriggerAt at = new TriggerAt(row.getOrDefault(GROUP, ""), row.getOrDefault(NAME, ""));
    long next = Long.parseLong(row.getOrDefault(NEXT, "0"));
    return new RowChange(at, new RowChange.State(state, next), RowChange.free(state));
  }
}
