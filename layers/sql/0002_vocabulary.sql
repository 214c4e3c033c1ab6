-- The words of the field, as data a person may add to: codes with labels in both languages, and the
-- terms that mean them, compared after folding (ltp_fold). Every code and label is a term of itself.
-- Sector codes: OCHA Global Coordination Groups; PRO-HLP is the theme LTP as a sub-cluster.

CREATE TABLE seed (
    kind TEXT, code TEXT, label_fr TEXT, label_en TEXT, parent TEXT, terms TEXT
) STRICT;

INSERT INTO seed VALUES
('sector', 'PRO', 'Protection', 'Protection', NULL,
 'Protection générale|General Protection|Cluster Protection|Protection Cluster|Protección|Proteção|PROT|PRT|Protection communautaire|Protection (générale)|Protection - Général'),
('sector', 'PRO-CPN', 'Protection de l''enfance', 'Child protection', 'PRO',
 'Protection: Protection de l''enfant|Protection: Protection de l''enfance|Protección para la niñez|Protection - Protection de l''enfance|PE|CP|CPN|CPAoR|Child Protection AoR|Protection - Child Protection|Protection: Child Protection|Protection de l''enfant|Protection des enfants|Sous-cluster Protection de l''enfance|Protection : Protection de l''enfance|Protection de la niñez|Protección de la niñez|Protección a la infancia|Protection/Child Protection|Proteção à criança'),
('sector', 'PRO-GBV', 'Violences basées sur le genre', 'Gender-based violence', 'PRO',
 'Protection: Violences basées sur le genre|Violencia basada en género - PEAS|Protection - VBG|Protection/GBV|Protection - Violences basées sur le genre|VBG|GBV|SGBV|Gender Based Violence|Violence basée sur le genre|Violence fondée sur le genre|Violences sexistes|Sous-cluster VBG|Protection - GBV|Protection: GBV|Protection: VBG|Protection - Gender Based Violence|Protection : Violence basée sur le genre|Violencia basada en género|VBG (GBV)|Violência baseada no gênero'),
('sector', 'PRO-MIN', 'Lutte antimines', 'Mine action', 'PRO',
 'Explosive Hazards|Protection: Lutte anti-mines|Protection: Lutte antimines|Protection - Lutte antimines|Humanitarian Mine Action|LAM|LAMH|MA|Action contre les mines|Lutte anti-mines|Lutte antimines humanitaire|Mine Action AoR|Protection - Mine Action|Protection: Mine Action|Acción contra minas|Acción contra las minas|Déminage|Protection : Lutte antimines'),
('sector', 'PRO-HLP', 'Logement, terre et propriété', 'Housing, land and property', 'PRO',
 'LTP|LTB|LTPRN|HLP|HLP AoR|Housing Land and Property|Housing, Land & Property|Logement, terre et propriétés|Logement, terre et biens|Logements, terres et biens|Logement, terres et propriétés|Logement, terre, et biens|Logement, terre, propriété|Logement terre propriété et ressources naturelles|Foncier|Protection - HLP|Protection: HLP|Protection: LTP|Protection: Logement, terre et propriété|Protection : Logement, terre et biens|Sous-cluster LTP|Groupe LTP|Vivienda, tierra y propiedad|Habitação, terra e propriedade'),
('sector', 'SHL', 'Abris et biens non alimentaires', 'Emergency shelter and NFI', NULL,
 'ES/NFIs|Alojamientos y Asentamientos|Alojamiento de emergencia (Shelter)|Shelter & NFIs|Abris & AME|Abris et articles ménagers essentiels|Articles ménagers essentiels|Abri|Abris|Abris/AME|Abri/AME|Abris/NFI|Abri/NFI|Abris/BNA|Abris - NFI|ABNA|AME|NFI|BNA|ES/NFI|ESNFI|ES-NFI|SNFI|Shelter|Shelter/NFI|Shelter & NFI|Shelter and NFI|Shelter NFIs|Shelter and NFIs|Emergency Shelter|Emergency Shelter & NFI|Abris et Non vivres|Abris et non-vivres|Abris d''urgence|Abris d''urgence et NFI|Abris et AME|Abris et NFI|Cluster Abris|Abris/Biens non alimentaires|Alojamiento|Albergues|Alojamientos temporales|Alojamiento/Asentamientos|Alojamiento de emergencia|Abrigo|Abrigos'),
