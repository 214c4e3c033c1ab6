-- The figures of need stated up to a day for a unit and the units in it: a figure that a unit does not
-- state is the sum of those below.
-- ?1 unit id, ?2 day. Columns as analysis_explain_needs.c reads them; units above first, of one unit the
-- newest first, of one day the intersectoral one.
WITH RECURSIVE below (id) AS (
    SELECT ?1
    UNION ALL
    SELECT u.id FROM unit u JOIN below b ON u.parent_id = b.id
)
SELECT s.name, i.file, i.sheet, i.id, r.row, u.pcode, u.name, u.level,
       n.sector, n.date, n.pin, n.severity, n.population, i.person, e.name, n.unit_id,
       n.idps, n.returnees, n.repatriated
FROM below b
CROSS JOIN need n ON n.unit_id = b.id
JOIN unit u ON u.id = n.unit_id
JOIN edition e ON e.id = u.edition_id
JOIN raw_row r ON r.id = n.raw_row_id
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
WHERE n.closed_by IS NULL
  AND (n.date IS NULL OR n.date <= ?2)
ORDER BY u.level, u.pcode, n.date DESC, n.sector IS NOT NULL, n.id DESC
