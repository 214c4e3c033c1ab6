-- Words that their vocabulary does not have, most rows first. Columns: vocabulary, folded, text, rows.
SELECT CASE f.code WHEN 'sector_unknown' THEN 'sector' WHEN 'status_unknown' THEN 'status'
                   WHEN 'population_type_unknown' THEN 'population_type' ELSE 'org_type' END AS kind,
       ltp_fold(f.value) AS folded, min(f.value), count(DISTINCT f.raw_row_id) AS n
FROM finding_open f
WHERE f.code IN ('sector_unknown', 'status_unknown', 'population_type_unknown', 'org_type_unknown')
  AND f.value IS NOT NULL
GROUP BY kind, folded
ORDER BY n DESC, kind, folded
