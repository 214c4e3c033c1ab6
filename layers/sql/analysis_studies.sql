-- The places of the studies in force, study by study.
-- ?1 edition id, ?2 whether studies located in other editions count too. Columns: study id, year (NULL =
-- not stated), unit id.
SELECT s.id, s.year, p.unit_id
FROM study s
JOIN study_location p ON p.study_id = s.id
WHERE s.closed_by IS NULL AND (s.edition_id = ?1 OR ?2)
ORDER BY s.id, p.unit_id
