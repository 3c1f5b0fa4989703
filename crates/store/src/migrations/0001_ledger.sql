-- Everything that happened, and everything that was decided, in the order of commit.
CREATE TABLE ledger (
  seq INT8 NOT NULL PRIMARY KEY,
  id BYTES NOT NULL,
  repeat_key BYTES NOT NULL, -- the part of the id that is a hash: the same message, whatever its time
  message_id TEXT,
  source INT8,
  touchpoint INT8,
  channel INT8,
  type INT8 NOT NULL,
  event INT8,
  at INT8 NOT NULL,
  received_at INT8 NOT NULL,
  anchor INT8,
  identities BYTES, -- all identities, eight bytes each, strongest first
  key INT8, -- what the sealed part is sealed with
  properties TEXT, -- what is not personal
  sealed BYTES, -- what is
  actor TEXT
);
CREATE UNIQUE INDEX ledger_repeat ON ledger (repeat_key);
CREATE INDEX ledger_anchor ON ledger (anchor, at, seq) WHERE anchor IS NOT NULL;
-- The last number given out. Its row is what makes appends take turns, from the append to the commit.
CREATE TABLE counters (
  name TEXT NOT NULL PRIMARY KEY,
  value INT8 NOT NULL
);
INSERT INTO counters (name, value) VALUES ('ledger', 0), ('identity', 0);
CREATE TABLE event_types (
  num SERIAL_KEY,
  type INT8 NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (type, name)
);
CREATE TABLE readers (
  name TEXT NOT NULL PRIMARY KEY,
  seq INT8 NOT NULL,
  fence INT8 NOT NULL,
  holder TEXT,
  lease_until INT8 NOT NULL
);
CREATE TABLE identities (
  id INT8 NOT NULL PRIMARY KEY,
  kind INT8 NOT NULL,
  source INT8, -- the source it is counted in, when its kind is counted per source
  qualifier INT8 NOT NULL, -- a number for the app or page its limit is counted within; 0: none
  blind BYTES NOT NULL,
  key INT8, -- null once erased
  sealed BYTES,
  context INT8 NOT NULL,
  customer BYTES,
  founded BYTES, -- the customer that began with it
  degree INT8 NOT NULL, -- how many strong identities it was seen with
  first_seq INT8 NOT NULL,
  first_at INT8 NOT NULL
);
CREATE UNIQUE INDEX identities_blind ON identities (blind);
CREATE INDEX identities_customer ON identities (customer);
CREATE INDEX ledger_decisions ON ledger (seq) WHERE type > 100;