('sector', 'CCM', 'Coordination et gestion des sites', 'Camp coordination and camp management', NULL,
 'Administration et gestion des sites|Manejo y gestión de Campamentos|Manejo y gestión de Campamentos (CCCM)|Gestión de campamentos|Camp management|CCCM|Camp Coordination and Camp Management|Camp Coordination / Management|Gestion des sites|Gestion des sites d''accueil|Coordination et gestion des camps|Coordination et gestion des sites de déplacés|GSAT|Site Management|Gestión de albergues'),
('sector', 'EDU', 'Éducation', 'Education', NULL,
 'Educación|Educação|Cluster Éducation|Education in Emergencies|EiE|ESU|Éducation en situation d''urgence|Educación en emergencias'),
('sector', 'FSC', 'Sécurité alimentaire', 'Food security', NULL,
 'SECAL|SA|FSL|FSS|FSAC|FSLC|Food Security and Livelihoods|Food Security & Livelihoods|Sécurité alimentaire et moyens d''existence|Sécurité alimentaire et moyens de subsistance|SAME|Sécurité Alimentaire/Moyens d''existence|Seguridad alimentaria|Seguridad alimentaria y nutrición|Segurança alimentar|Food'),
('sector', 'HEA', 'Santé', 'Health', NULL,
 'Salud|Saúde|Cluster Santé|Health and nutrition|Sante'),
('sector', 'NUT', 'Nutrition', 'Nutrition', NULL,
 'Nutrición|Nutrição|Cluster Nutrition'),
('sector', 'WSH', 'Eau, hygiène et assainissement', 'Water, sanitation and hygiene', NULL,
 'EHA|EAH|WASH|WASH Cluster|Eau, assainissement et hygiène|Eau Hygiène Assainissement|Eau-hygiène-assainissement|Agua, saneamiento e higiene|Agua y saneamiento|Água, saneamento e higiene|Water Sanitation Hygiene|Water & Sanitation'),
('sector', 'LOG', 'Logistique', 'Logistics', NULL, 'Logística|Cluster Logistique|UNHAS'),
('sector', 'TEL', 'Télécommunications d''urgence', 'Emergency telecommunications', NULL,
 'IT y Telecomunicación|Emergency Telecommunications Cluster|ETC|ETS|Télécommunications|Telecommunications|Telecomunicaciones de emergencia'),
('sector', 'ERY', 'Relèvement précoce', 'Early recovery', NULL,
 'Recuperación Temprana e Infraestructura|Emergency Livelihoods|Relèvement|Relèvement rapide|ER|Recuperación temprana|Early Recovery and Livelihoods|Moyens d''existence|Livelihoods|Medios de vida|Recuperação precoce'),
('sector', 'CSH', 'Transferts monétaires à usages multiples', 'Multi-purpose cash', NULL,
 'TMUM/MPCA|TMUM|Transferencias Multipropósito|Multi-purpose cash assistance (MPCA)|Cash|MPCA|MPC|Multipurpose cash|Multi-purpose cash assistance|Multi-Purpose Cash|Cash multi-sectoriel|Cash multisectoriel|Cash à usages multiples|Transferts monétaires|Transferencias monetarias multipropósito'),
('sector', 'MUL', 'Multisectoriel', 'Multisector', NULL,
 'Multi-sectoriel|Multi-sector|Multi-setoriel|Multisectoral|Multi-sectoral|Multicluster|Multi-cluster|Multisectorial|Multi|Plusieurs secteurs|Refugee response|Réponse aux réfugiés|Réfugiés|RRM|Rapid Response Mechanism|Mécanisme de réponse rapide'),
