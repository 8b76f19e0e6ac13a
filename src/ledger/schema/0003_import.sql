-- What was imported: so that a mark from another program's record is shown as such, and a feed that comes again
-- finds the promises that it made.

ALTER TABLE mark ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;  -- 0: said here; 1: imported; 2: with a note of its own
ALTER TABLE promise ADD COLUMN imported TEXT;                     -- what tells it from others in its feed: a hash
