-- The licences of the boundaries that the rows stand on. ?1 JSON array of editions.
SELECT group_concat(licence, '; ') FROM (
    SELECT DISTINCT licence FROM edition
    WHERE name IN (SELECT value FROM json_each(?1)) AND licence IS NOT NULL ORDER BY licence)
