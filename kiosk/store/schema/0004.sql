-- What staff note about a ticket, and whom it is kept for; all NULL for the ordinary one.

ALTER TABLE ticket ADD COLUMN note TEXT;
ALTER TABLE ticket ADD COLUMN priority_reason TEXT;
ALTER TABLE ticket ADD COLUMN for_counter TEXT;
ALTER TABLE ticket ADD COLUMN for_operator TEXT;
ALTER TABLE ticket ADD COLUMN park_reason TEXT;
ALTER TABLE ticket ADD COLUMN parked_until BIGINT;
ALTER TABLE ticket ADD COLUMN outcome TEXT;

-- Who is first is looked for among those kept for nobody: however many others stand before them,
-- the index alone tells.
DROP INDEX ticket_waiting;

CREATE INDEX ticket_waiting
  ON ticket (branch, service, rank_at, seq, keep_place, priority, for_counter, for_operator)
  WHERE status = 'waiting';

CREATE INDEX ticket_bound
  ON ticket (branch, rank_at, seq)
  WHERE status = 'waiting' AND (for_counter IS NOT NULL OR for_operator IS NOT NULL);

-- What each did last, for as long as it can be taken back. `before` is the ticket as it was, in
-- the order of its columns; `claims` is what was let go of.
CREATE TABLE undo (
  branch TEXT NOT NULL REFERENCES branch (id),
  actor TEXT NOT NULL,
  ticket_seq INTEGER NOT NULL REFERENCES ticket (seq),
  deed TEXT NOT NULL,
  at BIGINT NOT NULL,
  version INTEGER NOT NULL,
  event_seq INTEGER NOT NULL,
  before TEXT NOT NULL,
  claims TEXT NOT NULL,
  PRIMARY KEY (branch, actor)
) WITHOUT ROWID;

CREATE INDEX undo_age ON undo (at);

-- A visit for several services: what was done for each before the ticket went on to the next.
CREATE TABLE leg (
  seq INTEGER PRIMARY KEY,
  ticket_seq INTEGER NOT NULL REFERENCES ticket (seq),
  branch TEXT NOT NULL,
  service TEXT NOT NULL,
  called_at BIGINT,
  finished_at BIGINT NOT NULL
);

CREATE INDEX leg_of_service ON leg (branch, service, finished_at);
