-- Standing rows of an import that decisions may change. ?1 import, ?2 decisions, ?3 = 1 for all rows.
-- Columns: raw row id, row, cells, fate, findings.
WITH merged AS (
    SELECT json_extract(old, '$.id') AS id FROM replaced WHERE import_id = ?2 AND what = 'organisation'),
word AS ( -- of a vocabulary, that means something else now
    SELECT kind, folded FROM vocabulary_term WHERE import_id = ?2
    UNION SELECT json_extract(old, '$.kind'), json_extract(old, '$.folded') FROM replaced
    WHERE import_id = ?2 AND what = 'vocabulary_term'),
cell AS ( -- a word that stands alone in its cell
    SELECT folded FROM word WHERE kind IN ('sector', 'status', 'population_type', 'org_type'))
SELECT r.id, r.row, r.cells, r.fate,
       (SELECT group_concat(f.code || '=' || coalesce(f.value, ''), char(31))
        FROM (SELECT * FROM finding WHERE import_id = ?1 AND row = r.row ORDER BY id) f)
FROM raw_row r
WHERE r.import_id = ?1 AND r.reread_by IS NULL AND r.fate <> 'duplicate'
  AND (?3 = 1
       OR r.id IN (SELECT f.raw_row_id FROM finding_open f WHERE f.import_id = ?1)
       OR r.id IN (SELECT l.raw_row_id FROM line l JOIN line_location ll ON ll.line_id = l.id
                   WHERE l.import_id = ?1 AND ll.rule IN ('fuzzy', 'alias', 'parent'))
       OR r.id IN (SELECT l.raw_row_id FROM line_organisation lo JOIN line l ON l.id = lo.line_id
                   WHERE l.import_id = ?1 AND lo.organisation_id IN (SELECT id FROM merged))
       OR r.id IN (SELECT l.raw_row_id FROM line l JOIN ltp_decision d ON d.import_id = ?2
                     AND d.title = coalesce(ltp_fold(l.project_title), '')
                     AND d.activity = coalesce(ltp_fold(l.activity), '')
                   WHERE l.import_id = ?1)
       OR (EXISTS (SELECT 1 FROM cell)
           AND r.id IN (SELECT l.raw_row_id FROM line l WHERE l.import_id = ?1
                        AND (ltp_fold(l.sector_text) IN cell OR ltp_fold(l.subsector_text) IN cell
                             OR ltp_fold(l.status_text) IN cell OR ltp_fold(l.population_text) IN cell
                             OR l.sector_text GLOB '*[:;,/|+& ]*' OR l.population_text GLOB '*[;,/|+& ]*')))
       -- terms are looked for in whole texts, and types of organisations are in no line
       OR EXISTS (SELECT 1 FROM word WHERE kind NOT IN ('sector', 'status', 'population_type')))
  AND ((r.fate = 'rejected' AND r.id IN (SELECT f.raw_row_id FROM finding_open f WHERE f.import_id = ?1))
       OR EXISTS (SELECT 1 FROM line l WHERE l.raw_row_id = r.id AND l.closed_by IS NULL)
       OR EXISTS (SELECT 1 FROM study s WHERE s.raw_row_id = r.id AND s.closed_by IS NULL)
       OR EXISTS (SELECT 1 FROM need n WHERE n.raw_row_id = r.id AND n.closed_by IS NULL)
       OR EXISTS (SELECT 1 FROM institution t WHERE t.raw_row_id = r.id AND t.closed_by IS NULL))
ORDER BY r.row
