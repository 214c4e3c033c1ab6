-- Rows rejected for a reason that only the file can mend, by import and reason. Columns: finding, file,
-- sheet, row numbers, rows, import.
SELECT f.code, i.file, i.sheet, group_concat(f.row, ', '), count(*) AS n, i.id
FROM (SELECT * FROM finding_open ORDER BY import_id, row) f
JOIN import i ON i.id = f.import_id
WHERE f.fate = 'rejected' AND f.code = f.reason
  AND (f.code <> 'no_location' OR json_extract(f.detail, '$.cells') IS NULL)
GROUP BY i.id, f.code
ORDER BY n DESC, i.id
