"""A made-up country for a seed: outlines, needs, studies and W-matrices with the dirt real ones have."""

import csv
import dataclasses
import datetime
import json
import random

import rows

COUNTRIES = [("NE", "NER"), ("BF", "BFA"), ("TD", "TCD"), ("UA", "UKR"), ("SO", "SOM"), ("HN", "HND")]
SYLLABLES = ["ba", "ko", "ri", "gu", "sen", "tou", "ma", "dja", "li", "fo", "wé", "ga", "nam", "zi", "pel", "hô"]
TAGS = {
    "org": "#org+acronym", "org_name": "#org+name", "org_type": "#org+type", "org_prog": "#org+prog+acronym",
    "donor": "#org+funder", "sector": "#sector+cluster", "subsector": "#subsector+name", "theme": "#meta+theme",
    "project_code": "#activity+project+code", "title": "#activity+project+name", "activity": "#activity+name",
    "indicator": "#indicator+name", "start": "#date+start", "end": "#date+end", "reported": "#date+reported",
    "status": "#status+name", "population_type": "#beneficiary+type", "lat": "#geo+lat", "lon": "#geo+lon",
    "targeted": "#targeted", "reached": "#reached", "targeted_hh": "#targeted+hh", "reached_hh": "#reached+hh",
    "reached_f": "#reached+f", "reached_m": "#reached+m", "reached_girls": "#reached+f+children",
    "reached_boys": "#reached+m+children", "reached_women": "#reached+f+adults",
    "reached_men": "#reached+m+adults",
}
FRENCH = {
    "org": "Acronyme organisation", "org_name": "Nom organisation", "org_type": "Type organisation",
    "org_prog": "Organisation programme", "donor": "Bailleur de fonds", "sector": "Cluster",
    "subsector": "Sous-cluster", "theme": "Thématique", "project_code": "Code projet", "title": "Titre du projet",
    "activity": "Activités", "indicator": "Indicateur", "start": "Date début", "end": "Date fin",
    "reported": "Date de rapport", "status": "Statut", "population_type": "Type de population",
    "lat": "Latitude", "lon": "Longitude", "targeted": "Total Personnes ciblées", "reached": "Total No. atteintes",
    "targeted_hh": "Ménages ciblés", "reached_hh": "Ménages atteints", "reached_f": "Total Femmes atteintes",
    "reached_m": "Total Hommes atteints", "reached_girls": "Total Filles atteintes (<18)",
    "reached_boys": "Total Garçons atteints (<18)", "reached_women": "Total Femmes adultes atteintes (>=18)",
    "reached_men": "Total Hommes adultes atteints (>=18)",
}
SECTORS = ["Protection", "Protection", "Abris/AME", "Abris/AME", "EHA", "Education", "Sécurité alimentaire",
           "Protection de l'enfance", "VBG", "", "Quelque chose", "Logement, terre et propriété", "Santé"]
STATUSES = ["", "", "En cours", "En cours", "Achevé", "Planifié", "Suspendu", "Annulé", "Peut-être"]
POPULATIONS = ["", "PDI", "Retournés", "Hôtes", "PDI et retournés"]
ORG_TYPES = ["UN", "ONG Int", "ONG Nat", "Gouv", "OCS"]
NEED_TAGS = {"date": "#date", "sector": "#sector+name", "pin": "#inneed", "severity": "#severity",
             "idps": "#affected+idps", "returnees": "#affected+returnees",
             "repatriated": "#affected+repatriated", "population": "#population"}


@dataclasses.dataclass
class Table:
    name: str
    fields: list
    rows: list
    source: str
    reported: datetime.date = None
    how: str = None
    hashtags: bool = True


