CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL, born INTEGER, died INTEGER, bio TEXT DEFAULT '');
CREATE TABLE book (
  isbn TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  pages INT DEFAULT 0 NOT NULL,
  rating REAL,
  added TEXT DEFAULT (datetime('2020-01-01', '+1 day')),
  UNIQUE (title, isbn)
);
CREATE TABLE book_author (
  book TEXT NOT NULL, author INTEGER NOT NULL, role TEXT DEFAULT 'writer' NOT NULL,
  CONSTRAINT pk PRIMARY KEY (book, author) ON CONFLICT REPLACE,
  CONSTRAINT fk_book FOREIGN KEY (book) REFERENCES book ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT fk_author FOREIGN KEY (author) REFERENCES author (id)
);
CREATE TABLE loan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  book TEXT REFERENCES book (isbn),
  since TEXT NOT NULL DEFAULT CURRENT_DATE,
  back TEXT,
  days AS (julianday(coalesce(back, since)) - julianday(since)) VIRTUAL
);
CREATE INDEX loan_open ON loan (book) WHERE back IS NULL;
CREATE UNIQUE INDEX loan_once ON loan (book, since);
CREATE INDEX author_years ON author (died - born, name);
CREATE VIEW out AS SELECT b.title, l.since FROM loan l JOIN book b ON b.isbn = l.book;
CREATE TRIGGER out_insert INSTEAD OF INSERT ON out BEGIN
  INSERT INTO loan (book) SELECT isbn FROM book WHERE title = new.title;
END;
