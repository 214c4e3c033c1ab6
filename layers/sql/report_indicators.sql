-- The newest value of each indicator in each unit up to a day, with its target and progress.
-- ?1 day (NULL = any), ?2 P-code of the unit it must be in (NULL = any).
-- Columns: P-code, name, code, label, objective, measure, date, target, achieved, progress, due, source.
SELECT pcode, name, code, label, objective, measure, date, target, achieved, progress, due, source
FROM (
    SELECT n.*, row_number() OVER (PARTITION BY unit_id, code ORDER BY date DESC, id DESC) AS newest
    FROM layer_indicators n
    WHERE (?1 IS NULL OR date IS NULL OR date <= ?1)
      AND (?2 IS NULL OR ?2 IN (pcode, adm1_code, adm2_code, adm3_code) OR EXISTS (
            SELECT 1 FROM unit_path p WHERE p.unit_id = n.unit_id AND p.adm0_code = ?2))
)
WHERE newest = 1
ORDER BY code, pcode;
