-- The figures of need stated for a unit up to a day; where it has none, those of its children.
-- ?1 unit id, ?2 day. Columns as analysis_explain.c reads them; of one unit and sector the newest first.
SELECT s.name, i.file, i.sheet, i.id, r.row, u.pcode, u.name, u.level,
       n.sector, n.date, n.pin, n.severity, n.population, i.person, e.name
FROM need n
JOIN unit u ON u.id = n.unit_id
JOIN edition e ON e.id = u.edition_id
JOIN raw_row r ON r.id = n.raw_row_id
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
WHERE n.closed_by IS NULL
  AND (n.date IS NULL OR n.date <= ?2)
  AND (n.unit_id = ?1
       OR (u.parent_id = ?1
           AND NOT EXISTS (SELECT 1 FROM need own
                           WHERE own.unit_id = ?1 AND own.closed_by IS NULL
                             AND (own.date IS NULL OR own.date <= ?2))))
ORDER BY u.pcode, n.sector, n.date DESC, n.id DESC
