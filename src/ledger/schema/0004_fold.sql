-- A CACHE of figures over what is final, so that no question costs more because the past is longer. It may be dropped at
-- any time (DELETE FROM fold) and no answer changes; every event that can change what is in it drops it.
--
-- The same stands a second time for all that is settled, within the grace too: each subject with a '+' before it. The row
-- 'made' begins with the form in which the others stand, and ends with how many promises they are of.

CREATE TABLE fold (
  subject TEXT PRIMARY KEY,         -- a promise: 'a7'; 'weeks': of all of them; 'made': when and for which chapter
  through TEXT NOT NULL,            -- the last day that is folded; of 'made' the day of making
  state   TEXT NOT NULL             -- JSON; of 'made' since when the chapter counts, or nothing
) STRICT, WITHOUT ROWID;
