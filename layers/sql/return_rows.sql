-- The rows of an import as they stand now, read again or not, with what is said of each. ?1 import.
-- Columns: row, cells, fate, findings as JSON [[code, column, value], ...].
WITH RECURSIVE chain (id) AS (
    SELECT ?1
    UNION
    SELECT i.id FROM import i JOIN chain c ON i.reread_of = c.id WHERE i.undone_at IS NULL)
SELECT r.row, r.cells, r.fate,
       (SELECT json_group_array(json_array(f.code, f.column, f.value)) FROM finding f
        WHERE f.import_id = r.import_id AND f.row = r.row)
FROM raw_row r
WHERE r.import_id IN (SELECT id FROM chain) AND r.reread_by IS NULL
ORDER BY r.row