('sector', 'COO', 'Coordination', 'Coordination and common services', NULL,
 'Coordinación / Información|CCS|Coordination et gestion de l''information|Coordination et services communs|Coordination and common services|Coordination & Common Services|Coordinación|Coordenação|Coordination et services de soutien'),
('status', 'planned', 'Planifié', 'Planned', NULL,
 'Planifiée|Planifiés|Prévu|Prévue|Prévus|À venir|A démarrer|Programmé|En préparation|Approuvé|Déboursement|Pipeline|Not started|Non démarré|Pas encore démarré|Forecast|Planeado|Planeada|Planificado|Planificada|Programado|Planejado'),
('status', 'ongoing', 'En cours', 'Ongoing', NULL,
 'On-going|On going|Active|Actif|Actifs|In progress|Under implementation|Implementing|Mise en œuvre|En cours de mise en œuvre|Mise en œuvre & rapportage|Mise en œuvre et rapportage|En exécution|Démarré|En ejecución|En curso|En proceso|Activo|Em curso|Em andamento'),
('status', 'completed', 'Achevé', 'Completed', NULL,
 'Achevée|Achevés|Terminé|Terminée|Terminés|Clôturé|Cloturé|Clôturée|Fini|Finie|Finalisé|Complet|Complété|Complete|Closed|Ended|Done|Finished|Réalisé|Réalisée|Sous rapportage final|Rapportage final|Finalizado|Finalizada|Terminado|Completado|Concluído|Ejecutado'),
('status', 'suspended', 'Suspendu', 'Suspended', NULL,
 'Suspendue|Suspendus|On hold|En attente|En pause|Interrompu|Suspendido|Suspendida|Suspenso|Arrêté temporairement'),
('status', 'cancelled', 'Annulé', 'Cancelled', NULL,
 'Annulée|Annulés|Canceled|Abandonné|Cancelado|Cancelada|Terminated early'),
('org_type', 'UN', 'Nations Unies', 'United Nations', NULL,
 'Agence du Système des Nations Unies|Agences du Système des Nations Unies|United Nations agency|ONU|SNU|UN agency|UN Agencies|Agence UN|Agence des Nations Unies|Agences des Nations Unies|Agence onusienne|Agencia ONU|Agencia de la ONU|Naciones Unidas|Nações Unidas|Sistema de Naciones Unidas|Système des Nations Unies'),
('org_type', 'INGO', 'ONG internationale', 'International NGO', NULL,
 'ONG Int|ONGI|ONG I|ONG Inter|ONG internationales|International Non-Governmental Organization|International NGOs|Int NGO|ONG Internacional|Organización internacional no gubernamental'),
('org_type', 'NNGO', 'ONG nationale', 'National NGO', NULL,
 'ONG Nat|ONGN|ONG N|ONG nationales|ONG locale|ONG locales|LNGO|Local NGO|National NGOs|L/NNGO|NGO National|National Non-Governmental Organization|ONG Nacional|ONG local|ONG'),
('org_type', 'RCRC', 'Mouvement Croix-Rouge et Croissant-Rouge', 'Red Cross and Red Crescent Movement', NULL,
 'Movimiento de la Cruz Roja Media Luna Roja|Mouvements de la Croix-Rouge|Croissant-Rouge|Mvt CR|MCR|Mouvement CR|Croix-Rouge|Croix Rouge|Mouvement Croix-Rouge|Mouvement de la Croix-Rouge|Red Cross|Red Cross Movement|Red Cross/Red Crescent|Red Crescent|Cruz Roja|Movimiento de la Cruz Roja|Movimiento Cruz Roja|Cruz Vermelha|Red Cross / Red Crescent'),
('org_type', 'GOV', 'Gouvernement', 'Government', NULL,
 'Entité gouvernementale|Government entity|Institution publique|Gouv|Gvt|Govt|Gov|Etat|État|Institution étatique|Service technique|Services techniques|Gouvernemental|Government authority|Gobierno|Entidad gubernamental|Governo|Autorité locale|Collectivité|Collectivités territoriales|Local authority'),
