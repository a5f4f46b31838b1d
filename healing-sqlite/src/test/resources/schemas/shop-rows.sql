INSERT INTO category (id, title, parent, sort) VALUES (3, 'Books', NULL, 1), (5, 'Maps', 3, 2);
INSERT INTO product (id, category_id, name, price, note, created_at)
  VALUES (10, 3, 'Atlas', 12.5, NULL, '2020-01-01'), (40, 5, 'Globe', 9, 'x', '2021-01-01'), (7, 5, 'Ärmel', 1, 'y', 'z');
INSERT INTO price_change (product_id, changed_at, old_price) VALUES (10, 'a', 1), (10, 'b', 2);
DELETE FROM product WHERE id = 40;
