-- Takes back import ?1: opens what it closed, removes what it added. Run statement by statement.
UPDATE line SET closed_by = NULL, close_reason = NULL, gone_on = NULL WHERE closed_by = ?1;
UPDATE need SET closed_by = NULL WHERE closed_by = ?1;
UPDATE study SET closed_by = NULL WHERE closed_by = ?1;
UPDATE institution SET closed_by = NULL WHERE closed_by = ?1;

-- Lines it only saw again were last seen by the newest submission of the source that still stands.
UPDATE line SET seen_by = coalesce((
    SELECT max(o.id) FROM import o JOIN import u ON u.source_id = o.source_id
    WHERE u.id = ?1 AND o.id < ?1 AND o.undone_at IS NULL), import_id)
WHERE seen_by = ?1 AND import_id <> ?1;

-- Rows that it read again stand as they were first read.
UPDATE raw_row SET reread_by = NULL WHERE reread_by = ?1;

DELETE FROM line WHERE import_id = ?1;
DELETE FROM need WHERE import_id = ?1;
DELETE FROM study WHERE import_id = ?1;
DELETE FROM institution WHERE import_id = ?1;
DELETE FROM place WHERE import_id = ?1;
DELETE FROM place_alias WHERE import_id = ?1;
DELETE FROM place_decision WHERE import_id = ?1;
DELETE FROM vocabulary_term WHERE import_id = ?1;
DELETE FROM organisation_distinct WHERE import_id = ?1;

-- What its decisions had replaced comes back.
INSERT OR REPLACE INTO place_alias (edition_id, level, folded, parent_pcode, pcode, person, decided_at, note,
    import_id, words)
SELECT json_extract(old, '$.edition_id'), json_extract(old, '$.level'), json_extract(old, '$.folded'),
    json_extract(old, '$.parent_pcode'), json_extract(old, '$.pcode'), json_extract(old, '$.person'),
    json_extract(old, '$.decided_at'), json_extract(old, '$.note'), json_extract(old, '$.import_id'),
    json_extract(old, '$.words')
FROM replaced WHERE import_id = ?1 AND what = 'place_alias' ORDER BY id DESC;
INSERT OR REPLACE INTO place_decision (edition_id, cells, pcode, person, decided_at, note, import_id)
SELECT json_extract(old, '$.edition_id'), json_extract(old, '$.cells'), json_extract(old, '$.pcode'),
    json_extract(old, '$.person'), json_extract(old, '$.decided_at'), json_extract(old, '$.note'),
    json_extract(old, '$.import_id')
FROM replaced WHERE import_id = ?1 AND what = 'place_decision' ORDER BY id DESC;
INSERT OR REPLACE INTO vocabulary_term (kind, folded, code, term, person, decided_at, import_id)
SELECT json_extract(old, '$.kind'), json_extract(old, '$.folded'), json_extract(old, '$.code'),
    json_extract(old, '$.term'), json_extract(old, '$.person'), json_extract(old, '$.decided_at'),
    json_extract(old, '$.import_id')
FROM replaced WHERE import_id = ?1 AND what = 'vocabulary_term' ORDER BY id DESC;
UPDATE organisation SET merged_into = NULL
WHERE id IN (SELECT json_extract(old, '$.id') FROM replaced WHERE import_id = ?1 AND what = 'organisation');
UPDATE organisation_alias SET
    organisation_id = (SELECT json_extract(p.old, '$.organisation_id') FROM replaced p
        WHERE p.import_id = ?1 AND p.what = 'organisation_alias'
          AND json_extract(p.old, '$.folded') = folded AND json_extract(p.old, '$.kind') = kind
        ORDER BY p.id LIMIT 1),
    person = NULL, decided_at = NULL
WHERE (folded, kind) IN (SELECT json_extract(old, '$.folded'), json_extract(old, '$.kind') FROM replaced
    WHERE import_id = ?1 AND what = 'organisation_alias');
UPDATE line SET organisation_id = (SELECT json_extract(p.old, '$.organisation_id') FROM replaced p
    WHERE p.import_id = ?1 AND p.what = 'line' AND json_extract(p.old, '$.id') = line.id ORDER BY p.id LIMIT 1)
WHERE id IN (SELECT json_extract(old, '$.id') FROM replaced WHERE import_id = ?1 AND what = 'line');
DELETE FROM replaced WHERE import_id = ?1;

-- Organisations it brought go unless another import uses them by now: those keep their names. Names
-- it gave to organisations that were there before go.
DELETE FROM organisation_alias WHERE import_id = ?1 AND organisation_id NOT IN (
    SELECT id FROM organisation WHERE import_id = ?1 AND id IN (SELECT id FROM organisation_used));
DELETE FROM organisation WHERE import_id = ?1 AND id NOT IN (SELECT id FROM organisation_used)
    AND id NOT IN (SELECT organisation_id FROM organisation_alias);

UPDATE import SET edition_id = NULL
WHERE edition_id IN (SELECT id FROM edition WHERE import_id = ?1);
DELETE FROM unit WHERE import_id = ?1 AND level = 4;
DELETE FROM unit WHERE import_id = ?1 AND level = 3;
DELETE FROM unit WHERE import_id = ?1 AND level = 2;
DELETE FROM unit WHERE import_id = ?1 AND level = 1;
DELETE FROM unit WHERE import_id = ?1;
DELETE FROM edition WHERE import_id = ?1;

DELETE FROM finding WHERE import_id = ?1;
DELETE FROM import_column WHERE import_id = ?1;
DELETE FROM raw_row WHERE import_id = ?1;
