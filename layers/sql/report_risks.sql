-- Levels of risk over time, with the level before.
-- ?1 first day, ?2 last day (NULL = any), ?3 P-code of the unit it must be in (NULL = any).
-- Columns: P-code, name, risk, date, level, its name in French and English, level before, source.
SELECT pcode, name, risk, date, risk_level, risk_level_name, risk_level_name_en, before, source
FROM (
    SELECT r.*, lag(risk_level) OVER (PARTITION BY unit_id, risk ORDER BY date, id) AS before
    FROM layer_risks r
    WHERE ?3 IS NULL OR ?3 IN (pcode, adm1_code, adm2_code, adm3_code) OR EXISTS (
        SELECT 1 FROM unit_path p WHERE p.unit_id = r.unit_id AND p.adm0_code = ?3)
)
WHERE (?1 IS NULL OR date >= ?1) AND (?2 IS NULL OR date <= ?2)
ORDER BY pcode, risk, date;
