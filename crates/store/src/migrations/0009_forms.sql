-- Forms that collect information. What one asks stands in its versions; what was sent stands in the ledger, sealed.
CREATE TABLE forms (
  num SERIAL_KEY,
  id BYTES NOT NULL UNIQUE,
  touchpoint INT8 NOT NULL,
  source INT8 NOT NULL,
  version INT8 NOT NULL, -- the newest, which is the one that is shown
  state TEXT NOT NULL, -- draft, open, closed
  opens_at INT8,
  closes_at INT8,
  rate INT8 NOT NULL, -- submissions a minute from one address
  kind TEXT NOT NULL, -- what it is for, as the newest version says
  region TEXT,
  industry TEXT,
  submissions INT8 NOT NULL, -- how many, and the newest
  submitted_at INT8,
  created_at INT8 NOT NULL,
  changed_at INT8 NOT NULL
);
CREATE TABLE form_versions (
  form INT8 NOT NULL,
  version INT8 NOT NULL,
  definition TEXT NOT NULL,
  actor TEXT NOT NULL,
  created_at INT8 NOT NULL,
  PRIMARY KEY (form, version)
);
-- That something was sent; the answers are in the entry of the ledger with this seq.
CREATE TABLE form_submissions (
  seq INT8 NOT NULL PRIMARY KEY,
  id BYTES NOT NULL UNIQUE,
  form INT8 NOT NULL,
  version INT8 NOT NULL,
  at INT8 NOT NULL,
  language TEXT NOT NULL
);
CREATE INDEX form_submissions_form ON form_submissions (form, seq);
-- How often, by day of the company: nothing of anybody. Without a field: submissions (choice '') and views (choice 'view');
-- with a field: how often it was answered (choice '') and how often each of its choices was taken.
CREATE TABLE form_counts (
  form INT8 NOT NULL,
  day INT8 NOT NULL,
  field TEXT NOT NULL,
  choice TEXT NOT NULL,
  count INT8 NOT NULL,
  PRIMARY KEY (form, day, field, choice)
);
