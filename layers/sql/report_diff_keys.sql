-- By what a line is recognised from one submission, or one store, to the other.
-- No parameters. Columns: line id, the four parts of its key, hash of its content; by line id.
SELECT l.id, s.kind, s.name, l.fingerprint, l.ordinal, l.content
FROM line l
JOIN import i ON i.id = l.import_id
JOIN source s ON s.id = i.source_id
ORDER BY l.id
