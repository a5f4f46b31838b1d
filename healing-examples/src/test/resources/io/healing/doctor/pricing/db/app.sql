-- The catalogue, what the market does, and what is proposed.
CREATE TABLE IF NOT EXISTS product_catalog (
  sku TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  name TEXT NOT NULL,
  current_price REAL NOT NULL DEFAULT 0,
  cost REAL,
  source_url TEXT,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (sku, owner_id)
);

CREATE TABLE IF NOT EXISTS market_ticks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sku TEXT NOT NULL,
  market TEXT NOT NULL DEFAULT 'default',
  our_price REAL,
  competitor_price REAL,
  demand_index REAL NOT NULL DEFAULT 1.0,
  ts DATETIME NOT NULL,
  source TEXT,
  ingested_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_market_ticks_sku_ts ON market_ticks (sku, ts);

CREATE TABLE IF NOT EXISTS price_proposals (
  id TEXT PRIMARY KEY,
  sku TEXT NOT NULL,
  proposed_price REAL NOT NULL,
  reason TEXT,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'rejected')),
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_price_proposals_open ON price_proposals (sku) WHERE status = 'open';

CREATE TABLE IF NOT EXISTS ingestion_jobs (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL,
  status TEXT NOT NULL,
  url TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
