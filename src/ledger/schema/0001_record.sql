-- The first schema.
--
-- RECORD: appended, never updated, but for where a device's part ends (head, hash, tick, things) and for whom it
-- speaks (holder, made anew with the projection); only a words row may be deleted, by its author's unsay.

CREATE TABLE device (
  letter TEXT PRIMARY KEY,          -- a, b, ...
  key    BLOB NOT NULL,             -- tells this device from others; what it is made from lies outside the ledger
  holder INTEGER,                   -- the partner for whom it speaks
  head   INTEGER NOT NULL,          -- the number of its latest event
  hash   BLOB NOT NULL,             -- the hash of that event
  tick   INTEGER NOT NULL,          -- the tick of that event
  things INTEGER NOT NULL           -- how many things it has made: the number in the latest id
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  device TEXT NOT NULL,
  seq    INTEGER NOT NULL,          -- a.212: per device, no gaps
  tick   INTEGER NOT NULL,          -- the order is (tick, device, seq)
  at     TEXT NOT NULL,             -- what the clock said: a label
  day    TEXT NOT NULL,             -- the civil date of recording, as the device reckoned it
  author INTEGER NOT NULL,          -- partner 1 or 2, as claimed; 0 for the making of a shared ledger
  kind   TEXT NOT NULL,
  about  TEXT,                      -- 'a7'; of an undo 'a.211'; of a setting its key
  body   TEXT NOT NULL,             -- JSON: ids, days, numbers, never words; hashed as stored
  seal   BLOB,                      -- SHA-256 of the salt and the words
  hash   BLOB NOT NULL,             -- the chain: SHA-256 over the device's previous hash and all of the above
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

-- What has happened to a thing; marks are found in their own table.
CREATE INDEX event_about ON event(about, tick) WHERE kind <> 'marked';
-- What was recorded in a week.
CREATE INDEX event_day ON event(day);

CREATE TABLE words (
  device TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  salt   BLOB NOT NULL,
  body   TEXT NOT NULL,             -- JSON: {"text": "...", "plan": "...", "name": "...", "note": "..."}
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

-- PROJECTION: a function of the record; dropped and rebuilt at will; meant to be read with any SQLite client.

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE partner (n INTEGER PRIMARY KEY, name TEXT, joined_on TEXT) STRICT;

CREATE TABLE promise (
  id           TEXT PRIMARY KEY,
  state        TEXT NOT NULL,       -- given | asked | declined: what was said; the rest hangs on the calendar
  name         TEXT,
  text         TEXT,
  plan         TEXT,
  giver        TEXT NOT NULL,       -- 1 | 2 | both
  author       INTEGER NOT NULL,    -- who gave it, or who asked
  due          TEXT,
  cadence      TEXT,                -- canonical; NULL for a one-off
  times        INTEGER NOT NULL,
  avoid        INTEGER NOT NULL,
  from_day     TEXT NOT NULL,       -- of an accepted one the day from which it counts
  until_day    TEXT,
  asked_on     TEXT,
  ended_on     TEXT,
  keeps_window INTEGER NOT NULL,    -- whether the window that holds ended_on counts
  replaces     TEXT,
  replaced_by  TEXT,
  given        INTEGER NOT NULL     -- the tick at which it was given or asked
) STRICT, WITHOUT ROWID;

-- The rows of a promise that was taken back stay, and count for nothing without it.
CREATE TABLE mark (
  promise  TEXT NOT NULL,
  day      TEXT NOT NULL,           -- the date that it is about
  author   INTEGER NOT NULL,
  tick     INTEGER NOT NULL,
  device   TEXT NOT NULL,
  seq      INTEGER NOT NULL,        -- the event that says it
  place    INTEGER NOT NULL,        -- its place in that event
  says     TEXT NOT NULL,           -- kept | broken | excused
  standing INTEGER NOT NULL,        -- 0 once another mark of this author and date replaced it
  recorded TEXT NOT NULL,           -- the civil date on which this was first said
  at       INTEGER NOT NULL,        -- the instant of it, in seconds since 1970: a label
  note     TEXT,                    -- 'a.212', the event whose words hold the note
  PRIMARY KEY (promise, day, author, tick, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE pause (
  id        TEXT PRIMARY KEY,
  author    INTEGER NOT NULL,
  promise   TEXT,                   -- NULL: everything
  from_day  TEXT NOT NULL,
  until_day TEXT,
  lifted_on TEXT
) STRICT, WITHOUT ROWID;
