-- Consent, entry by entry: nothing here is ever changed, but for evidence that an erasure empties.
CREATE TABLE consents (
  id BYTES NOT NULL PRIMARY KEY,
  identity INT8 NOT NULL,
  seq INT8 NOT NULL,
  at INT8 NOT NULL,
  state TEXT NOT NULL, -- given, withdrawn
  purpose TEXT NOT NULL,
  channel INT8, -- null: every channel
  basis TEXT NOT NULL,
  controller TEXT NOT NULL,
  notice_version TEXT,
  notice_language TEXT,
  method TEXT NOT NULL, -- how it was given: form, agent, import ...
  given_by TEXT NOT NULL, -- self, guardian
  valid_until INT8,
  actor TEXT NOT NULL,
  key INT8,
  evidence BYTES -- sealed
);
CREATE INDEX consents_identity ON consents (identity, purpose, at);
-- Who was erased, as keyed hashes: so that an older backup can be brought up to it, and the address stays suppressed.
CREATE TABLE erasures (
  id BYTES NOT NULL,
  blind BYTES NOT NULL,
  identity INT8 NOT NULL,
  kind INT8 NOT NULL,
  key INT8, -- the key that was destroyed
  customer BYTES NOT NULL,
  at INT8 NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (id, blind)
);
CREATE INDEX erasures_blind ON erasures (blind);
-- Links that a limit or a person refused are the doubtful ones; those with a context identity are as they should be.
CREATE INDEX links_doubtful ON links (a, b) WHERE state = 2 AND reason <> 'context';
