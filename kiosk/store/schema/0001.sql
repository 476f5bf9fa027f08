-- Instants are milliseconds since 1970 UTC, local dates are YYYY-MM-DD, ids are opaque text.
-- `seq` columns are internal: short keys that only grow keep the indexes small and their
-- inserts at the right-hand end.

CREATE TABLE branch (
  id TEXT NOT NULL PRIMARY KEY,
  pos INTEGER NOT NULL UNIQUE,
  description TEXT NOT NULL
);

CREATE TABLE business_day (
  branch TEXT NOT NULL REFERENCES branch (id),
  seq INTEGER NOT NULL,
  label TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (branch, seq),
  UNIQUE (branch, label)
);

CREATE TABLE range_count (
  branch TEXT NOT NULL,
  day_seq INTEGER NOT NULL,
  range_id TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (branch, day_seq, range_id),
  FOREIGN KEY (branch, day_seq) REFERENCES business_day (branch, seq)
) WITHOUT ROWID;

CREATE TABLE ticket (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL,
  code8 TEXT NOT NULL,
  branch TEXT NOT NULL,
  service_group TEXT,
  service TEXT NOT NULL,
  day TEXT NOT NULL,
  day_seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  status_at BIGINT NOT NULL,
  joined_at BIGINT NOT NULL,
  rank_at BIGINT NOT NULL,
  locale TEXT NOT NULL,
  source TEXT NOT NULL,
  version INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  keep_place INTEGER NOT NULL,
  start_at BIGINT,
  counter TEXT,
  called_at BIGINT,
  call_count INTEGER NOT NULL,
  serving_at BIGINT,
  finished_at BIGINT,
  UNIQUE (branch, day_seq, number),
  FOREIGN KEY (branch, day_seq) REFERENCES business_day (branch, seq)
);

-- Partial indexes stay as small as the lobby, whatever the history. A query uses one only
-- when it repeats the predicate word for word.
CREATE INDEX ticket_waiting
  ON ticket (branch, service, rank_at, seq, keep_place, priority)
  WHERE status = 'waiting';

CREATE INDEX ticket_raised
  ON ticket (branch, service)
  WHERE status = 'waiting' AND (priority > 0 OR keep_place = 1);

CREATE UNIQUE INDEX ticket_at_counter
  ON ticket (branch, counter)
  WHERE status IN ('called', 'serving');

CREATE INDEX ticket_parked
  ON ticket (branch)
  WHERE status = 'parked';

CREATE UNIQUE INDEX ticket_code
  ON ticket (branch, code8)
  WHERE status IN ('requested', 'booked', 'waiting', 'called', 'serving', 'parked');

CREATE INDEX ticket_served
  ON ticket (branch, service, finished_at)
  WHERE status = 'served';

-- Kept up with each ticket, so that neither is ever counted while somebody waits for it.
CREATE TABLE waiting (
  branch TEXT NOT NULL REFERENCES branch (id),
  service TEXT NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (branch, service)
) WITHOUT ROWID;

CREATE TABLE issued (
  branch TEXT NOT NULL,
  day_seq INTEGER NOT NULL,
  service TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (branch, day_seq, service),
  FOREIGN KEY (branch, day_seq) REFERENCES business_day (branch, seq)
) WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  ticket_seq INTEGER NOT NULL REFERENCES ticket (seq),
  service TEXT NOT NULL,
  deed TEXT NOT NULL,
  old TEXT,
  new TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  counter TEXT
);

CREATE INDEX event_of_ticket ON event (ticket_seq);

CREATE TABLE receipt (
  owner TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  ticket_seq INTEGER NOT NULL REFERENCES ticket (seq),
  ahead INTEGER NOT NULL,
  wait_lo INTEGER,
  wait_hi INTEGER,
  wait_estimate INTEGER,
  at BIGINT NOT NULL,
  PRIMARY KEY (owner, key)
) WITHOUT ROWID;

CREATE INDEX receipt_age ON receipt (at);

CREATE TABLE api_key (
  id TEXT NOT NULL PRIMARY KEY,
  pos INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  digest TEXT NOT NULL,
  prefix TEXT NOT NULL,
  branch TEXT,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT
);
