-- What the areas of lines cover of the units of an edition, in the order of line ids; one row of unit NULL
-- for an area that covers none.
-- ?1 edition id. Columns: line id, unit id, share of the unit, box west, south, east, north.
SELECT a.line_id, p.unit_id, p.of_unit,
       MbrMinX(a.geom), MbrMinY(a.geom), MbrMaxX(a.geom), MbrMaxY(a.geom)
FROM line_area a
LEFT JOIN (area_part p JOIN unit u ON u.id = p.unit_id AND u.edition_id = ?1) ON p.line_id = a.line_id
ORDER BY a.line_id, p.unit_id
