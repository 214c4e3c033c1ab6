-- Date of the data of a layer: of the edition for boundaries, else of the newest report among the
-- imports behind it, else of the newest import. ?1 JSON array of editions,
-- ?2 layer.
SELECT CASE ?2
    WHEN 'units' THEN (SELECT max(valid_on) FROM edition
                       WHERE name IN (SELECT value FROM json_each(?1)))
    WHEN 'lines' THEN coalesce((SELECT max(reported) FROM line WHERE closed_by IS NULL),
                               (SELECT max(start_date) FROM line WHERE closed_by IS NULL))
    WHEN 'needs' THEN (SELECT max(date) FROM need WHERE closed_by IS NULL)
    ELSE (SELECT substr(max(imported_at), 1, 10) FROM import WHERE undone_at IS NULL)
END
