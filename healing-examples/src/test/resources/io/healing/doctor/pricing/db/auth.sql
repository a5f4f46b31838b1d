CREATE TABLE IF NOT EXISTS users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  hashed_password TEXT NOT NULL,
  is_active BOOLEAN NOT NULL DEFAULT 1,
  two_factor_enabled BOOLEAN NOT NULL DEFAULT 0,
  totp_secret TEXT
);

CREATE TABLE IF NOT EXISTS session_tokens (
  token TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at DATETIME NOT NULL
);
CREATE INDEX IF NOT EXISTS idx_session_tokens_user ON session_tokens (user_id);
