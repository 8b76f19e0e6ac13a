-- A ledger read by hand, with nothing of Ourword:
--
--   sqlite3 -readonly -box ~/.local/share/ourword/ledger.db < examples/by-hand.sql
--
-- Only reading: a row that is written by hand breaks the chain of the record. `ourword guide sql` tells of all tables.

-- What is promised, by whom, and when it must be kept.
SELECT promise.id, promise.name, coalesce(partner.name, 'both') AS given_by, promise.text,
       coalesce(promise.cadence, promise.due, 'once') AS must_be_kept
FROM promise LEFT JOIN partner ON CAST(partner.n AS TEXT) = promise.giver
WHERE promise.state = 'given' AND promise.ended_on IS NULL
ORDER BY promise.given;

-- The latest fourteen days on which something was said, and what each said.
SELECT mark.day, coalesce(promise.name, promise.id) AS promise, partner.name AS said_by, mark.says
FROM mark JOIN promise ON promise.id = mark.promise JOIN partner ON partner.n = mark.author
WHERE mark.standing = 1
  AND mark.day IN (SELECT DISTINCT day FROM mark WHERE standing = 1 ORDER BY day DESC LIMIT 14)
ORDER BY mark.day, promise.id, mark.author;

-- The thanks.
SELECT written.day, partner.name AS said_by, written.text
FROM written JOIN partner ON partner.n = written.author
WHERE written.kind = 'thanks'
ORDER BY written.day;

-- The record itself: one line for each command.
SELECT event.device || '.' || event.seq AS entry, event.day, event.kind, event.about
FROM event ORDER BY event.tick, event.device, event.seq;
