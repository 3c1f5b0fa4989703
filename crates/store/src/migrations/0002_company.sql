CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
-- Brand, region, shop: a tree. The path holds the numbers from the root down, `/1/7/`, so that a scope is a prefix.
CREATE TABLE units (
  num SERIAL_KEY,
  id BYTES NOT NULL UNIQUE,
  parent INT8,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  created_at INT8 NOT NULL,
  archived_at INT8
);
CREATE TABLE touchpoints (
  num SERIAL_KEY,
  id BYTES NOT NULL UNIQUE,
  unit INT8,
  channel INT8 NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  state TEXT NOT NULL, -- draft, live, archived
  stage TEXT, -- of the journey: discover, consider, buy, use, return
  owner TEXT, -- who answers for it: a person or a position
  standard TEXT, -- the brand standard
  response_minutes INT8,
  cost_amount INT8, -- a month, minor units
  cost_currency TEXT,
  discovered_key TEXT UNIQUE, -- what an unknown one was recognised by
  created_at INT8 NOT NULL
);
CREATE INDEX touchpoints_unit ON touchpoints (unit);
CREATE TABLE sources (
  num SERIAL_KEY,
  id BYTES NOT NULL UNIQUE,
  touchpoint INT8 NOT NULL,
  name TEXT NOT NULL,
  key_hash BYTES NOT NULL UNIQUE,
  key_hint TEXT NOT NULL, -- the last characters, to tell keys apart
  created_at INT8 NOT NULL,
  disabled_at INT8
);
CREATE INDEX sources_touchpoint ON sources (touchpoint);
CREATE TABLE users (
  id BYTES NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  unit INT8,
  locale TEXT,
  time_zone TEXT,
  password TEXT, -- argon2id, PHC string
  failures INT8 NOT NULL,
  locked_until INT8,
  signed_in_at INT8,
  created_at INT8 NOT NULL,
  disabled_at INT8
);
CREATE TABLE sessions (
  id BYTES NOT NULL PRIMARY KEY,
  secret_hash BYTES NOT NULL UNIQUE,
  person BYTES NOT NULL,
  csrf TEXT NOT NULL,
  created_at INT8 NOT NULL,
  seen_at INT8 NOT NULL,
  expires_at INT8 NOT NULL, -- at the latest, however much it is used
  sets_password INT8 NOT NULL DEFAULT 0 -- 1: it began with an address for setting a password, so the old one is not asked
);
CREATE INDEX sessions_person ON sessions (person);
CREATE TABLE one_time_tokens (
  secret_hash BYTES NOT NULL PRIMARY KEY,
  person BYTES NOT NULL,
  purpose TEXT NOT NULL, -- sign_in, set_password
  expires_at INT8, -- null: until it is used
  used_at INT8
);
CREATE INDEX one_time_tokens_person ON one_time_tokens (person);
CREATE TABLE tokens (
  id BYTES NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  secret_hash BYTES NOT NULL UNIQUE,
  role TEXT NOT NULL,
  scopes TEXT, -- a JSON list that narrows the role; null: all of the role
  unit INT8,
  created_by TEXT NOT NULL,
  created_at INT8 NOT NULL,
  used_at INT8,
  expires_at INT8,
  revoked_at INT8
);
-- Each entry holds the hash of the one before it, so that none can be changed or left out unseen. The counter makes
-- entries take turns, and tells when the last of them were cut off.
INSERT INTO counters (name, value) VALUES ('audit', 0);
CREATE TABLE audit (
  seq INT8 NOT NULL PRIMARY KEY,
  at INT8 NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous BYTES NOT NULL,
  hash BYTES NOT NULL
);
CREATE INDEX audit_actor ON audit (actor, seq);
CREATE INDEX audit_object ON audit (object, seq);
CREATE INDEX audit_action ON audit (action, seq);
CREATE TABLE idempotency (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash BYTES NOT NULL,
  status INT8, -- null: still being done
  body BYTES, -- sealed: an answer may hold personal data, or a key shown once
  created_at INT8 NOT NULL,
  PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_created ON idempotency (created_at);
