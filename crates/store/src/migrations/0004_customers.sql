-- What is shown of a customer at a glance; one row for each that is not merged into another.
CREATE TABLE profiles (
  customer BYTES NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL, -- person, household, organisation
  known INT8 NOT NULL,
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
  issue INT8 NOT NULL, -- why the value cannot be right; 0: it may be
  PRIMARY KEY (identity, attribute, source)
);
-- Beginnings of names, as keyed hashes.
CREATE TABLE name_tokens (
  token BYTES NOT NULL,
  identity INT8 NOT NULL,
  decided INT8 NOT NULL, -- 0: of a name that a touch told, 1: of one that a person here wrote
  PRIMARY KEY (token, identity, decided)
);
CREATE INDEX name_tokens_identity ON name_tokens (identity);
-- What people here keep of a customer. The newest decision counts, whenever it is read: so rows are marked, not deleted.
CREATE TABLE tags (
  identity INT8 NOT NULL,
  tag TEXT NOT NULL,
  seq INT8 NOT NULL,
  held INT8 NOT NULL,
  at INT8 NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (identity, tag)
);
CREATE INDEX tags_tag ON tags (tag, identity) WHERE held = 1;
CREATE TABLE notes (
  id BYTES NOT NULL PRIMARY KEY,
  identity INT8 NOT NULL,
  seq INT8 NOT NULL,
  at INT8 NOT NULL, -- when it was first written
  edited_at INT8,
  actor TEXT NOT NULL, -- who wrote it last
  key INT8,
  body BYTES -- sealed; null once removed
);
CREATE INDEX notes_identity ON notes (identity, at);
CREATE TABLE customer_kinds (
  identity INT8 NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  seq INT8 NOT NULL
);
-- Who belongs to which household or organisation. The group is named by the blind index of an identity, which may be seen
-- only later.
CREATE TABLE memberships (
  member INT8 NOT NULL,
  grp BYTES NOT NULL,
  decided INT8 NOT NULL, -- 0: told by a touch, 1: said by a person here, which counts before the other
  seq INT8 NOT NULL,
  held INT8 NOT NULL,
  at INT8 NOT NULL,
  role TEXT,
  key INT8,
  label BYTES, -- sealed JSON: the group's own id and name, as told
  PRIMARY KEY (member, grp, decided)
);
CREATE INDEX memberships_grp ON memberships (grp);
-- What an attribute is. One that is not here is allowed, and taken for what its value looks like.
CREATE TABLE attribute_definitions (
  name TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL, -- text, number, date, bool, choice, list
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL,
  personal INT8 NOT NULL,
  choices TEXT NOT NULL, -- a JSON list
  sources TEXT NOT NULL, -- a JSON list of numbers: the most believed first
  changed_at INT8 NOT NULL
);
-- What was said of each order. Its state is what all of it comes to, in whatever order it arrived.
CREATE TABLE order_events (
  order_id BYTES NOT NULL, -- blind
  touch BYTES NOT NULL,
  identity INT8 NOT NULL, -- 0: nobody's
  at INT8 NOT NULL,
  source INT8 NOT NULL,
  what INT8 NOT NULL, -- 1 placed, 2 updated, 3 cancelled, 4 refunded
  currency TEXT,
  amount TEXT, -- a decimal, exactly as it was told
  refund BYTES, -- blind, when the refund has a number of its own
  lines TEXT,
  PRIMARY KEY (order_id, touch)
);
CREATE INDEX order_events_touch ON order_events (touch);
CREATE TABLE order_facts (
  order_id BYTES NOT NULL PRIMARY KEY,
  identity INT8 NOT NULL,
  at INT8 NOT NULL,
  day INT8 NOT NULL,
  source INT8 NOT NULL,
  status TEXT NOT NULL, -- unknown, placed, partly_refunded, refunded, cancelled
  counts INT8 NOT NULL, -- 1: it is an order of its customer
  currency TEXT NOT NULL,
  total INT8 NOT NULL,
  refunded INT8 NOT NULL,
  lines TEXT -- a JSON list; prices in minor units
);
CREATE INDEX order_facts_identity ON order_facts (identity, at);
-- What the first page shows, by quarters of an hour, because no time zone has a finer day.
CREATE TABLE company_figures (
  quarter INT8 NOT NULL,
  figure INT8 NOT NULL, -- 1 touches, 2 new customers, 3 recognised, 4 merges
  channel INT8 NOT NULL,
  number INT8 NOT NULL,
  PRIMARY KEY (quarter, figure, channel)
);
CREATE TABLE quality_findings (
  customer BYTES NOT NULL,
  code TEXT NOT NULL, -- missing, implausible, conflicting
  attribute TEXT NOT NULL,
  PRIMARY KEY (customer, code, attribute)
);
CREATE INDEX quality_findings_code ON quality_findings (code, attribute, customer);
CREATE TABLE quality_counts (
  code TEXT NOT NULL,
  attribute TEXT NOT NULL,
  number INT8 NOT NULL,
  PRIMARY KEY (code, attribute)
);
-- Identities that turned out to be context, and how far their touches have been moved to whom they belong.
CREATE TABLE reanchor_jobs (
  identity INT8 NOT NULL PRIMARY KEY,
  seq INT8 NOT NULL, -- the decision; what came after it was anchored right
  place_at INT8 NOT NULL,
  place_seq INT8 NOT NULL,
  moved INT8 NOT NULL,
  finished_at INT8
);
CREATE INDEX reanchor_jobs_open ON reanchor_jobs (seq) WHERE finished_at IS NULL;
