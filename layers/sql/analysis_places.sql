-- The locations of the lines of an edition, in the order of analysis_lines.sql (which lines count is
-- decided there).
-- ?1 edition id, ?2 whether lines of other editions count too. Columns: line id, unit id, share (NULL =
-- by the rules), location id.
SELECT p.line_id, p.unit_id, p.share, p.id
FROM line_location p
JOIN line l ON l.id = p.line_id
WHERE l.edition_id = ?1 OR ?2
ORDER BY p.line_id, p.unit_id
