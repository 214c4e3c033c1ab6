-- The figures of need stated in other editions up to a day, where none as new was stated of the unit
-- itself in this one; which of them concern the unit is for the crosswalk to say. Of one unit and sector
-- the newest.
-- ?1 edition id, ?2 unit id, ?3 day. Columns as analysis_explain_needs.sql.
SELECT s.name, i.file, i.sheet, i.id, r.row, u.pcode, u.name, u.level,
       n.sector, n.date, n.pin, n.severity, n.population, i.person, e.name, n.unit_id,
       n.idps, n.returnees, n.repatriated
FROM need n
JOIN unit u ON u.id = n.unit_id
JOIN edition e ON e.id = u.edition_id
JOIN raw_row r ON r.id = n.raw_row_id
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
WHERE u.edition_id <> ?1
  AND n.closed_by IS NULL
  AND (n.date IS NULL OR n.date <= ?3)
  AND NOT EXISTS (SELECT 1
                  FROM need own
                  WHERE own.unit_id = ?2 AND own.closed_by IS NULL AND own.sector IS n.sector
                    AND (own.date IS NULL OR own.date <= ?3)
                    AND coalesce(own.date, '') >= coalesce(n.date, ''))
  AND NOT EXISTS (SELECT 1
                  FROM need later
                  WHERE later.unit_id = n.unit_id AND later.closed_by IS NULL AND later.sector IS n.sector
                    AND (later.date IS NULL OR later.date <= ?3)
                    AND (coalesce(later.date, ''), later.id) > (coalesce(n.date, ''), n.id))
ORDER BY e.name, u.pcode, n.sector
