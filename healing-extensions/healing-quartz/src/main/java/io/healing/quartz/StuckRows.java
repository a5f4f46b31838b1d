package io.healing.quartz;

import io.healing.api.detect.Finding;
import io.healing.quartz.Rows.TriggerAt;
import io.healing.quartz.Rows.TriggerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the stuck triggers of a job stand in the evidence of a finding. */
final class StuckRows {
  /** What is more comes when these are free. */
  private static final int MOST = 20;

  private static final String GROUP = "trigger_group";
  private static final String NAME = "trigger_name";
  private static final String STATE = "trigger_state";
  private static final String NEXT = "next_fire_time";

  private StuckRows() {}

  /** With rows of one state; the second and later ones have their number behind each word. */
  static Finding told(Finding finding, List<TriggerRow> rows) {
    Finding with = finding.withEvidence(STATE, rows.get(0).state());
    for (int i = 0; i < Math.min(MOST, rows.size()); i++) {
      TriggerRow row = rows.get(i);
      with =
          with.withEvidence(GROUP + number(i), row.at().group())
              .withEvidence(NAME + number(i), row.at().name())
              .withEvidence(NEXT + number(i), Long.toString(row.next()));
    }
    return with;
  }

  private static String number(int index) {
    return index == 0 ? "" : "_" + (index + 1);
  }

  /** What frees each of them. */
  static List<RowChange> changes(Finding finding) {
    Map<String, String> told = finding.evidence();
    String state = told.getOrDefault(STATE, "");
    List<RowChange> changes = new ArrayList<>();
    for (int i = 0; told.containsKey(NAME + number(i)); i++) {
      TriggerAt at =
          new TriggerAt(
              told.getOrDefault(GROUP + number(i), ""), told.getOrDefault(NAME + number(i), ""));
      long next = Long.parseLong(told.getOrDefault(NEXT + number(i), "0"));
      changes.add(new RowChange(at, new RowChange.State(state, next), RowChange.free(state)));
    }
    return changes;
  }
}
