-- The editions of the boundaries that the rows stand on. ?1 JSON array of their names.
SELECT group_concat(value, ', ') FROM (SELECT value FROM json_each(?1) ORDER BY value)
