CREATE TABLE sensor (
  id INTEGER PRIMARY KEY,
  serial TEXT NOT NULL UNIQUE ON CONFLICT ABORT,
  kind TEXT NOT NULL DEFAULT 'none' CHECK (kind IN ('none', 'heat', 'light')),
  scale REAL NOT NULL DEFAULT 1.0,
  label TEXT GENERATED ALWAYS AS (kind || ' ' || serial) STORED,
  short TEXT AS (substr(serial, 1, 3)),
  any_value ANY
) STRICT;
CREATE INDEX sensor_by_label ON sensor (label);
CREATE INDEX sensor_by_length ON sensor (length(serial), kind) WHERE kind <> 'none';
CREATE TABLE reading (
  sensor_id INTEGER NOT NULL REFERENCES sensor (id),
  at INTEGER NOT NULL,
  value REAL,
  scaled REAL AS (value * 2) STORED,
  flags INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sensor_id, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_by_time ON reading (at DESC) WHERE flags = 0;
CREATE TABLE heap (a TEXT, b TEXT DEFAULT (upper('b')), c BLOB DEFAULT (zeroblob(2)), rowid TEXT);
