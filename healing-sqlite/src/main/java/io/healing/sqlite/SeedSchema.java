package io.healing.sqlite;

/**
 * The three tables and seven indexes of version 8, in the form of {@link Schema}. What has a plus,
 * and the indexes of other names, came with version 9.
 */
final class SeedSchema {
  static final String TABLES =
      """
      healing_reviews
        id INTEGER PRIMARY KEY AUTOINCREMENT
        job_id TEXT NOT NULL
        started_at TIMESTAMP NOT NULL
        finished_at TIMESTAMP
        status TEXT NOT NULL DEFAULT 'running'
        runs_analyzed INTEGER DEFAULT 0
        logs_lines INTEGER DEFAULT 0
        ai_sessions_count INTEGER DEFAULT 0
        sla_violations_count INTEGER DEFAULT 0
        suggestions_count INTEGER DEFAULT 0
        auto_applied_count INTEGER DEFAULT 0
        error_message TEXT
        analysis_duration_ms INTEGER
        ai_tokens_used INTEGER
        created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
        + kind TEXT DEFAULT 'proactive'
        + instance INTEGER
        + incident_id TEXT
        index idx_healing_reviews_job (job_id)
        index idx_healing_reviews_started (started_at DESC)
        index healing_reviews_by_status (status)
        index healing_reviews_last (job_id) WHERE kind = 'proactive' AND status = 'completed'

      healing_suggestions
        id INTEGER PRIMARY KEY AUTOINCREMENT
        review_id INTEGER REFERENCES healing_reviews(id)
        job_id TEXT NOT NULL
        category TEXT NOT NULL
        severity TEXT NOT NULL
        title TEXT NOT NULL
        description TEXT NOT NULL
        current_state TEXT
        suggested_change TEXT
        expected_impact TEXT
        affected_files TEXT
        status TEXT NOT NULL DEFAULT 'pending'
        reviewed_at TIMESTAMP
        reviewed_by TEXT
        rejection_reason TEXT
        applied_at TIMESTAMP
        action_id INTEGER REFERENCES healing_actions(id) ON DELETE SET NULL
        created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
        + dedupe_key TEXT
        + content_hash TEXT
        + incident_id TEXT
        + confidence REAL
        + decided_by TEXT
        + approved_hash TEXT
        + ai_session_key TEXT
        + expires_at TEXT
        + plan_type TEXT
        + plan_target TEXT
        + plan_parameters TEXT
        + plan_summary TEXT
        + plan_undo TEXT
        + plan_risk TEXT
        + plan_details TEXT
        + plan_before BLOB
        + plan_after BLOB
        index idx_healing_suggestions_job (job_id)
        index idx_healing_suggestions_status (status)
        index idx_healing_suggestions_created (created_at DESC)
        index healing_suggestions_by_review (review_id)
        index healing_suggestions_by_action (action_id)
        index healing_suggestions_by_key (dedupe_key)
        index healing_suggestions_by_expiry (status, expires_at)

      healing_actions
        id INTEGER PRIMARY KEY AUTOINCREMENT
        suggestion_id INTEGER REFERENCES healing_suggestions(id)
        job_id TEXT NOT NULL
        action_type TEXT NOT NULL
        file_path TEXT
        original_content TEXT
        new_content TEXT
        command_executed TEXT
        status TEXT NOT NULL DEFAULT 'success'
        error_message TEXT
        can_rollback BOOLEAN DEFAULT 1
        rolled_back_at TIMESTAMP
        execution_duration_ms INTEGER
        ai_session_key TEXT
        created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
        + intent_id INTEGER
        + target TEXT
        + after_hash TEXT
        + plan_hash TEXT
        + verification TEXT
        + verified_since TEXT
        + verified_until TEXT
        + verified_at TEXT
        + verified_because TEXT
        + incident_key TEXT
        + incident_id TEXT
        + finding_id TEXT
        + done_by TEXT
        + note TEXT
        index idx_healing_actions_job (job_id)
        index idx_healing_actions_suggestion (suggestion_id)
        index healing_actions_by_status (status)
        index healing_actions_by_intent (intent_id)
        index healing_actions_by_age (created_at)
        index healing_actions_by_target (target) WHERE status = 'success'
        index healing_actions_awaited (verification, incident_id)
      """;

  private SeedSchema() {}
}
