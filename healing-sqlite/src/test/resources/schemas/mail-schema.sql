CREATE TABLE message (id INTEGER PRIMARY KEY, sender TEXT, subject TEXT COLLATE NOCASE, size INTEGER DEFAULT 0xff, flags INTEGER DEFAULT +1,
  received TEXT DEFAULT CURRENT_TIMESTAMP, thread INTEGER DEFAULT NULL REFERENCES message (id), spam REAL DEFAULT -0.5 CHECK (spam < 1), seen BOOLEAN DEFAULT FALSE NOT NULL);
CREATE TABLE part (message INTEGER REFERENCES message ON DELETE CASCADE, nr INTEGER, type TEXT DEFAULT 'text/plain; charset="utf-8"', body BLOB, PRIMARY KEY (message, nr));
CREATE TABLE label (name TEXT PRIMARY KEY COLLATE NOCASE, color TEXT UNIQUE, hidden INTEGER NOT NULL ON CONFLICT FAIL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE message_label (message INTEGER NOT NULL, label TEXT NOT NULL, at TEXT DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (message, label), FOREIGN KEY (label) REFERENCES label (name));
CREATE INDEX message_thread ON message (thread, received);
CREATE INDEX message_big ON message (size) WHERE size > 1000;
CREATE INDEX message_sender ON message (lower(substr(sender, instr(sender, '@') + 1)));
CREATE TRIGGER label_gone AFTER DELETE ON label FOR EACH ROW BEGIN DELETE FROM message_label WHERE label = old.name; END;
CREATE TABLE sqlite3_notes (x, y UNIQUE, z DEFAULT (1) NOT NULL);
INSERT INTO label (name, color) VALUES ('inbox', 'red');
