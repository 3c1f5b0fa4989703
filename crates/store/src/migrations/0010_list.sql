-- Which channels an identity was met on, one bit for the code of each, so that a list can ask without counting days.
ALTER TABLE identity_numbers ADD COLUMN channels INT8 NOT NULL DEFAULT 0;
UPDATE identity_numbers SET channels = COALESCE((SELECT CAST(SUM(DISTINCT CAST(1 AS BIGINT) << CAST(d.channel AS INTEGER)) AS BIGINT)
  FROM day_numbers d WHERE d.identity = identity_numbers.identity), 0);
-- What lists are sorted by, beside the newest touch. Neither changes with most touches, and then neither index is written.
CREATE INDEX profiles_first ON profiles (first_at, customer);
CREATE INDEX profiles_orders ON profiles (orders, customer);
-- Lists of customers as people want them again: filters, columns and order.
CREATE TABLE views (
  id BYTES NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL, -- whoever made it, as the audit record names them
  name TEXT NOT NULL,
  shared INT8 NOT NULL, -- 1: everybody in the company sees it
  filter TEXT NOT NULL, -- JSON; it never holds what was searched for
  columns TEXT NOT NULL, -- a JSON list
  created_at INT8 NOT NULL,
  changed_at INT8 NOT NULL
);
CREATE INDEX views_owner ON views (owner);
CREATE INDEX views_shared ON views (id) WHERE shared = 1;
-- How each person wants the screens, by a word that says of what.
CREATE TABLE preferences (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL, -- JSON
  PRIMARY KEY (owner, name)
);
-- What tagging many customers at once changed, so that it can be taken back for exactly those.
CREATE TABLE tag_changes (
  run BYTES NOT NULL,
  customer BYTES NOT NULL,
  tag TEXT NOT NULL,
  put INT8 NOT NULL, -- 1: it was put, 0: it was taken
  PRIMARY KEY (run, customer, tag)
);
