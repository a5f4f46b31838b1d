-- A small shop: keys, defaults of every kind, a counter.
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TABLE category (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL UNIQUE COLLATE NOCASE,
  parent INTEGER REFERENCES category (id) ON DELETE SET NULL,
  sort INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS product (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  category_id INTEGER NOT NULL REFERENCES category (id) ON DELETE CASCADE,
  name TEXT NOT NULL, /* shown; to all */
  price NUMERIC(10, 2) NOT NULL DEFAULT 0.00 CHECK (price >= 0),
  stock INTEGER DEFAULT (1 + 2),
  note VARCHAR(255) DEFAULT 'it''s, (new); ',
  source_url TEXT,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  day DATE DEFAULT CURRENT_DATE,
  hour TIME DEFAULT CURRENT_TIME, -- the last, with a comment
  active BOOLEAN NOT NULL DEFAULT TRUE,
  CONSTRAINT positive CHECK (stock >= 0)
);
CREATE INDEX product_by_category ON product (category_id, name COLLATE NOCASE DESC);
CREATE UNIQUE INDEX product_by_name ON product (lower(name)) WHERE active;
CREATE TABLE price_change (
  product_id INTEGER NOT NULL,
  changed_at TEXT NOT NULL DEFAULT (strftime('%Y', '2020-01-01')),
  old_price REAL, new_price REAL,
  by_whom TEXT DEFAULT NULL,
  PRIMARY KEY (product_id, changed_at),
  FOREIGN KEY (product_id) REFERENCES product (id)
);
CREATE TRIGGER product_priced AFTER UPDATE OF price ON product
WHEN old.price <> new.price
BEGIN
  INSERT INTO price_change (product_id, old_price, new_price) VALUES (new.id, old.price, new.price);
  UPDATE category SET sort = CASE WHEN sort > 10 THEN 0 ELSE sort END;
END;
CREATE VIEW cheap AS SELECT id, name FROM product WHERE price < 10;
COMMIT;