('org_type', 'CSO', 'Organisation de la société civile', 'Civil society organisation', NULL,
 'Iglesia - Grupo Religioso|Organisation confessionnelle|Faith based organization|OCS|OSC|CBO|OCB|OBC|Société civile|Civil society|Civil Society Organization|Community based organization|Organisation communautaire de base|Organisation à base communautaire|Association|Sociedad civil|Organización de la sociedad civil|Sociedade civil|Faith-based organization'),
('org_type', 'DON', 'Bailleur', 'Donor', NULL, 'Bailleur de fonds|Donateur|Donante|Doador|Donor agency|Donantes|Donateurs|Bailleurs'),
('org_type', 'PRV', 'Secteur privé', 'Private sector', NULL,
 'Privé|Private|Entreprise|Company|Sector privado|Setor privado'),
('org_type', 'ACA', 'Recherche et enseignement', 'Research and education', NULL,
 'Université|University|Academia|Institut de recherche|Research institute|Universidad|Académique|Academic'),
('org_type', 'IGO', 'Organisation intergouvernementale', 'Intergovernmental organisation', NULL,
 'OI|OIG|Organisation internationale|International organization|Organización internacional|IO|Inter-governmental organization'),
('org_type', 'OTH', 'Autre', 'Other', NULL, 'Autres|Others|Otro|Otros|Outro|Divers'),
('population_type', 'IDP', 'Personnes déplacées internes', 'Internally displaced people', NULL,
 '2.Déplacés Internes|Personas desplazadas internas|Víctimas de desplazamiento forzado|PDI|PDIs|IDPs|Déplacé|Déplacés|Déplacée|Déplacées|Déplacés internes|Personnes déplacées|Personnes déplacées internes (PDI)|Internally displaced persons|Displaced|Out-of-camp IDPs|In-camp IDPs|Desplazados|Desplazados internos|Población desplazada|Deslocados|Deslocados internos'),
('population_type', 'RDP', 'Retournés (anciens déplacés internes)', 'Returned IDPs', NULL,
 '3.Retournés|Retornantes o Retornados|Retourné|Retournés|Retournée|Retournées|Personnes retournées|Returnee|Returnees|IDP returnees|Returned IDPs|Retornados|Población retornada'),
('population_type', 'RET', 'Rapatriés (anciens réfugiés)', 'Returned refugees', NULL,
 'Rapatrié|Rapatriés|Réfugiés rapatriés|Refugee returnees|Returned refugee|Repatriated|Repatriados'),
('population_type', 'REF', 'Réfugiés', 'Refugees', NULL, 'Réfugié|Refugee|Refugiados|Refugiado|4.Réfugiés'),
('population_type', 'ASY', 'Demandeurs d''asile', 'Asylum seekers', NULL,
 'Demandeur d''asile|Asylum seeker|Solicitantes de asilo'),
('population_type', 'HST', 'Populations hôtes', 'Host communities', NULL,
 '5. Famille d''accueil|5. Famille d''acceuil|Famille d''acceuil|Communaute_locale|Communauté locale|Comunidades de acogida, anfitrionas o receptoras|1. Population locale (Autochtone)|Hôte|Hôtes|Population hôte|Communauté hôte|Communautés hôtes|Famille hôte|Familles hôtes|Familles d''accueil|Famille d''accueil|Familles d''accueil (hôte)|Communauté d''accueil|Host|Host community|Host families|Host population|Populations d''accueil|Population locale|Comunidad de acogida|Comunidades de acogida|Comunidade de acolhimento'),
('population_type', 'NDP', 'Personnes non déplacées', 'Non-displaced people', NULL,
 'PND|Non déplacés|Population non déplacée|Non-displaced|Résidents|Résident|Residents|Population résidente|Vulnérables non déplacés|No desplazados'),
