-- Takes back import ?1: opens what it closed, removes what it added. Run statement by statement; what is
-- left of it goes with undo_end.sql.
UPDATE line SET closed_by = NULL, close_reason = NULL, gone_on = NULL WHERE closed_by = ?1;
UPDATE need SET closed_by = NULL WHERE closed_by = ?1;
UPDATE study SET closed_by = NULL WHERE closed_by = ?1;
UPDATE institution SET closed_by = NULL WHERE closed_by = ?1;
UPDATE displaced SET closed_by = NULL WHERE closed_by = ?1;
UPDATE erp SET closed_by = NULL WHERE closed_by = ?1;
UPDATE indicator SET closed_by = NULL WHERE closed_by = ?1;
UPDATE risk SET closed_by = NULL WHERE closed_by = ?1;
UPDATE contact SET closed_by = NULL WHERE closed_by = ?1;

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
DELETE FROM displaced WHERE import_id = ?1;
DELETE FROM erp WHERE import_id = ?1;
DELETE FROM indicator WHERE import_id = ?1;
DELETE FROM risk WHERE import_id = ?1;
DELETE FROM contact WHERE import_id = ?1;
DELETE FROM place WHERE import_id = ?1;
DELETE FROM place_alias WHERE import_id = ?1;
DELETE FROM place_decision WHERE import_id = ?1;
DELETE FROM vocabulary_term WHERE import_id = ?1;
DELETE FROM organisation_distinct WHERE import_id = ?1;

DELETE FROM ltp_decision WHERE import_id = ?1;

-- Settlements that it replaced stand again.
INSERT INTO place (id, import_id, unit_id, code, name, kind, population, geom)
SELECT id, import_id, unit_id, code, name, kind, population, geom FROM place_closed WHERE closed_by = ?1;
INSERT INTO place_name (place_id, folded, name)
SELECT c.id, json_extract(n.value, '$[0]'), json_extract(n.value, '$[1]')
FROM place_closed c, json_each(c.names) n WHERE c.closed_by = ?1;
DELETE FROM place_closed WHERE closed_by = ?1;

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
UPDATE organisation SET merged_into = (SELECT json_extract(p.old, '$.was') FROM replaced p
    WHERE p.import_id = ?1 AND p.what = 'organisation' AND json_extract(p.old, '$.id') = organisation.id
    ORDER BY p.id LIMIT 1)
WHERE id IN (SELECT json_extract(old, '$.id') FROM replaced WHERE import_id = ?1 AND what = 'organisation');
UPDATE organisation_alias SET (organisation_id, person, decided_at) = (
    SELECT json_extract(p.old, '$.organisation_id'), json_extract(p.old, '$.person'),
           json_extract(p.old, '$.decided_at')
    FROM replaced p WHERE p.import_id = ?1 AND p.what = 'organisation_alias'
      AND json_extract(p.old, '$.folded') = folded AND json_extract(p.old, '$.kind') = kind
    ORDER BY p.id LIMIT 1)
WHERE (folded, kind) IN (SELECT json_extract(old, '$.folded'), json_extract(old, '$.kind') FROM replaced
    WHERE import_id = ?1 AND what = 'organisation_alias');
UPDATE line SET organisation_id = (SELECT json_extract(p.old, '$.organisation_id') FROM replaced p
    WHERE p.import_id = ?1 AND p.what = 'line' AND json_extract(p.old, '$.id') = line.id ORDER BY p.id LIMIT 1)
WHERE id IN (SELECT json_extract(old, '$.id') FROM replaced WHERE import_id = ?1 AND what = 'line');
