-- The edition of the boundaries that a layer stands on. ?1 edition or NULL, ?2 layer.
SELECT e.name FROM edition e
WHERE ?2 NOT IN ('organisations', 'imports', 'findings')
    AND CASE WHEN ?1 IS NULL THEN e.active ELSE e.name = ?1 END
