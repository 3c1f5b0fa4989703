CREATE TABLE customers (
  id BYTES NOT NULL PRIMARY KEY,
  founder INT8 NOT NULL,
  kind TEXT NOT NULL, -- person, household, organisation
  known INT8 NOT NULL,
  merged_into BYTES,
  created_at INT8 NOT NULL,
  name_key INT8,
  name BYTES, -- sealed
  first_touch_at INT8,
  last_touch_at INT8,
  touches INT8 NOT NULL,
  orders INT8 NOT NULL,
  erased_at INT8
);
CREATE INDEX customers_recent ON customers (known, last_touch_at, id) WHERE merged_into IS NULL AND erased_at IS NULL;
CREATE INDEX customers_merged ON customers (merged_into);
-- What was counted, so that any sum is over days and identities and a merge moves nothing.
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
