package io.healing.sqlite;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of version 8, and those that came with version 9. A block for each: its name, its
 * columns, behind a plus those that are added to it afterwards, a key of several columns, indexes.
 */
final class Schema {
  static final int SEED_VERSION = 8;
  static final int VERSION = 9;
  static final String RUNS = "job_runs";

  /** In a database that is somebody else's, who may have such a table or make one some day. */
  static final String RUNS_AS_A_GUEST = "healing_job_runs";

  /** Version 9: what was seen. */
  private static final String OBSERVED =
      """
      %s
        id INTEGER PRIMARY KEY
        job_id TEXT NOT NULL
        started_at TEXT NOT NULL
        finished_at TEXT
        outcome TEXT NOT NULL
        duration_ms INTEGER
        attempt INTEGER NOT NULL
        trigger_word TEXT NOT NULL
        error_type TEXT
        error_message TEXT
        error_stack TEXT
        log_tail TEXT NOT NULL
        retry_pending INTEGER NOT NULL
        size INTEGER
        exit_code INTEGER
        index healing_runs_by_start (job_id, started_at)
        index healing_runs_by_end (job_id, finished_at)
        index healing_runs_unfinished (id) WHERE finished_at IS NULL

      error_incidents
        id TEXT PRIMARY KEY
        error_type TEXT
        severity TEXT
        detected_at TEXT
        resolved_at TEXT
        diagnosis TEXT
        recovery_actions TEXT
        effectiveness_score REAL
        + subject TEXT
        + fingerprint TEXT
        + monitor TEXT
        + finding_id TEXT
        + message TEXT
        + hint TEXT
        + evidence TEXT
        + last_seen_at TEXT
        + clear_since TEXT
        + state TEXT
        + ended_as TEXT
        + cause_id TEXT
        unique healing_incidents_active (subject, fingerprint) WHERE state <> 'ended'
        index healing_incidents_by_time (detected_at)
        index healing_incidents_of (subject, detected_at)
        index healing_incidents_by_state (state, detected_at)
        index healing_incidents_by_end (state, resolved_at)
        index healing_incidents_open (detected_at, id) WHERE state <> 'ended'

      system_health_metrics
        id TEXT PRIMARY KEY
        metric_name TEXT
        current_value REAL
        threshold_warning REAL
        threshold_critical REAL
        status TEXT
        measured_at TEXT
        index healing_metrics_of (metric_name, measured_at)
        index healing_metrics_by_age (measured_at)
      """;

  /** Version 9: what was decided and done. */
  private static final String ACTED =
      """
      recovery_procedures
        id TEXT PRIMARY KEY
        error_pattern TEXT
        procedure_steps TEXT
        success_rate REAL
        last_updated TEXT
        + execution_count INTEGER DEFAULT 0

      healing_journal
        id INTEGER PRIMARY KEY AUTOINCREMENT
        kind TEXT NOT NULL
        subject TEXT NOT NULL
        suggestion_id INTEGER NOT NULL
        action_id INTEGER NOT NULL
        plan_type TEXT NOT NULL
        plan_target TEXT NOT NULL
        plan_parameters TEXT NOT NULL
        plan_summary TEXT NOT NULL
        plan_undo TEXT NOT NULL
        plan_risk TEXT NOT NULL
        plan_details TEXT NOT NULL
        plan_before BLOB
        plan_after BLOB
        incident_key TEXT
        incident_id TEXT
        done_by TEXT NOT NULL
        automatic INTEGER NOT NULL
        instance INTEGER NOT NULL
        state TEXT NOT NULL
        begun_at TEXT NOT NULL
        settled_at TEXT
        note TEXT NOT NULL
        index healing_journal_open (plan_target) WHERE state IN ('open', 'unsettled')
        index healing_journal_by_state (state)
        index healing_journal_by_time (begun_at)

      healing_decisions
        id INTEGER PRIMARY KEY AUTOINCREMENT
        subject TEXT NOT NULL
        topic TEXT NOT NULL
        decision TEXT NOT NULL
        reason TEXT
        detail TEXT NOT NULL
        decided_at TEXT NOT NULL
        index healing_decisions_of (subject)
        index healing_decisions_on (subject, topic)
        index healing_decisions_by_age (decided_at)
      """;

  /** Version 9: what is remembered. */
  private static final String KEPT =
      """
      healing_file_versions
        id INTEGER PRIMARY KEY AUTOINCREMENT
        job_id TEXT NOT NULL
        path TEXT NOT NULL
        content BLOB NOT NULL
        seen_at TEXT NOT NULL
        index healing_file_versions_of (job_id, path)

      healing_counters
        key TEXT PRIMARY KEY
        attempts INTEGER NOT NULL
        failures_in_a_row INTEGER NOT NULL
        last_attempt_at TEXT
        cool_down_until TEXT
        breaker_opened_at TEXT

      healing_rejections
        dedupe_key TEXT PRIMARY KEY
        content_hash TEXT NOT NULL
        urgency TEXT NOT NULL
        rejected_by TEXT NOT NULL
        reason TEXT NOT NULL
        rejected_at TEXT NOT NULL

      healing_instances
        id INTEGER PRIMARY KEY AUTOINCREMENT
        name TEXT NOT NULL
        pid INTEGER NOT NULL
        process TEXT NOT NULL
        started_at TEXT NOT NULL
        gone INTEGER NOT NULL DEFAULT 0

      healing_changes
        id INTEGER PRIMARY KEY AUTOINCREMENT
        kind TEXT NOT NULL
        words TEXT NOT NULL
        touches TEXT NOT NULL
        changed_at TEXT NOT NULL
        changed_by TEXT NOT NULL
        index healing_changes_by_time (changed_at)

      healing_states
        owner TEXT NOT NULL
        key TEXT NOT NULL
        version INTEGER NOT NULL
        text TEXT NOT NULL
        keys owner, key

      healing_schema_version
        version INTEGER PRIMARY KEY

      healing_store
        name TEXT PRIMARY KEY
        value TEXT NOT NULL
      """;

  private Schema() {}

  /** All tables, with the history of runs under this name. */
  static List<Table> tables(String runs) {
    return Stream.of(SeedSchema.TABLES, OBSERVED.formatted(runs), ACTED, KEPT)
        .flatMap(text -> Arrays.stream(text.split("\n\n")))
        .map(Table::parse)
        .toList();
  }
}
