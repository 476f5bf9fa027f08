-- Who may sign in, and who is. A PIN is kept as its argon2 hash, a token as its SHA-256. `folded` is
-- the name without capitals: two people who differ by those only could not be told apart. Wrong PINs
-- in a row are kept, so that a restart gives nobody new guesses.

CREATE TABLE operator (
  id TEXT NOT NULL PRIMARY KEY,
  pos INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  branch TEXT,
  may_choose INTEGER NOT NULL,
  pin_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  failures INTEGER NOT NULL,
  failed_at BIGINT
);

CREATE TABLE session (
  digest TEXT NOT NULL PRIMARY KEY,
  operator TEXT NOT NULL REFERENCES operator (id),
  key TEXT NOT NULL,
  branch TEXT NOT NULL,
  began_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_operator ON session (operator);

CREATE INDEX session_began ON session (began_at);
