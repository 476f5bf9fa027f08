-- Sessions with places, series of dates, other systems' rows and errands to them, people who sign
-- in to the merchant dialect, and calendar feeds.

ALTER TABLE ticket ADD COLUMN session TEXT;
ALTER TABLE ticket ADD COLUMN series TEXT;
ALTER TABLE ticket ADD COLUMN their_system TEXT;
ALTER TABLE ticket ADD COLUMN their_id TEXT;
ALTER TABLE ticket ADD COLUMN their_word TEXT;
ALTER TABLE ticket ADD COLUMN their_seen BIGINT;
ALTER TABLE ticket ADD COLUMN customer_note TEXT;

-- What could still be taken back for a few seconds does not know these.
DELETE FROM undo;

CREATE INDEX ticket_session ON ticket (session, seq) WHERE session IS NOT NULL;
CREATE INDEX ticket_series ON ticket (series, seq) WHERE series IS NOT NULL;
CREATE UNIQUE INDEX ticket_theirs ON ticket (their_system, their_id)
  WHERE their_id IS NOT NULL;
CREATE INDEX ticket_adopted ON ticket (branch, day, start_at, id)
  WHERE their_id IS NOT NULL;

-- What was asked for, its rule as it is by now, and up to when its dates are made.
CREATE TABLE series (
  id TEXT NOT NULL PRIMARY KEY,
  branch TEXT NOT NULL REFERENCES branch (id),
  wish TEXT NOT NULL,
  zone TEXT NOT NULL,
  made_until BIGINT NOT NULL,
  parent TEXT REFERENCES series (id),
  ended INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX series_open ON series (branch, made_until, id) WHERE ended = 0;

CREATE TABLE group_session (
  id TEXT NOT NULL PRIMARY KEY,
  branch TEXT NOT NULL REFERENCES branch (id),
  service TEXT NOT NULL,
  lane TEXT NOT NULL,
  start_at BIGINT NOT NULL,
  end_at BIGINT NOT NULL,
  decide_at BIGINT NOT NULL,
  least INTEGER NOT NULL,
  most INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  series TEXT REFERENCES series (id),
  original_start BIGINT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (taken BETWEEN 0 AND most)
);

CREATE INDEX group_session_start ON group_session (branch, start_at, id);

-- What an idempotency key made that is no ticket: a session or a series.
CREATE TABLE made (
  owner TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (owner, key)
) WITHOUT ROWID;

CREATE INDEX made_at ON made (at);

-- One date of a series. Neither ticket nor session: left out, and never to be made again.
CREATE TABLE occurrence (
  series TEXT NOT NULL REFERENCES series (id),
  original_start BIGINT NOT NULL,
  ticket TEXT,
  session TEXT,
  reason TEXT,
  PRIMARY KEY (series, original_start)
) WITHOUT ROWID;

CREATE TABLE errand (
  id TEXT NOT NULL PRIMARY KEY,
  system TEXT NOT NULL,
  mark TEXT NOT NULL,
  state TEXT NOT NULL,
  at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  once_owner TEXT,
  once_key TEXT,
  once_fingerprint TEXT,
  found TEXT,
  tries INTEGER NOT NULL,
  then_cancel TEXT,
  then_done INTEGER NOT NULL,
  detail TEXT NOT NULL,
  watched INTEGER NOT NULL,
  looks INTEGER NOT NULL,
  about TEXT NOT NULL,
  before TEXT NOT NULL,
  UNIQUE (once_owner, once_key)
);

CREATE INDEX errand_unsettled ON errand (system, at, id)
  WHERE (watched = 1 OR (then_cancel IS NOT NULL AND then_done = 0 AND state = 'done'));
CREATE INDEX errand_in_doubt ON errand (system, mark)
  WHERE state IN ('open', 'given-up');
CREATE INDEX errand_changed ON errand (changed_at);
CREATE INDEX errand_moved ON errand (system, then_cancel, found)
  WHERE then_cancel IS NOT NULL;
CREATE INDEX errand_fruit ON errand (system, mark) WHERE found IS NOT NULL;

-- Who signs in to the merchant dialect as a customer; the password as its argon2 hash.
CREATE TABLE account (
  email TEXT NOT NULL PRIMARY KEY,
  customer TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE INDEX account_customer ON account (customer);

-- A calendar others subscribe to; its secret only as a SHA-256 digest.
CREATE TABLE feed (
  id TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  branch TEXT NOT NULL REFERENCES branch (id),
  service TEXT,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT
);

-- All appointments of a branch, and those of a day, whatever became of them.
CREATE INDEX ticket_timed ON ticket (branch) WHERE start_at IS NOT NULL;
CREATE INDEX ticket_start ON ticket (branch, start_at) WHERE start_at IS NOT NULL;