class World:
    def __init__(self, seed, suffix=""):
        """`suffix`: what the name of each unit ends with."""
        self.r, self.suffix = random.Random(seed), suffix
        self.iso2, self.iso3 = self.r.choice(COUNTRIES)
        self.depth = self.r.choice([2, 3, 3, 3, 4])
        self.names = set()
        self.units = self.tree()
        self.edition = rows.Edition(self.units, self.iso2, self.iso3)
        self.communes = [u for u in self.units if u.level == self.depth]
        self.orgs = [self.organisation(n) for n in range(self.r.randint(3, 9))]
        self.needs = self.make_needs()
        self.studies = self.make_studies() if self.r.random() < 0.7 else None
        self.tables = self.make_tables()
        self.areas = self.make_areas() if self.r.random() < 0.6 else None

    # The country ---------------------------------------------------------------------------------------

    def name(self):
        while True:
            name = "".join(self.r.choice(SYLLABLES) for _ in range(self.r.randint(4, 5))).capitalize()
            if name not in self.names:
                self.names.add(name)
                return name

    def tree(self):
        """Communes are the cells of a bent grid, cercles runs of cells in a row, régions rows."""
        r = self.r
        height, width = r.randint(2, 4), r.randint(3, 8)
        x0, y0, step = r.uniform(-10, 30), r.uniform(-20, 30), r.choice([0.15, 0.5])
        self.grid = [[(round(x0 + step * (j + r.uniform(-0.25, 0.25)), 6),
                       round(y0 + step * (i + r.uniform(-0.25, 0.25)), 6)) for j in range(width + 1)]
                     for i in range(height + 1)]
        prefix = r.choice([self.iso2, self.iso2, self.iso3])
        digits = r.choice([2, 3])
        root = rows.Unit(prefix, self.name() + self.suffix, 0, None, self.outline(0, height, 0, width))
        units = [root]

        def add(parent, box):
            number = sum(u.parent is parent for u in units) + 1
            code = f"{parent.pcode}{number:0{digits}d}"
            unit = rows.Unit(code, self.name() + self.suffix, parent.level + 1, parent, self.outline(*box))
            units.append(unit)
            return unit

        def runs(total):
            at = 0
            while at < total:
                length = min(r.randint(1, 3), total - at)
                yield at, at + length
                at += length

        def cells(parent, i, left, right):
            for j in range(left, right):
                add(parent, (i, i + 1, j, j + 1))

        for low, high in runs(height) if self.depth > 2 else ((i, i + 1) for i in range(height)):
            one = add(root, (low, high, 0, width))
            if self.depth == 2:
                cells(one, low, 0, width)
                continue
            for i in range(low, high):
                row = add(one, (i, i + 1, 0, width)) if self.depth == 4 else one
                for left, right in runs(width):
                    cells(add(row, (i, i + 1, left, right)), i, left, right)
        return units

    def outline(self, low, high, left, right):
        g = self.grid
        ring = ([g[low][j] for j in range(left, right + 1)] + [g[i][right] for i in range(low + 1, high + 1)] +
                [g[high][j] for j in range(right - 1, left - 1, -1)] +
                [g[i][left] for i in range(high - 1, low, -1)])
        return [[ring + ring[:1]]]

    # Needs and studies ---------------------------------------------------------------------------------

    def day(self, first=2018, last=2022):
        return datetime.date(self.r.randint(first, last), self.r.randint(1, 12), self.r.randint(1, 28))

    def make_needs(self):
        r = self.r
        fields = [f"adm{self.depth}_code", "date", "sector", "pin", "severity", "idps", "returnees",
                  "repatriated", "population"]
        dates, out = sorted({self.day() for _ in range(r.randint(1, 3))}), []
        sectors = ["Intersectoriel"] + r.sample(["Abris/AME", "Protection", "EHA", "Logement, terre et propriété"],
                                                r.randint(0, 3))
        fullness = r.choice([1.0, 0.9, 0.6])
        for unit in self.communes:
            people = r.randint(500, 90000)
            for date in dates:
                for sector in sectors:
                    if r.random() < fullness:
                        pin = r.choice([0, r.randint(1, 40), people // r.randint(2, 50)])
                        cells = [pin, r.randint(1, 5), pin // 3, pin // 5, pin // 7, people]
                        out.append([unit.pcode, date.isoformat(), sector] +
                                   [str(c) if r.random() < 0.93 else "" for c in cells])
        tables = [("needs", fields, out)]
        if r.random() < 0.5:
            level = r.randint(0, self.depth - 1)
            above = [[u.pcode, dates[0].isoformat(), "Intersectoriel", str(r.randint(2000, 80000)), "",
                      str(r.randint(0, 900)), "", "", str(r.randint(90000, 900000))]
                     for u in self.units if u.level == level and r.random() < 0.8]
            if above:
                tables.append(("needs_above", [f"adm{level}_code"] + fields[1:], above))
        return tables

    def make_studies(self):
        out = []
        for n in range(self.r.randint(2, 15)):
            unit = self.r.choice([u for u in self.units if u.level])
            out.append([f"S{n}", f"Étude {self.name()}", str(self.r.randint(1995, 2022)), unit])
        return out

    # Activities ----------------------------------------------------------------------------------------

    def organisation(self, n):
        word = self.name()
        return {"org": f"{word[:3].upper()}{chr(65 + n)}{word[-2:].upper()}", "org_name": f"Association {word}",
                "org_type": self.r.choice(ORG_TYPES), "donor": self.r.choice(["", "Fonds Alpha", "Fonds Bêta"])}

    def make_tables(self):
        out = []
        for n in range(self.r.randint(1, 3)):
            table = self.table(f"w{n}", f"source {n}")
            out.append(table)
            if self.r.random() < 0.4:
                out.append(self.newer(table))
        return out

    def table(self, name, source):
        r = self.r
        if r.random() < 0.15:
            return self.presence(name, source)
        fields = ["org"] + [f for f in ("org_prog", "org_name", "org_type", "donor") if r.random() < 0.8]
        for level in range(1, self.depth + 1):
            fields += [f"adm{level}_code", f"adm{level}_name"]
        fields += ["lat", "lon"] if r.random() < 0.4 else []
        fields += [f for f, chance in (("sector", 1), ("subsector", 0.6), ("project_code", 0.6), ("title", 0.7),
                                       ("activity", 0.9), ("indicator", 0.3), ("start", 0.95), ("end", 0.9),
                                       ("status", 0.7), ("reported", 0.6), ("population_type", 0.4))
                   if r.random() < chance]
        fields += ["targeted", "reached"] + (["targeted_hh", "reached_hh"] if r.random() < 0.3 else [])
        if r.random() < 0.4:
            fields += ["reached_girls", "reached_boys", "reached_women", "reached_men"]
        elif r.random() < 0.3:
            fields += ["reached_f", "reached_m"]
        reported = None if "reported" in fields else self.day(2020, 2022).replace(day=28)
        projects = [self.project() for _ in range(r.randint(2, 8))]
        spots = [self.spot() for _ in range(r.randint(4, 14))]
        made = [self.row(fields, projects, spots) for _ in range(r.randint(10, 90))]
        for _ in range(r.randint(0, 4)):
            made.insert(r.randint(0, len(made)), list(r.choice(made)))
        return Table(name, fields, made, source, reported, hashtags=r.random() < 0.6)

    def presence(self, name, source):
        """Organisation and place alone: equal rows are accepted and counted once."""
        r = self.r
        fields = ["org", "org_name", f"adm{self.depth}_code", f"adm{self.depth}_name"]
        fields += ["sector"] if r.random() < 0.7 else []
        made = []
        for _ in range(r.randint(5, 40)):
            values = {**self.cells(r.choice(self.communes)), **r.choice(self.orgs), "sector": r.choice(SECTORS)}
            made.append([values.get(f, "") for f in fields])
        return Table(name, fields, made + made[:3], source, self.day(2020, 2022), hashtags=r.random() < 0.6)

    def newer(self, table):
        """The next submission: some rows gone, some changed, some new; how it is to be taken is said."""
        r = self.r
        kept = [list(row) for row in table.rows if r.random() < 0.8]
        for row in kept:
            if "reached" in table.fields and r.random() < 0.2:
                row[table.fields.index("reached")] = str(r.randint(0, 900))
        if table.reported:
            reported = table.reported + datetime.timedelta(r.randint(20, 90))
        else:
            reported = None
        return dataclasses.replace(table, name=table.name + "b", rows=kept + [list(r.choice(table.rows))],
                                   reported=reported, how=r.choice([None, "snapshot", "update"]))

    def project(self):
        r = self.r
        start = self.day(2018, 2021)
        return {**r.choice(self.orgs), "project_code": r.choice(["", f"PRJ-{r.randint(1, 30):03d}"]),
                "title": r.choice(["", f"Projet {self.name()}"]),
                "activity": r.choice(["", "Distribution de kits", "Médiation foncière", "Points d'eau",
                                      "Formation en droit foncier"]),
                "indicator": r.choice(["", "Personnes assistées"]), "sector": r.choice(SECTORS),
                "subsector": r.choice(["", "", "LTP", "Protection générale", "Cohésion sociale"]),
                "start": start, "end": start + datetime.timedelta(r.randint(20, 900)),
                "status": r.choice(STATUSES), "population_type": r.choice(POPULATIONS)}

    def dirty_date(self, day):
        r = self.r
        form = r.choice(["%Y-%m-%d"] * 5 + ["%d/%m/%Y", "serial", "bad", "none"])
        if form == "serial":
            return str((day - datetime.date(1899, 12, 30)).days)
        return {"bad": "bientôt", "none": ""}.get(form) or (day.strftime(form) if form[0] == "%" else "")

    def dirty_number(self):
        r = self.r
        number = r.choice([0, r.randint(1, 20), r.randint(20, 900), r.randint(900, 4000)])
        return r.choice([str(number)] * 8 + [f"~{number}", f"env. {number}", f"-{number + 1}", "100-200", "", "", ""])

    def row(self, fields, projects, spots):
        r = self.r
        values = dict(r.choice(projects))
        values.update(r.choice(spots))
        values["start"], values["end"] = self.dirty_date(values["start"]), self.dirty_date(values["end"])
        values["reported"] = r.choice(["2020-03-31", "2020-06", "mars 2021", "2021-Q2", "2021-12-31", "T1 2022", ""])
        for field in fields:
            if field.startswith(("reached", "targeted")):
                values[field] = self.dirty_number()
        if r.random() < 0.08:
            values["org"] = values["org_name"] = ""
            values["org_prog"] = r.choice(["", r.choice(self.orgs)["org"]])
        for field in ("org", "sector", "status"):
            if r.random() < 0.1:
                values[field] = f" {values.get(field, '')} "
        return [values.get(f, "") for f in fields]

    # Areas ---------------------------------------------------------------------------------------------

    def make_areas(self):
        """Activities given as outlines: a table with an outline a row, longer than the table of rows."""
        r = self.r
        fields = ["org", "sector", "project_code", "activity", "start", "end", "reported", "targeted", "reached",
                  f"adm{self.depth}_code"]
        made, outlines = [], []
        for _ in range(r.randint(3, 14)):
            values = {**r.choice(self.orgs), "sector": r.choice(SECTORS), "activity": "Bornage",
                      "project_code": f"PRJ-{r.randint(1, 30):03d}", "start": self.day(2019, 2021).isoformat(),
                      "end": "", "reported": self.day(2021, 2022).isoformat(),
                      "targeted": str(r.randint(0, 3000)), "reached": str(r.choice(["", r.randint(0, 3000)])),
                      f"adm{self.depth}_code": r.choice(["", "", r.choice(self.communes).pcode])}
            outline = self.area_outline()
            for _ in range(r.choice([1, 1, 2])):  # the same ground again, in a later month
                made.append([values.get(f, "") for f in fields])
                outlines.append(outline)
                values["reported"] = "2022-11-30"
        return Table("areas", fields, made, "areas"), outlines

    def area_outline(self):
        """A list of polygons: near a commune, large or small, in parts, with a hole, or abroad."""
        r = self.r
        x, y = self.middle(r.choice(self.communes))
        step = self.grid[0][1][0] - self.grid[0][0][0]
        kind = r.choice(["box", "box", "triangle", "parts", "hole", "tiny", "wide", "abroad"])
        size = step * {"tiny": 0.004, "wide": 3, "abroad": 0.5}.get(kind, r.uniform(0.2, 1.2))
        x, y = (x + r.uniform(-0.4, 0.4) * step, y + r.uniform(-0.4, 0.4) * step)
        if kind == "abroad":
            x, y = x + 40 * step, y + 20 * step

        def square(x, y, half):
            corners = [(x - half, y - half), (x + half, y - half * 0.9), (x + half * 0.8, y + half),
                       (x - half, y + half * 0.95), (x - half, y - half)]
            return [(round(a, 7), round(b, 7)) for a, b in corners]
        if kind == "triangle":
            ring = square(x, y, size)
            return [[[ring[0], ring[1], ring[2], ring[0]]]]
        if kind == "parts":
            return [[square(x, y, size / 3)], [square(x + size, y + size / 2, size / 3)]]
        if kind == "hole":
            return [[square(x, y, size), square(x, y, size / 2)[::-1]]]
        return [[square(x, y, size)]]

    def write_areas(self, folder):
        """A map file, as from a project's GIS; returns the command that brings it in."""
        table, outlines = self.areas
        labels = [FRENCH.get(f) or f"admin{f[3]}Pcod" for f in table.fields]
        features = [{"type": "Feature", "properties": dict(zip(labels, row)),
                     "geometry": {"type": "MultiPolygon", "coordinates": outline}}
                    for row, outline in zip(table.rows, outlines)]
        (folder / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}),
                                              encoding="utf-8")
        return ["import", "areas", "areas.geojson", "--source", table.source]

    # Where ---------------------------------------------------------------------------------------------

    def cells(self, unit, codes=True, names=True):
        out = {}
        for u in unit.chain():
            if u.level and codes:
                out[f"adm{u.level}_code"] = u.pcode
            if u.level and names:
                out[f"adm{u.level}_name"] = u.name
        return out

    def spot(self):
        r = self.r
        unit = r.choice(self.communes)
        kind = r.choice([self.whole, self.whole, self.whole, self.codes, self.folded, self.above, self.several,
                         self.other_form, self.nowhere, self.national, self.point, self.garbled, self.conflict,
                         self.alone, self.other_column, self.far_conflict, self.unknown_code, self.swapped,
                         self.elsewhere, self.abroad, self.country])
        return kind(unit)

    def whole(self, unit):
        return self.cells(unit)

    def codes(self, unit):
        return self.cells(unit, names=False)

    def folded(self, unit):
        """Names alone, in capitals, with spaces."""
        return {k: f" {v.upper()} " for k, v in self.cells(unit, codes=False).items()}

    def above(self, unit):
        return self.cells(unit.at(self.r.randint(1, self.depth - 1)), codes=self.r.random() < 0.5)

    def several(self, unit):
        """Several communes of one parent in the deepest cell, by name or by code."""
        some = self.r.sample(unit.parent.children, min(len(unit.parent.children), self.r.randint(1, 3)))
        out = self.cells(unit.parent)
        form, mark = self.r.choice(["code", "name"]), self.r.choice(["; ", ", ", " / "])
        out[f"adm{self.depth}_{form}"] = mark.join(u.pcode if form == "code" else u.name for u in some)
        return out

    def other_form(self, unit):
        """The codes with the ISO3 prefix, in small letters."""
        if not unit.pcode.startswith(self.iso3):
            return {k: (self.iso3 + v[len(self.iso2):]).lower() for k, v in self.cells(unit, names=False).items()}
        return {k: v.lower() for k, v in self.cells(unit, names=False).items()}

    def nowhere(self, _):
        return {}

    def national(self, _):
        return {"adm1_name": self.r.choice(["National", "Tout le pays"])}

    def point(self, unit):
        """The middle of the commune's outline, with its names above or nothing."""
        x, y = self.middle(unit)
        return {**(self.cells(unit.parent) if self.r.random() < 0.5 else {}), "lat": f"{y:.6f}", "lon": f"{x:.6f}"}

    def garbled(self, unit):
        """A commune's name that no unit bears: its parent is certain."""
        return {**self.cells(unit.parent), f"adm{self.depth}_name": "Xqxqxqxq Wvwvwv 77"}

    def conflict(self, unit):
        """The code of one commune, the name of another of the same parent."""
        other = self.r.choice(unit.parent.children)
        return {**self.cells(unit), f"adm{self.depth}_name": other.name}

    def far_conflict(self, unit):
        """The codes of one commune, the name of one in another cercle."""
        others = [u for u in self.communes if u.parent is not unit.parent]
        return {**self.cells(unit), f"adm{self.depth}_name": self.r.choice(others or [unit]).name}

    def unknown_code(self, unit):
        """A code that no unit has beside the right names."""
        return {**self.cells(unit, codes=False), f"adm{self.depth}_code": unit.pcode[:-1] + "99"}

    def middle(self, unit):
        ring = unit.polygons[0][0][:-1]
        return [sum(p[k] for p in ring) / len(ring) for k in (0, 1)]

    def swapped(self, unit):
        x, y = self.middle(unit)
        return {"lat": f"{x:.6f}", "lon": f"{y:.6f}"}

    def elsewhere(self, unit):
        """The cells name one commune, the point lies in another: the cells win."""
        x, y = self.middle(self.r.choice(self.communes))
        return {**self.cells(unit), "lat": f"{y:.6f}", "lon": f"{x:.6f}"}

    def abroad(self, unit):
        """A point far outside says nothing."""
        where = {"lat": "-75.5", "lon": "-170.25"}
        return {**self.cells(unit.parent), **where} if self.r.random() < 0.7 else where

    def country(self, _):
        return {"adm1_code": self.units[0].pcode}

    def alone(self, unit):
        return {f"adm{self.depth}_name": unit.name}

    def other_column(self, unit):
        """A code of the level above in the commune's column."""
        return {f"adm{self.depth}_code": unit.parent.pcode} if unit.parent.level else self.cells(unit)

    # Files ---------------------------------------------------------------------------------------------

    def write(self, folder):
        """The files; returns the command lines that load them, activities last."""
        levels, out = [], [["init", "w.sqlite"]]
        for level in range(self.depth + 1):
            path = folder / f"adm{level}.geojson"
            path.write_text(json.dumps(self.geojson(level)), encoding="utf-8")
            levels.append(path.name)
        out.append(["import", "boundaries", *levels, "--edition", "2020"])
        for name, fields, made in self.needs:
            tags = [NEED_TAGS.get(f) or f"#{f.replace('_', '+')}" for f in fields]
            write_csv(folder / f"{name}.csv", fields, tags, made)
            out.append(["import", "needs", f"{name}.csv"])
        if self.studies:
            write_csv(folder / "studies.csv", *self.study_table())
            out.append(["import", "studies", "studies.csv"])
        return out

    def geojson(self, level):
        features = []
        for unit in (u for u in self.units if u.level == level):
            said = {}
            for u in unit.chain():
                said[f"ADM{u.level}_FR"], said[f"ADM{u.level}_PCODE"] = u.name, u.pcode
            features.append({"type": "Feature", "properties": said,
                             "geometry": {"type": "Polygon", "coordinates": unit.polygons[0]}})
        return {"type": "FeatureCollection", "features": features}

    def study_table(self):
        levels = range(1, self.depth + 1)
        fields = ["id", "title", "year"] + [f"adm{n}_code" for n in levels]
        tags = ["#meta+id", "#meta+title", "#date+year"] + [f"#adm{n}+code" for n in levels]
        made = [[sid, title, year] + [(u.pcode if (u := unit.at(n)) else "") for n in levels]
                for sid, title, year, unit in self.studies]
        return fields, tags, made

    def write_table(self, folder, table):
        """The file of a table; returns the command that brings it in."""
        labels = [FRENCH.get(f) or {"code": "admin{}Pcod", "name": "admin{}Name"}[f[5:]].format(f[3])
                  for f in table.fields]
        tags = [TAGS.get(f) or f"#{f.replace('_', '+')}" for f in table.fields]
        write_csv(folder / f"{table.name}.csv", labels, tags if table.hashtags else None, table.rows)
        words = ["import", "activities", f"{table.name}.csv", "--source", table.source]
        words += ["--reported", table.reported.isoformat()] if table.reported else []
        return words + (["--as", table.how] if table.how else [])


def write_csv(path, labels, tags, made):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(labels)
        if tags:
            out.writerow(tags)
        out.writerows(made)
