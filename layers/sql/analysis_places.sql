-- The locations of the lines of an edition, in the order of analysis_lines.sql (which lines count is
-- decided there).
-- ?1 edition id. Columns: line id, unit id, share (NULL = by the rules).
SELECT p.line_id, p.unit_id, p.share
FROM line_location p
JOIN line l ON l.id = p.line_id
WHERE l.edition_id = ?1
ORDER BY p.line_id, p.unit_id
