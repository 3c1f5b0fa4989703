-- How often each touchpoint was met, by the day of UTC it happened on: a map of the journey never counts the ledger.
CREATE TABLE touchpoint_days (
  touchpoint INT8 NOT NULL,
  day INT8 NOT NULL,
  touches INT8 NOT NULL,
  last_at INT8 NOT NULL,
  PRIMARY KEY (touchpoint, day)
);
-- A touch that was taken back with the import that brought it stays, and counts nowhere: it has no anchor, and this says why.
ALTER TABLE ledger ADD COLUMN withdrawn INT8;
-- Where in the ledger an import's touches lie, so that taking it back reads no more than that.
ALTER TABLE imports ADD COLUMN first_seq INT8;
ALTER TABLE imports ADD COLUMN last_seq INT8;
-- Taking back: how far it is, how many touches it took, who asked for it and when it ended.
ALTER TABLE imports ADD COLUMN undo_seq INT8;
ALTER TABLE imports ADD COLUMN undo_touches INT8;
ALTER TABLE imports ADD COLUMN undo_actor TEXT;
ALTER TABLE imports ADD COLUMN undo_begun_at INT8;
ALTER TABLE imports ADD COLUMN undone_at INT8;
CREATE INDEX imports_undoing ON imports (undo_begun_at) WHERE undo_begun_at IS NOT NULL AND undone_at IS NULL;
