-- What is shown of a customer at a glance; one row for each that is not merged into another.
CREATE TABLE profiles (
  customer BYTES NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL, -- person, household, organisation
  known INT8 NOT NULL,
  name_key INT8,
  name BYTES, -- sealed
  first_at INT8 NOT NULL,
  last_at INT8 NOT NULL,
  touches INT8 NOT NULL,
  orders INT8 NOT NULL
);
CREATE INDEX profiles_recent ON profiles (known, last_at, customer);
-- Counted by day and identity, so that any sum is over days and a merge moves nothing.
CREATE TABLE day_numbers (
  identity INT8 NOT NULL,
  day INT8 NOT NULL,
  channel INT8 NOT NULL,
  touches INT8 NOT NULL,
  hours INT8 NOT NULL, -- one bit for each hour of UTC in which something happened
  PRIMARY KEY (identity, day, channel)
);
CREATE TABLE identity_numbers (
  identity INT8 NOT NULL PRIMARY KEY,
  touches INT8 NOT NULL,
  first_at INT8 NOT NULL,
  last_at INT8 NOT NULL
);
-- Every value an attribute was ever told to have: by which source, when, for which identity.
CREATE TABLE facts (
  identity INT8 NOT NULL,
  attribute TEXT NOT NULL,
  source INT8 NOT NULL, -- 0: a person here
  at INT8 NOT NULL,
  seq INT8 NOT NULL,
  key INT8,
  value BYTES, -- sealed JSON; null: told to be gone
  PRIMARY KEY (identity, attribute, source)
);
-- Beginnings of names, as keyed hashes.
CREATE TABLE name_tokens (
  token BYTES NOT NULL,
  identity INT8 NOT NULL,
  PRIMARY KEY (token, identity)
);
CREATE INDEX name_tokens_identity ON name_tokens (identity);
CREATE TABLE tags (
  identity INT8 NOT NULL,
  tag TEXT NOT NULL,
  at INT8 NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (identity, tag)
);
CREATE TABLE notes (
  id BYTES NOT NULL PRIMARY KEY,
  identity INT8 NOT NULL,
  at INT8 NOT NULL,
  actor TEXT NOT NULL,
  key INT8,
  body BYTES NOT NULL
);
CREATE INDEX notes_identity ON notes (identity, at);
CREATE TABLE order_facts (
  identity INT8 NOT NULL,
  order_id BYTES NOT NULL, -- blind
  at INT8 NOT NULL,
  day INT8 NOT NULL,
  source INT8 NOT NULL,
  status TEXT NOT NULL,
  currency TEXT NOT NULL,
  total INT8 NOT NULL,
  refunded INT8 NOT NULL,
  seq INT8 NOT NULL,
  PRIMARY KEY (order_id)
);
CREATE INDEX order_facts_identity ON order_facts (identity, at);
