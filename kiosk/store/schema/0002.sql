-- A clock that was ahead once and was put right leaves the label of the running day ahead of the
-- calendar. Days go on turning then, under the same label until the calendar has caught up, so a
-- label is no longer unique. `resumed_at` is when the clock was found set back.

CREATE TABLE new_business_day (
  branch TEXT NOT NULL REFERENCES branch (id),
  seq INTEGER NOT NULL,
  label TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  resumed_at BIGINT,
  PRIMARY KEY (branch, seq)
);

INSERT INTO new_business_day (branch, seq, label, opened_at, closed_at)
  SELECT branch, seq, label, opened_at, closed_at FROM business_day;

DROP TABLE business_day;

ALTER TABLE new_business_day RENAME TO business_day;
