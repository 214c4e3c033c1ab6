-- What the areas of lines cover of units, in the order of line ids; the units of every edition, since the
-- caller knows those of its own.
-- No parameters. Columns: line id, unit id, share of the unit, box west, south, east, north.
SELECT a.line_id, p.unit_id, p.of_unit,
       MbrMinX(a.geom), MbrMinY(a.geom), MbrMaxX(a.geom), MbrMaxY(a.geom)
FROM line_area a
CROSS JOIN area_part p ON p.line_id = a.line_id
ORDER BY a.line_id, p.unit_id
