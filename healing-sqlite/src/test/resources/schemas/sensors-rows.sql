INSERT INTO sensor (id, serial, kind, any_value) VALUES (1, 'abcdef', 'heat', 5), (2, 'xyz', 'none', 'five'), (30, 'q', 'light', x'01');
INSERT INTO reading (sensor_id, at, value) VALUES (1, 10, 0.5), (1, 20, NULL), (30, 5, 7);
INSERT INTO heap (_rowid_, a) VALUES (5, 'x'), (17, 'y'), (2, NULL);
