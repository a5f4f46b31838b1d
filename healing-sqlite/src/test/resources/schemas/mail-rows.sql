INSERT INTO message (id, sender, subject, received) VALUES (1, 'a@x.y', 'Hi', 'r1'), (8, NULL, NULL, 'r2'), (3, 'q', 'Re: hi', 'r3');
INSERT INTO part (message, nr, body) VALUES (1, 1, x'0102'), (8, 1, NULL);
INSERT INTO label (name) VALUES ('work'), ('home');
INSERT INTO message_label (message, label, at) VALUES (1, 'work', 't'), (3, 'inbox', 'u');
INSERT INTO sqlite3_notes VALUES (1, 2, 3), (4, NULL, 6), (4, NULL, 7);