('population_type', 'STA', 'Apatrides et personnes à risque d''apatridie', 'Stateless people', NULL,
 'Apatride|Apatrides|Stateless|Stateless persons|Personnes apatrides'),
('population_type', 'MIG', 'Migrants', 'Migrants', NULL, 'Migrant|Migrantes'),
('population_type', 'IDP+RDP', 'Déplacés et retournés', 'IDPs and returnees', NULL,
 'PDI et rétournées|PDI et retournées|IDP Retournes|PDI et retournés|Retournés et déplacés|PDI/Retournés|IDPs & returnees'),
('population_type', 'IDP+HST', 'Déplacés et hôtes', 'IDPs and host communities', NULL,
 'IDP Communaute_locale|Déplacés et familles hôtes|Déplacés et communautés hôtes|PDI et hôtes|PDI et communautés hôtes|PDI et populations hôtes|PDI/Hôtes|IDPs and host community|Déplacés et populations hôtes|Déplacés et familles d''accueil'),
('population_type', 'RDP+HST', 'Retournés et hôtes', 'Returnees and host communities', NULL,
 'Retournes Communaute_locale|Retournés et familles hôtes|Retournés et communautés hôtes|Retournés et populations hôtes'),
('population_type', 'IDP+RDP+HST', 'Déplacés, retournés et hôtes', 'IDPs, returnees and host communities', NULL,
 'Déplacés, Retournés et famille hôte (Toute la population)|Déplacés, Retournés et famille hôte|Déplacés, famille d''acceuil, et retournés|7. Déplacés , Famille d''acceuil, et Retournés|IDP Retournes Communaute_locale|Déplacés, retournés et familles hôtes|Déplacés, retournés et communautés hôtes|Déplacés, retournés et populations hôtes|Déplacés, retournés et familles hôtes (Toute la population)|PDI, retournés et hôtes|PDI, retournés et communautés hôtes|PDI, retournés, hôtes|PDI/Retournés/Hôtes|IDPs, returnees and host community'),
('population_type', 'IDP+RDP+RET+HST', 'Déplacés, retournés, rapatriés et hôtes', 'IDPs, returnees, returned refugees and host communities', NULL,
 'IDP Retournes Communaute_locale Rapatries|PDI, retournés, rapatriés et hôtes|PDI, retournés, rapatriés, hôtes|Déplacés, retournés, rapatriés et communautés hôtes'),
('population_type', 'ALL', 'Toute la population', 'Whole population', NULL,
 'Mixto / Todos los grupos|Población general|Todos los grupos|Tous|Toutes|Tout le monde|Population générale|General population|All|All population|Population totale|Toda la población|Toute la population affectée|Mixte'),
('ltp_term', 'LTP', 'Logement, terre et propriété', 'Housing, land and property', NULL,
 'LTB|LTPRN|HLP|Logement, terre et propriétés|Logement, terre et biens|Logement, terre et bien|Logements, terres et biens|Logement, terres et propriétés|Logements, terres et propriétés|Logement, terre, propriété|Logement terre propriété et ressources naturelles|Housing land and property|Housing land & property|Housing land property|Foncier|Foncière|Fonciers|Foncières|Land tenure|Land rights|Land dispute|Land disputes|COFO|Vivienda, tierra y propiedad|Vivienda tierra y propiedades|Habitação, terra e propriedade'),
('cohesion_term', 'COHESION', 'Cohésion sociale', 'Social cohesion', NULL,
 'Cohésion communautaire|Community cohesion|Vivre ensemble|Coexistence pacifique|Peaceful coexistence|GTCS|GT-CS|Cohesión social|Coesão social'),
('national', 'national', 'National', 'Nationwide', NULL,
 'Nationale|Niveau national|Au niveau national|Tout le pays|Ensemble du pays|L''ensemble du pays|Tout le territoire|Tout le territoire national|Territoire national|Ensemble du territoire|Ensemble du territoire national|Toutes les régions|Pays entier|Dans tout le pays|Couverture nationale|Portée nationale|National level|Country-wide|Countrywide|Nation wide|Whole country|Entire country|All regions|Nacional|Todo el país|Nivel nacional|Todo o país'),
