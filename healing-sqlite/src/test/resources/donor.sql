CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL);
CREATE TABLE job_state (job_id TEXT PRIMARY KEY, status TEXT NOT NULL, pid INTEGER, paused INTEGER DEFAULT 0);
CREATE TABLE job_runs (id INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, exit_code INTEGER, duration_seconds REAL, trigger TEXT NOT NULL DEFAULT 'manual', error TEXT, healing_status TEXT);
INSERT INTO job_state VALUES ('nightly', 'stopped', NULL, 0);
INSERT INTO job_runs (job_id, started_at, exit_code) VALUES ('nightly', '2026-01-31T03:00:00.123456', 1);
