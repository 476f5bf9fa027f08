-- Times instead of numbers. A tick is five minutes since 1970 UTC. The primary key decides who
-- has one on a lane: nobody else is asked. A claim with an end is a hold; its owner is whoever
-- types, of one without an end the ticket. `begins` is the tick the appointment itself begins at.

CREATE TABLE claim (
  branch TEXT NOT NULL REFERENCES branch (id),
  tick BIGINT NOT NULL,
  lane TEXT NOT NULL,
  owner TEXT NOT NULL,
  service TEXT NOT NULL,
  begins BIGINT NOT NULL,
  expires_at BIGINT,
  PRIMARY KEY (branch, tick, lane)
) WITHOUT ROWID;

CREATE INDEX claim_owner ON claim (owner);

CREATE INDEX claim_end ON claim (expires_at) WHERE expires_at IS NOT NULL;

-- A phone number typed at a kiosk is not kept, only its keyed hash to find it again and its last
-- two digits to be shown. `guest` is who came in that way: forgotten when the visit is over.
CREATE TABLE customer (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  external_id TEXT UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  phone_tail TEXT NOT NULL,
  phone_hash TEXT,
  locale TEXT NOT NULL,
  metadata TEXT NOT NULL,
  guest INTEGER NOT NULL
);

CREATE INDEX customer_phone ON customer (phone_hash, seq) WHERE phone_hash IS NOT NULL;

CREATE INDEX customer_guest ON customer (updated_at) WHERE guest = 1;

ALTER TABLE ticket ADD COLUMN end_at BIGINT;
ALTER TABLE ticket ADD COLUMN lane TEXT;
ALTER TABLE ticket ADD COLUMN booked_at BIGINT;
ALTER TABLE ticket ADD COLUMN changes INTEGER;
ALTER TABLE ticket ADD COLUMN customer TEXT;

CREATE INDEX ticket_booked
  ON ticket (branch, start_at)
  WHERE status = 'booked';

CREATE INDEX ticket_checked_in
  ON ticket (branch, start_at)
  WHERE status = 'waiting' AND start_at IS NOT NULL;

CREATE INDEX ticket_customer
  ON ticket (customer, seq)
  WHERE customer IS NOT NULL;

-- A day to come gets a row with a negative `seq` as soon as a number is given for it; when it
-- begins, its numbers go over to the row of the day that runs.