('personal', 'contact', 'Contact', 'Contact', NULL,
 'Contacts|Téléphone|Tel|Tél|Phone|Phone number|Numéro de téléphone|N° de téléphone|Mobile|WhatsApp|E-mail|Email|Mail|Courriel|Adresse mail|Adresse e-mail|Point focal|Focal point|Nom du point focal|Personne de contact|Personne contact|Contact person|Contact name|Nom du contact|Teléfono|Correo|Correo electrónico|Persona de contacto|Telefone|Responsable|Nom et prénom|Date de naissance');

INSERT INTO vocabulary (kind, code, label_fr, label_en, parent)
SELECT kind, code, label_fr, label_en, parent FROM seed;

-- A term under two codes of a kind would break the primary key: that is meant.
INSERT INTO vocabulary_term (kind, folded, code, term)
SELECT kind, folded, code, term FROM (
    SELECT kind, ltp_fold(term) AS folded, code, term, min(ord) FROM (
        SELECT kind, code, code AS term, 0 AS ord FROM seed
        UNION ALL SELECT kind, code, label_fr, 1 FROM seed
        UNION ALL SELECT kind, code, label_en, 2 FROM seed
        UNION ALL
        SELECT s.kind, s.code, t.value, 3
        FROM seed s, json_each('["' || replace(s.terms, '|', '","') || '"]') t
    ) GROUP BY kind, ltp_fold(term), code
) WHERE folded <> '' ORDER BY kind, code, folded;

DROP TABLE seed;

-- The house scheme: breaks of ANALYSIS 6, colours of published humanitarian maps, readable in grey.
INSERT INTO scheme (id, name, version, label_fr, label_en, active) VALUES
(1, 'maison', 1, 'Classes de la maison', 'House classes', 1);

