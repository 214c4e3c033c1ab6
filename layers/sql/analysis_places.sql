-- The locations of the lines of an edition, in the order of analysis_lines.sql (which lines count is
-- decided there). A line of another edition that was given as an area is where its area is in this one,
-- if at least half of it is: no crosswalk is needed, and places that its cells named go through it.
-- ?1 edition id, ?2 whether lines of other editions count too. Columns: line id, unit id, share (NULL =
-- by the rules), location id.
SELECT p.line_id, p.unit_id, p.share, p.id
FROM line_location p
JOIN line l ON l.id = p.line_id
WHERE l.edition_id = ?1
   OR (?2 AND NOT (p.rule = 'polygon'
                   AND EXISTS (SELECT 1 FROM area_edition d WHERE d.line_id = l.id AND d.edition_id = ?1)))
UNION ALL
SELECT a.line_id, a.unit_id, a.of_area,
       (SELECT min(p.id) FROM line_location p WHERE p.line_id = a.line_id AND p.rule = 'polygon')
FROM area_part a
JOIN unit u ON u.id = a.unit_id
JOIN line l ON l.id = a.line_id
WHERE ?2 AND u.edition_id = ?1 AND l.edition_id <> ?1
  AND (a.of_area >= 0.01 OR a.of_unit >= 0.01)
  AND (SELECT sum(b.of_area) FROM area_part b JOIN unit v ON v.id = b.unit_id
       WHERE b.line_id = a.line_id AND v.edition_id = ?1) >= 0.5
ORDER BY 1, 2
