CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
-- Brand, region, shop: a tree. The path holds the ids from the root down, so that a scope is a prefix.
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
  stage TEXT, -- of the journey: listen, know, serve, engage, loyal
  owner BYTES,
  standard TEXT, -- the brand standard
  response_minutes INT8,
  cost_amount INT8, -- a month, minor units
  cost_currency TEXT,
  discovered_key TEXT UNIQUE, -- what an unknown one was recognised by
  created_at INT8 NOT NULL
);
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
  expires_at INT8 NOT NULL
);
CREATE TABLE one_time_tokens (
  secret_hash BYTES NOT NULL PRIMARY KEY,
  person BYTES NOT NULL,
  purpose TEXT NOT NULL,
  expires_at INT8 NOT NULL,
  used_at INT8
);
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
-- Each entry holds the hash of the one before it, so that none can be changed or left out unseen.
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
CREATE TABLE idempotency (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash BYTES NOT NULL,
  status INT8,
  body TEXT,
  created_at INT8 NOT NULL,
  PRIMARY KEY (caller, key)
);
