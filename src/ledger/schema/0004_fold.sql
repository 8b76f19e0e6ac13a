-- A CACHE of figures over what is final, so that no question costs more because the past is longer. It may be dropped at
-- any time (DELETE FROM fold) and no answer changes; every event that can change what is in it drops it.
--
-- The same stands a second time for all that is settled, within the grace too: each subject with a '+' before it. The row
-- 'made' begins with the form in which the others stand, and ends with how many promises they are of, and how many weeks.
--
-- Who looks at all of the past finds more about what is final: '=a7', of a promise its counts whatever the chapter, how often
-- both saw it alike, and what there is to talk about; '@2026-11-16', of the week that begins then the counts of each block.

CREATE TABLE fold (
  subject TEXT PRIMARY KEY,         -- a promise: 'a7'; 'weeks': of all of them; 'made': when and for which chapter
  through TEXT NOT NULL,            -- the last day that is folded; of 'made' the day of making
  state   TEXT NOT NULL             -- JSON; of 'made' since when the chapter counts, or nothing
) STRICT, WITHOUT ROWID;
