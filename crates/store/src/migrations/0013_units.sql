-- At which touchpoints each identity had touches: whether a person who is held to a unit sees its customer follows from it.
CREATE TABLE identity_touchpoints (
  identity INT8 NOT NULL,
  touchpoint INT8 NOT NULL,
  PRIMARY KEY (identity, touchpoint)
);
CREATE INDEX identity_touchpoints_touchpoint ON identity_touchpoints (touchpoint, identity);
INSERT INTO identity_touchpoints (identity, touchpoint)
  SELECT DISTINCT anchor, touchpoint FROM ledger WHERE anchor IS NOT NULL AND touchpoint IS NOT NULL AND type < 100;
