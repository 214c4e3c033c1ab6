-- Lines of the theme LTP by their text alone, or proposed for it, by title and activity; most rows first.
-- Columns: title, activity, 1 = proposed only, rows.
SELECT min(l.project_title), min(l.activity), max(l.ltp_proposed), count(*) AS n
FROM line l
WHERE l.closed_by IS NULL AND (l.ltp_basis = 'text' OR l.ltp_proposed = 1)
GROUP BY coalesce(ltp_fold(l.project_title), ''), coalesce(ltp_fold(l.activity), '')
ORDER BY n DESC, 2, 1
