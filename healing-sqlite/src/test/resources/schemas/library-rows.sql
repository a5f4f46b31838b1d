INSERT INTO author (id, name, born) VALUES (1, 'Ada', 1815), (2, 'Bob', NULL), (4, 'Cy', 1900);
INSERT INTO book (isbn, title, pages, rating) VALUES ('i1', 'One', 10, 4.5), ('i2', 'Two', 0, NULL);
INSERT INTO book_author (book, author) VALUES ('i1', 1), ('i1', 2), ('i2', 4);
INSERT INTO loan (book, since, back) VALUES ('i1', '2020-01-01', '2020-02-01'), ('i2', '2020-01-01', NULL);
DELETE FROM loan WHERE id = 2;
