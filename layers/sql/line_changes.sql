-- What a submission of a source brings against what stood before it. ?1 import. Columns: change, line
-- now, line before, row now, row before; changed lines first, then gone, then new, each by row.
SELECT * FROM (
SELECT 'changed' AS change, n.id, o.id, rn.row AS row, ro.row AS row_before
FROM line n
JOIN line o ON o.fingerprint = n.fingerprint AND o.ordinal = n.ordinal AND o.closed_by = ?1
    AND o.close_reason = 'changed'
JOIN raw_row rn ON rn.id = n.raw_row_id
JOIN raw_row ro ON ro.id = o.raw_row_id
WHERE n.import_id = ?1
UNION ALL
SELECT 'gone', NULL, o.id, NULL, ro.row
FROM line o
JOIN raw_row ro ON ro.id = o.raw_row_id
WHERE o.closed_by = ?1 AND o.close_reason = 'gone'
UNION ALL
SELECT 'new', n.id, NULL, rn.row, NULL
FROM line n
JOIN raw_row rn ON rn.id = n.raw_row_id
WHERE n.import_id = ?1 AND NOT EXISTS (
    SELECT 1 FROM line o WHERE o.fingerprint = n.fingerprint AND o.ordinal = n.ordinal
        AND o.closed_by = ?1 AND o.close_reason = 'changed')
-- NULL sorts before numbers: gone lines are ordered by the row they had.
) ORDER BY change, row, row_before
