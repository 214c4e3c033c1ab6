-- The figures of need stated for units of other editions: of one unit, sector and date the last
-- imported. By unit.
-- ?1 edition id. Columns as analysis_needs.sql.
SELECT n.unit_id, n.sector, n.date, n.population, n.idps, n.returnees, n.repatriated, n.pin, n.severity
FROM need n
JOIN unit u ON u.id = n.unit_id
WHERE u.edition_id <> ?1
  AND n.closed_by IS NULL
  AND NOT EXISTS (SELECT 1
                  FROM need later
                  WHERE later.unit_id = n.unit_id
                    AND later.sector IS n.sector
                    AND later.date IS n.date
                    AND later.closed_by IS NULL
                    AND later.id > n.id)
ORDER BY n.unit_id, n.id
