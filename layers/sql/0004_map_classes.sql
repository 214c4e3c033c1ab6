-- Classes of the maps. Coverage gets a ramp whose lightness falls from class to class, so that a black
-- and white print still orders them (bounds and labels stay as they are); studies and the change
-- between two periods get classes of their own.
UPDATE scheme_class SET colour = CASE code
    WHEN 'zero' THEN '#FEF0E2' WHEN 'to_25' THEN '#CFE3F5' WHEN 'to_50' THEN '#8FBFE8'
    WHEN 'to_75' THEN '#4A93D6' WHEN 'to_100' THEN '#1F62A8' WHEN 'over' THEN '#0B2C57'
    ELSE colour END
WHERE scheme_id = 1 AND field = 'coverage';

INSERT INTO scheme_class (scheme_id, field, ord, code, lower, lower_open, upper, label_fr, label_en, colour, hatch) VALUES
(1, 'evidence', 0, 'none', 0, 0, 0, 'aucune étude', 'no study', '#FFFFFF', NULL),
(1, 'evidence', 1, 'one', 1, 0, 1, '1 étude', '1 study', '#E3D5EA', NULL),
(1, 'evidence', 2, 'to_3', 2, 0, 3, '2 à 3 études', '2 to 3 studies', '#B695C6', NULL),
(1, 'evidence', 3, 'over', 4, 0, NULL, '4 études et plus', '4 studies and more', '#6A3D85', NULL),
(1, 'change', 0, 'left', NULL, 0, NULL, 'plus aucun acteur', 'no actor any more', '#A6611A', NULL),
(1, 'change', 1, 'fewer', NULL, 0, NULL, 'moins d''acteurs', 'fewer actors', '#DFC27D', NULL),
(1, 'change', 2, 'same', NULL, 0, NULL, 'autant d''acteurs', 'as many actors', '#F0F0F0', NULL),
(1, 'change', 3, 'more', NULL, 0, NULL, 'plus d''acteurs', 'more actors', '#80CDC1', 'horizontal'),
(1, 'change', 4, 'arrived', NULL, 0, NULL, 'premiers acteurs', 'first actors', '#018571', 'vertical'),
(1, 'change', 5, 'absent', NULL, 0, NULL, 'aucun acteur aux deux périodes', 'no actor in either period', '#FFFFFF', NULL);

INSERT INTO scheme_class (scheme_id, field, ord, code, label_fr, label_en, colour, hatch)
SELECT 1, field, 90, 'no_data', 'sans donnée', 'no data', '#E6E6E6', 'diagonal'
FROM (SELECT 'evidence' AS field UNION ALL SELECT 'change')
UNION ALL
SELECT 1, field, 91, 'suppressed', 'petit effectif, non montré', 'small number, not shown', '#E6E6E6', 'dots'
FROM (SELECT 'evidence' AS field UNION ALL SELECT 'change');