INSERT INTO scheme_class (scheme_id, field, ord, code, lower, lower_open, upper, label_fr, label_en, colour, hatch) VALUES
(1, 'coverage', 0, 'zero', 0, 0, 0, '0 %', '0 %', '#C25048', NULL),
(1, 'coverage', 1, 'to_25', 0, 1, 0.25, 'plus de 0 à 25 %', 'over 0 to 25 %', '#F7A29C', NULL),
(1, 'coverage', 2, 'to_50', 0.25, 1, 0.5, 'plus de 25 à 50 %', 'over 25 to 50 %', '#CCE5F9', NULL),
(1, 'coverage', 3, 'to_75', 0.5, 1, 0.75, 'plus de 50 à 75 %', 'over 50 to 75 %', '#66B0EC', NULL),
(1, 'coverage', 4, 'to_100', 0.75, 1, 1, 'plus de 75 à 100 %', 'over 75 to 100 %', '#007CE0', NULL),
(1, 'coverage', 5, 'over', 1, 1, NULL, 'plus de 100 %', 'over 100 %', '#003E70', NULL),
(1, 'presence', 0, 'none', 0, 0, 0, 'aucun acteur signalé', 'no actor reported', '#FFFFFF', NULL),
(1, 'presence', 1, 'one', 1, 0, 1, '1 acteur', '1 actor', '#D2F2F0', NULL),
(1, 'presence', 2, 'to_3', 2, 0, 3, '2 à 3 acteurs', '2 to 3 actors', '#78D9D1', NULL),
(1, 'presence', 3, 'to_6', 4, 0, 6, '4 à 6 acteurs', '4 to 6 actors', '#1EBFB3', NULL),
(1, 'presence', 4, 'over', 7, 0, NULL, '7 acteurs et plus', '7 actors and more', '#0B5F59', NULL),
(1, 'severity', 1, '1', 1, 0, 1, '1 - minimale', '1 - minimal', '#CDFACD', NULL),
(1, 'severity', 2, '2', 2, 0, 2, '2 - stress', '2 - stress', '#FAE61E', NULL),
(1, 'severity', 3, '3', 3, 0, 3, '3 - sévère', '3 - severe', '#E67800', NULL),
(1, 'severity', 4, '4', 4, 0, 4, '4 - extrême', '4 - extreme', '#C80000', NULL),
(1, 'severity', 5, '5', 5, 0, 5, '5 - catastrophique', '5 - catastrophic', '#640000', NULL),
(1, 'priority', 0, 'high', NULL, 0, NULL, 'élevée', 'high', '#A50F15', NULL),
(1, 'priority', 1, 'medium', NULL, 0, NULL, 'moyenne', 'medium', '#F16913', NULL),
(1, 'priority', 2, 'to_verify', NULL, 0, NULL, 'à vérifier', 'to be verified', '#FDD0A2', 'diagonal'),
(1, 'priority', 3, 'unknown', NULL, 0, NULL, 'non connue', 'unknown', '#CCCCCC', 'dots'),
(1, 'priority', 4, 'low', NULL, 0, NULL, 'faible', 'low', '#C6DBEF', NULL),
(1, 'priority', 5, 'none', NULL, 0, NULL, 'aucune', 'none', '#F7F7F7', NULL),
(1, 'intersector', 0, 'both_ltp', NULL, 0, NULL, 'Protection et Abris, avec LTP', 'Protection and Shelter, with HLP', '#0B5F59', NULL),
(1, 'intersector', 1, 'both', NULL, 0, NULL, 'Protection et Abris, sans LTP', 'Protection and Shelter, no HLP', '#78D9D1', NULL),
(1, 'intersector', 2, 'protection_only_ltp', NULL, 0, NULL, 'Protection seule, avec LTP', 'Protection only, with HLP', '#0063B3', NULL),
(1, 'intersector', 3, 'protection_only', NULL, 0, NULL, 'Protection seule, sans LTP', 'Protection only, no HLP', '#CCE5F9', NULL),
(1, 'intersector', 4, 'shelter_only_ltp', NULL, 0, NULL, 'Abris seuls, avec LTP', 'Shelter only, with HLP', '#C25048', NULL),
(1, 'intersector', 5, 'shelter_only', NULL, 0, NULL, 'Abris seuls, sans LTP', 'Shelter only, no HLP', '#FCE0DE', NULL),
(1, 'intersector', 6, 'ltp_only', NULL, 0, NULL, 'LTP dans un autre secteur', 'HLP in another sector', '#7A5195', NULL),
(1, 'intersector', 7, 'none', NULL, 0, NULL, 'ni Protection, ni Abris, ni LTP', 'neither Protection nor Shelter nor HLP', '#FFFFFF', NULL),
(1, 'state', 0, 'covered', NULL, 0, NULL, 'acteur signalé dans la commune', 'actor reported in the commune', '#1EBFB3', NULL),
(1, 'state', 1, 'inherited_only', NULL, 0, NULL, 'acteur signalé au-dessus, commune non précisée', 'actor reported above, commune not stated', '#D2F2F0', 'diagonal'),
(1, 'state', 2, 'planned_only', NULL, 0, NULL, 'seulement prévu', 'planned only', '#FAE61E', NULL),
(1, 'state', 3, 'inactive', NULL, 0, NULL, 'signalé, mais pas actif sur la période', 'reported, but not active in the period', '#BBBBBB', NULL),
(1, 'state', 4, 'no_line', NULL, 0, NULL, 'aucun acteur signalé', 'no actor reported', '#FFFFFF', NULL);

-- Every field has its two classes for what cannot be shown: not known, and too small to be named.
INSERT INTO scheme_class (scheme_id, field, ord, code, label_fr, label_en, colour, hatch)
SELECT DISTINCT scheme_id, field, 90, 'no_data', 'sans donnée', 'no data', '#E6E6E6', 'diagonal' FROM scheme_class
UNION ALL
SELECT DISTINCT scheme_id, field, 91, 'suppressed', 'petit effectif, non montré', 'small number, not shown', '#E6E6E6', 'dots' FROM scheme_class;
