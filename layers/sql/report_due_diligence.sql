-- What lines say they do, to look for due diligence in.
-- No parameters. Columns: line id, words; by line id.
SELECT l.id, coalesce(l.activity, '') || ' . ' || coalesce(l.project_title, '') || ' . ' || coalesce(l.indicator, '')
FROM line l
WHERE l.closed_by IS NULL OR l.close_reason = 'gone'
ORDER BY l.id
