insert into accounts(number, opened) values (5, '2001'), (2, '2002'), (9, '2003');
insert into entries(rowid, id, bank, number, cents, text) values (77, 1, 1, 5, 10, 'x'), (78, 2, 1, 2, -10, null);
