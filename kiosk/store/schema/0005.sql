-- What staff set in a branch. A counter is as it was left on the business day `day_seq`, and on any
-- other as if nobody had touched it; there is one row a counter, however many days. `services` is a
-- JSON list of ids, NULL for all it is described with.
CREATE TABLE counter_state (
  branch TEXT NOT NULL REFERENCES branch (id),
  counter TEXT NOT NULL,
  day_seq INTEGER NOT NULL,
  status TEXT NOT NULL,
  since BIGINT,
  operator TEXT NOT NULL,
  reason TEXT NOT NULL,
  services TEXT,
  PRIMARY KEY (branch, counter)
) WITHOUT ROWID;

CREATE TABLE paused_service (
  branch TEXT NOT NULL REFERENCES branch (id),
  service TEXT NOT NULL,
  since BIGINT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (branch, service)
) WITHOUT ROWID;

-- `words` is a JSON object, language tag to text.
CREATE TABLE message (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  branch TEXT NOT NULL REFERENCES branch (id),
  words TEXT NOT NULL,
  until BIGINT NOT NULL,
  on_board INTEGER NOT NULL,
  on_kiosk INTEGER NOT NULL
);

CREATE INDEX message_branch ON message (branch);

-- What was done in a branch and to no ticket; only ever added to. `after_event` is the newest event
-- then: the order of both together does not hang on a clock that may be set.
CREATE TABLE branch_log (
  seq INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  branch TEXT NOT NULL REFERENCES branch (id),
  deed TEXT NOT NULL,
  about TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  after_event INTEGER NOT NULL
);

CREATE INDEX branch_log_order ON branch_log (branch, after_event);

-- The newest event when the day began.
ALTER TABLE business_day ADD COLUMN after_event INTEGER NOT NULL DEFAULT 0;

UPDATE business_day
  SET after_event =
    (SELECT coalesce(max(seq), 0) FROM event WHERE event.at < business_day.opened_at)
  WHERE closed_at IS NULL AND seq > 0;

-- Lists of who is done with, in the order they are shown. A ticket enters one when it is over, so
-- giving a number costs nothing more.
CREATE INDEX ticket_missed
  ON ticket (branch, day_seq, status_at, seq, status)
  WHERE status IN ('no_show', 'cancelled', 'expired');

CREATE INDEX ticket_done
  ON ticket (branch, day_seq, status_at)
  WHERE status = 'served';

-- Who of a day is known by name.
CREATE INDEX ticket_known
  ON ticket (branch, day_seq)
  WHERE customer IS NOT NULL;
