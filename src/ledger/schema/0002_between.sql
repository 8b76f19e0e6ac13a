-- What is between the two: boundaries, repairs, check-ins, thanks, notes, chapters, leaving.

ALTER TABLE partner ADD COLUMN left_on TEXT;
ALTER TABLE promise ADD COLUMN answers TEXT;      -- the boundary that it answers

CREATE TABLE boundary (
  id TEXT PRIMARY KEY, author INTEGER NOT NULL, name TEXT, need TEXT, will TEXT,
  since TEXT NOT NULL, told TEXT, review TEXT, ended_on TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE repair (
  id TEXT PRIMARY KEY, author INTEGER NOT NULL, on_day TEXT NOT NULL,
  promise TEXT, window_day TEXT,                  -- NULL: a breach that was never a promise
  did TEXT, impact TEXT, amends TEXT, adjustment TEXT, heard TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE checkin (                            -- filled when both are opened
  week TEXT NOT NULL, author INTEGER NOT NULL, predict INTEGER, rely INTEGER, safe INTEGER,
  feeling TEXT, need TEXT, text TEXT, PRIMARY KEY (week, author)
) STRICT, WITHOUT ROWID;

CREATE TABLE written (                            -- thanks, and the notes of one's own ledger
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, author INTEGER NOT NULL, day TEXT NOT NULL, text TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE chapter (
  id TEXT PRIMARY KEY, author INTEGER NOT NULL, state TEXT NOT NULL, from_day TEXT NOT NULL,
  name TEXT, hope TEXT, stage TEXT, ended_on TEXT
) STRICT, WITHOUT ROWID;
