-- What events carry, as it was seen: one row for each property of each event type.
CREATE TABLE plan_properties (
  type INT8 NOT NULL,
  event TEXT NOT NULL, -- empty for identify, group and alias
  path TEXT NOT NULL,
  open_types INT8 NOT NULL, -- the types of JSON it had where it was not personal, one bit each
  personal_types INT8 NOT NULL, -- and where it was
  mark INT8, -- what a person said: 1 personal, 0 not; null: its look decides
  first_at INT8 NOT NULL,
  PRIMARY KEY (type, event, path)
);
-- What events must carry.
CREATE TABLE plan_rules (
  type INT8 NOT NULL,
  event TEXT NOT NULL,
  rule TEXT NOT NULL,
  changed_at INT8 NOT NULL,
  PRIMARY KEY (type, event)
);
-- How many touches came in, by the day of receipt.
CREATE TABLE plan_volumes (
  type INT8 NOT NULL,
  event INT8 NOT NULL, -- the number of its name; 0: none
  source INT8 NOT NULL,
  day INT8 NOT NULL,
  count INT8 NOT NULL,
  first_at INT8 NOT NULL,
  last_at INT8 NOT NULL,
  PRIMARY KEY (type, event, source, day)
);
