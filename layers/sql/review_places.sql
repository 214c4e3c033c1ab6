-- Place cells that could not be settled, most rows first. Columns: edition, cells, text, finding,
-- kept, detail, rows.
SELECT json_extract(f.detail, '$.edition') AS edition, json_extract(f.detail, '$.cells') AS cells,
       max(f.value) AS text,
       substr(min(CASE f.code WHEN 'no_location' THEN '0' WHEN 'code_name_conflict' THEN '1'
                              WHEN 'place_uncertain' THEN '2' ELSE '3' END || f.code), 2) AS finding,
       max(json_extract(f.detail, '$.kept')), max(f.detail), count(DISTINCT f.raw_row_id) AS n
FROM finding_open f
WHERE f.code IN ('no_location', 'place_uncertain', 'place_partly_unknown', 'code_name_conflict',
                 'parent_conflict', 'code_other_edition', 'code_unknown')
  AND json_extract(f.detail, '$.cells') IS NOT NULL
GROUP BY edition, cells
ORDER BY n DESC, text, cells
