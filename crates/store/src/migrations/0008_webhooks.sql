-- Who is told of what happens here.
CREATE TABLE webhooks (
  id BYTES NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  kinds TEXT NOT NULL, -- a JSON list of what it is told of; empty: everything
  secret BYTES NOT NULL, -- sealed
  previous_secret BYTES, -- still signs until the moment below
  previous_until INT8,
  since INT8 NOT NULL, -- entries of the ledger up to this one came before it
  failing_since INT8,
  paused_at INT8,
  pause_reason TEXT,
  created_by TEXT NOT NULL,
  created_at INT8 NOT NULL
);
-- One thing that one of them is told, planned in the transaction that moved the reader's cursor past it.
CREATE TABLE webhook_deliveries (
  id BYTES NOT NULL PRIMARY KEY,
  webhook BYTES NOT NULL,
  seq INT8 NOT NULL, -- the entry of the ledger; 0: a test
  part INT8 NOT NULL, -- which of the things that the entry decided
  kind TEXT NOT NULL,
  state TEXT NOT NULL, -- waiting, delivered, failed
  due_at INT8 NOT NULL, -- while it is being tried, when it will be tried again should that try be lost
  tries INT8 NOT NULL, -- since it was planned, or replayed the last time
  attempts INT8 NOT NULL, -- in all
  planned_at INT8 NOT NULL,
  ended_at INT8
);
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (webhook, seq, kind, part) WHERE seq > 0;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_planned ON webhook_deliveries (webhook, planned_at, id);
CREATE TABLE webhook_attempts (
  delivery BYTES NOT NULL,
  number INT8 NOT NULL,
  at INT8 NOT NULL,
  latency_ms INT8 NOT NULL,
  status INT8, -- null: there was no answer
  error TEXT,
  answer TEXT, -- its first bytes
  PRIMARY KEY (delivery, number)
);
