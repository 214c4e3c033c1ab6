-- Rows of activities that no place could be found for: how many, and the people they state, where the
-- import noted them with the finding. A row of a submission that a newer whole picture (a snapshot)
-- replaced no longer counts.
-- ?1 edition id. Columns: rows, people targeted, people reached (NULL when none of them states any).
SELECT count(*), sum(json_extract(f.detail, '$.targeted')), sum(json_extract(f.detail, '$.reached'))
FROM raw_row r
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
LEFT JOIN finding f ON f.import_id = r.import_id AND f.row = r.row AND f.code = 'no_location'
WHERE r.fate = 'rejected'
  AND r.reason = 'no_location'
  AND r.reread_by IS NULL
  AND s.kind IN ('activities', 'areas')
  AND i.undone_at IS NULL
  AND (i.edition_id = ?1 OR i.edition_id IS NULL)
  AND NOT EXISTS (SELECT 1
                  FROM import newer
                  WHERE newer.source_id = i.source_id
                    AND newer.submission > i.submission
                    AND newer.undone_at IS NULL
                    AND (newer.mode = 'snapshot'
                         OR (newer.mode = 'default'
                             AND NOT EXISTS (SELECT 1
                                             FROM import_column c
                                             WHERE c.import_id = newer.id AND c.field = 'reported'))))
