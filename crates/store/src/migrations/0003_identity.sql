-- Who there is. What is counted and told about a customer stands in profiles; this is only who is who.
CREATE TABLE customers (
  id BYTES NOT NULL PRIMARY KEY,
  founder INT8 NOT NULL,
  kind TEXT NOT NULL DEFAULT 'person', -- person, household, organisation
  known INT8 NOT NULL,
  merged_into BYTES,
  created_at INT8 NOT NULL,
  erased_at INT8
);
CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;
-- That two identities were seen together, or said to be one. The weaker of evidence is kept as well as the accepted.
CREATE TABLE links (
  a INT8 NOT NULL,
  b INT8 NOT NULL,
  rule INT8 NOT NULL,
  ordinal INT8 NOT NULL, -- the seq of the entry it came from: links are weighed in this order
  source INT8,
  first_at INT8 NOT NULL,
  last_day INT8 NOT NULL,
  state INT8 NOT NULL, -- 1 joins, 2 refused, 3 undone
  reason TEXT,
  merge BYTES,
  PRIMARY KEY (a, b, rule)
);
CREATE INDEX links_b ON links (b);
CREATE TABLE merges (
  id BYTES NOT NULL PRIMARY KEY,
  survivor BYTES NOT NULL,
  other BYTES NOT NULL,
  a INT8 NOT NULL,
  b INT8 NOT NULL,
  rule INT8 NOT NULL,
  seq INT8 NOT NULL,
  at INT8 NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT,
  undone_at INT8,
  undone_by TEXT
);
CREATE INDEX merges_survivor ON merges (survivor);
CREATE INDEX merges_other ON merges (other);
CREATE INDEX merges_at ON merges (at, id);
-- Two identities that must not end in one customer, until a person lifts it.
CREATE TABLE cannot_links (
  a INT8 NOT NULL,
  b INT8 NOT NULL,
  merge BYTES,
  at INT8 NOT NULL,
  actor TEXT NOT NULL,
  lifted_at INT8,
  lifted_by BYTES, -- the merge that lifted it; its undo puts it back
  lifted_ordinal INT8, -- links up to here were decided under it and stay
  PRIMARY KEY (a, b)
);
CREATE INDEX cannot_links_b ON cannot_links (b);
