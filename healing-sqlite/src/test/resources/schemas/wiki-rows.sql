INSERT INTO "page ""one""" ("the id", [text, with (brackets)], "größe", "check", "имя") VALUES
  (1, 'x', 5, '(', 'a'), (9, NULL, NULL, ',', 'b  ');
INSERT INTO [tag list] (tag, page) VALUES ('b', 1), ('a', 9), ('ü', NULL);
INSERT INTO 日本 (番号, 名前) VALUES (1, '山'), (2, '川');
