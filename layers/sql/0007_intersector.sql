-- Words that show a check of land rights before shelter is built, and institutions that are land
-- commissions: data, as other vocabularies.
INSERT INTO vocabulary (kind, code, label_fr, label_en) VALUES
    ('due_diligence_term', 'DD', 'Due diligence foncière', 'Due diligence on land rights'),
    ('land_commission', 'COFO', 'Commission foncière', 'Land commission');
INSERT INTO vocabulary_term (kind, folded, code, term)
SELECT DISTINCT column1, ltp_fold(column3), column2, column3 FROM (VALUES
    ('due_diligence_term', 'DD', 'due diligence'),
    ('due_diligence_term', 'DD', 'diligence raisonnable'),
    ('due_diligence_term', 'DD', 'vérification foncière'),
    ('due_diligence_term', 'DD', 'sécurisation foncière'),
    ('due_diligence_term', 'DD', 'debida diligencia'),
    ('land_commission', 'COFO', 'COFO'),
    ('land_commission', 'COFO', 'COFOs'),
    ('land_commission', 'COFO', 'COFOV'),
    ('land_commission', 'COFO', 'COFOCOM'),
    ('land_commission', 'COFO', 'commission foncière'),
    ('land_commission', 'COFO', 'commissions foncières'),
    ('land_commission', 'COFO', 'land commission')
);
