-- Organisations that stand for themselves and the lines that name them. Columns: id, acronym, name,
-- folded acronym, folded name, lines.
SELECT o.id, o.acronym, o.name, coalesce(ltp_fold(o.acronym), ''), ltp_fold(o.name),
       (SELECT count(DISTINCT lo.line_id) FROM line_organisation lo WHERE lo.organisation_id = o.id)
FROM organisation o
WHERE o.merged_into IS NULL AND o.id IN (SELECT id FROM organisation_used)
ORDER BY o.id
