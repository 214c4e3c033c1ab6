"""A country of squares, five bands of six, made so that every class of every theme has a square: figures
on the bounds of the classes, small numbers, unknown ones, each mix of clusters, each state, studies."""

import json
import pathlib

from support import ltp, must

BANDS, SQUARES, SIDE = 5, 6, 0.5  # degrees


def pcode(band, square):
    return f"TG{band:02d}{square:02d}"


def middle(code):
    """Column and row of a square from the south-west, counted in squares."""
    return int(code[4:6]) - 0.5, int(code[2:4]) - 0.5


def outline(x, y, across, up):
    ring = [[x, y], [x + across, y], [x + across, y + up], [x, y + up], [x, y]]
    return {"type": "Polygon", "coordinates": [[[a * SIDE, b * SIDE] for a, b in ring]]}


def boundaries(folder):
    """One file a level."""
    levels = [[({"ADM0_PCODE": "TG", "ADM0_FR": "Quadrille"}, outline(0, 0, SQUARES, BANDS))], [], []]
    for band in range(1, BANDS + 1):
        above = {"ADM1_PCODE": f"TG{band:02d}", "ADM1_FR": f"Bande {band}", "ADM0_PCODE": "TG"}
        levels[1].append((above, outline(0, band - 1, SQUARES, 1)))
        for square in range(1, SQUARES + 1):
            own = {"ADM2_PCODE": pcode(band, square), "ADM2_FR": f"Carré {band}-{square}"}
            levels[2].append(({**own, **above}, outline(square - 1, band - 1, 1, 1)))
    for level, units in enumerate(levels):
        features = [{"type": "Feature", "properties": p, "geometry": g} for p, g in units]
        pathlib.Path(folder, f"tg_adm{level}.geojson").write_text(
            json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


# Actors, people reached, then pin, severity, IDPs. None: the cell is empty.
FIGURES = {
    (1, 1): (0, None, 200, 4, 0), (1, 2): (1, 50, 200, 4, 900), (1, 3): (2, 100, 200, 3, 40),
    (1, 4): (3, 150, 200, 4, 3), (1, 5): (4, 200, 200, 5, None), (1, 6): (6, 260, 200, 3, 70),
    (2, 1): (7, 51, 200, 4, 7), (2, 2): (1, None, 200, 4, 7), (2, 3): (1, 3, 200, 4, 7),
    (2, 4): (8, 101, 200, 4, 7), (2, 5): (1, 0, 0, 3, 7), (2, 6): (1, 100, None, None, None),
    (3, 1): (0, None, 200, 1, 7), (3, 2): (0, None, 200, 2, 7), (3, 3): (0, None, 200, 3, 7),
    (3, 4): (0, None, 200, 5, 7), (3, 5): (1, 40, 200, 4, 7), (3, 6): (1, 150, 200, 3, 7),
    (4, 1): (0, None, 4, 4, 7), (5, 2): (1, 151, 200, 4, 7), (5, 1): (0, None, 200, 4, 7),
    (5, 3): (1, 80, 200, 4, 7),
}
# Sectors and themes of lines beside those of FIGURES, which are of protection.
CLUSTERS = {
    (3, 1): [("Protection", "LTP"), ("Abris/AME", "")], (3, 2): [("Protection", ""), ("Abris/AME", "")],
    (3, 3): [("Protection", "LTP")], (3, 4): [("Abris/AME", "LTP")], (4, 1): [("Abris/AME", "")],
    (4, 2): [("EHA", "LTP")], (4, 3): [("EHA", "")], (4, 4): [("", "")],
}
STATES = {(4, 5): "planifié", (4, 6): "annulé"}
STUDIES = {(1, 1): 1, (1, 2): 2, (1, 3): 3, (1, 4): 4, (1, 5): 5}


def store(folder):
    """tg.sqlite in the folder; the period is the year to March 2020."""
    boundaries(folder)
    must(ltp(folder, "init", "tg.sqlite"))
    must(ltp(folder, "import", "boundaries", *(f"tg_adm{i}.geojson" for i in range(3)), "--edition", "1"))
    lines = ["Organisation,admin1Pcode,admin2Pcode,Projet,Activité,Secteur,Thème,Statut,Date début,Date rapport,"
             "Personnes ciblées,Personnes atteintes"]

    def line(org, place, sector="Protection", theme="", status="en cours", reached=None):
        code = pcode(*place) if isinstance(place, tuple) else ""
        above = code[:4] or place
        lines.append(f"Org {org},{above},{code},P,Aide,{sector},{theme},{status},2020-01-01,2020-03-01,,"
                     f"{'' if reached is None else reached}")

    needs = ["admin2Pcode,Date,PiN,Sévérité,PDI"]
    for place, (actors, reached, *need) in FIGURES.items():
        for i in range(actors):
            line(i, place, reached=None if i else reached)
        needs.append(",".join([pcode(*place), "2020-01-01", *("" if n is None else str(n) for n in need)]))
    for place, pairs in CLUSTERS.items():
        for sector, theme in pairs:
            line(1, place, sector, theme)
    for place, status in STATES.items():
        line(1, place, status=status)
    line(1, "TG05")
    studies = ["Titre,Auteur,Année,admin2Pcode"]
    studies += [f"Étude {pcode(*place)} {i},Auteur,2019,{pcode(*place)}"
                for place, n in STUDIES.items() for i in range(n)]
    for kind, rows in (("activities", lines), ("needs", needs), ("studies", studies)):
        pathlib.Path(folder, f"{kind}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        must(ltp(folder, "import", kind, f"{kind}.csv"), 0, 3)
