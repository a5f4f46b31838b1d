CREATE TABLE IF NOT EXISTS market_data (
  id INTEGER PRIMARY KEY,
  owner_id TEXT NOT NULL,
  product_name TEXT NOT NULL,
  price REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS idx_market_data_owner ON market_data (owner_id);

CREATE TABLE IF NOT EXISTS pricing_list (
  id INTEGER PRIMARY KEY,
  product_name TEXT NOT NULL,
  price REAL NOT NULL,
  valid_from DATE
);
