CREATE TABLE "page ""one""" (
  "the id" INTEGER PRIMARY KEY,
  [text, with (brackets)] TEXT,
  `back tick` TEXT DEFAULT "double",
  "größe" INTEGER DEFAULT -1,
  "select" TEXT DEFAULT 'a, b',
  "check" TEXT CHECK ("check" IN ('(', ')', ',')),
  "имя" TEXT COLLATE RTRIM,
  "updated at" TEXT DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "page by größe" ON "page ""one""" ("größe" DESC);
CREATE TABLE [tag list] (
  tag TEXT PRIMARY KEY,
  "page" INTEGER REFERENCES "page ""one""" ("the id") DEFERRABLE INITIALLY DEFERRED,
  weight REAL DEFAULT 1.5e-3,
  mask BLOB DEFAULT x'00ff'
) WITHOUT ROWID;
CREATE INDEX [weight of tag] ON [tag list] (weight) WHERE weight > 0 AND tag <> 'a''b';
CREATE TABLE 日本 (番号 INTEGER PRIMARY KEY, 名前 TEXT NOT NULL DEFAULT '無', 時 TEXT DEFAULT CURRENT_TIME);
CREATE INDEX 名前で ON 日本 (名前);
