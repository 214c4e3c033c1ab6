-- The figures of need of an edition in the order of their import: later ones hold.
-- ?1 edition id. Columns: unit id, sector (NULL = intersectoral), date, population, idps, returnees,
-- repatriated, pin, severity.
SELECT n.unit_id, n.sector, n.date, n.population, n.idps, n.returnees, n.repatriated, n.pin, n.severity
FROM need n
JOIN unit u ON u.id = n.unit_id
WHERE u.edition_id = ?1 AND n.closed_by IS NULL
ORDER BY n.id
