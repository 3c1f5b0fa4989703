-- Files that were read, and how far. A stopped one goes on after `position` when the same file comes again.
CREATE TABLE imports (
  id BYTES NOT NULL PRIMARY KEY,
  name TEXT,
  holds TEXT NOT NULL, -- customers, touches, orders
  format TEXT NOT NULL,
  touchpoint BYTES NOT NULL,
  source INT8 NOT NULL,
  mapping TEXT NOT NULL, -- a JSON list of columns and fields
  time_zone TEXT NOT NULL,
  resume_key BYTES, -- a hash of the content and of how it is read; null: the content was not told before
  state TEXT NOT NULL, -- running, done, stopped
  position INT8 NOT NULL, -- rows whose outcome is on disk, from the first
  accepted INT8 NOT NULL,
  repeated INT8 NOT NULL,
  rejected INT8 NOT NULL,
  rejects TEXT, -- the first of them, a JSON list
  failure TEXT,
  actor TEXT NOT NULL,
  started_at INT8 NOT NULL,
  changed_at INT8 NOT NULL,
  ended_at INT8
);
CREATE INDEX imports_started ON imports (started_at, id);
CREATE INDEX imports_resume ON imports (resume_key);
