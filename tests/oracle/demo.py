"""The oracle on the demonstration: it reads the workbook itself and gives the expected figures."""

import csv
import datetime
import re
import sqlite3
import struct
import xml.etree.ElementTree as tree
import zipfile

import analysis
import needs
import rows

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FIELDS = {
    "Organisation Accronyme": "org", "Nom Organisation": "org_name", "Type Organisation": "org_type",
    "Bailleur de fond": "donor", "admin1Pcod": "adm1_code", "Region": "adm1_name", "admin2Pcod": "adm2_code",
    "Cercle": "adm2_name", "admin3Pcod": "adm3_code", "Commune": "adm3_name", "Latitude": "lat",
    "Longitude": "lon", "Cluster": "sector", "Sous-cluster": "subsector", "Code projet": "project_code",
    "Project Title": "title", "Activités": "activity", "Date début": "start", "Date fin": "end",
    "Statut": "status", "Date de rapport": "reported", "Total Personnes ciblées": "targeted",
    "Total Femmesciblées": "targeted_f", "Total Hommes ciblés": "targeted_m",
    "Total Filles ciblées": "targeted_girls", "Total Garçons ciblés": "targeted_boys",
    "Total Femmes adultes ciblés": "targeted_women", "Total Hommes adultes ciblés": "targeted_men",
    "Total No. atteintes": "reached",
}


def sheet(path):
    """Rows of the sheet of lines, each a dict of column letters to text."""
    with zipfile.ZipFile(path) as book:
        root = tree.fromstring(book.read("xl/worksheets/sheet2.xml"))
    return [{re.sub(r"\d", "", c.get("r")): "".join(c.itertext()) for c in row} for row in root.iter(NS + "row")]


def polygons(blob):
    """Polygons of a GeoPackage geometry (little-endian WKB after the header)."""
    at = 8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]

    def polygon(at):
        count, at = struct.unpack_from("<I", blob, at + 5)[0], at + 9
        rings = []
        for _ in range(count):
            points, at = struct.unpack_from("<I", blob, at)[0], at + 4
            flat = struct.unpack_from(f"<{2 * points}d", blob, at)
            rings.append(list(zip(flat[::2], flat[1::2])))
            at += 16 * points
        return rings, at

    if struct.unpack_from("<I", blob, at + 1)[0] == 3:
        return [polygon(at)[0]]
    out, (count,), at = [], struct.unpack_from("<I", blob, at + 5), at + 9
    for _ in range(count):
        rings, at = polygon(at)
        out.append(rings)
    return out


def edition(path):
    units, by_code = [], {}
    base = sqlite3.connect(path)
    for level in range(4):
        table = base.execute("SELECT table_name FROM gpkg_contents WHERE table_name LIKE ?",
                             (f"%adm{level}%",)).fetchone()[0]
        names = [c[1] for c in base.execute(f'PRAGMA table_info("{table}")')]
        for record in base.execute(f'SELECT * FROM "{table}"'):
            row = {k.lower(): v for k, v in zip(names, record)}
            code = row[f"adm{level}_pcode"]
            name = row.get(f"adm{level}_fr") or row.get(f"adm{level}_name") or row.get(f"adm{level}_en")
            unit = rows.Unit(code, name, level, by_code.get(row.get(f"adm{level - 1}_pcode")),
                             polygons(row["geom"]) if level == 3 else [])
            units.append(unit)
            by_code[code] = unit
    base.close()
    return rows.Edition(units, "ML", "MLI")


def world(data):
    """(edition, book, needs) of the demonstration."""
    mali = edition(data / "mali/mli_admbnda_2021.gpkg")
    book = rows.Book(mali)
    sheet_rows = sheet(data / "mali/demo/ml_4w_ltp_fictif.xlsx")
    header = next(i for i, r in enumerate(sheet_rows) if "Organisation Accronyme" in r.values())
    letters = [k for k, v in sheet_rows[header].items()
               if re.split(r"[\n(]", v)[0].strip() in FIELDS]
    fields = [FIELDS[re.split(r"[\n(]", sheet_rows[header][k])[0].strip()] for k in letters]
    # All cells decide what a duplicate is, also of columns the oracle does not use.
    extra = [k for k in sheet_rows[header] if k not in letters]
    book.submit("4w", fields + ["unused"] * len(extra),
                [[r.get(k, "") for k in letters + extra] for r in sheet_rows[header + 1:]])
    with open(data / "mali/demo/ml_needs_fictif.csv", encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))[2:]
    names = ["adm3_code", "name", "date", "sector", "pin", "severity", "idps", "returnees", "repatriated",
             "population"]
    return mali, book, needs.read(mali, names, table)


DAY = datetime.date
SETS = {
    "default": {},
    "2020q1": {"start": DAY(2020, 1, 1), "to": DAY(2020, 3, 31)},
    "ltp_2020": {"theme": "ltp", "start": DAY(2020, 1, 1), "to": DAY(2020, 12, 31)},
    "2019_allocated_sum": {"start": DAY(2019, 1, 1), "to": DAY(2019, 12, 31), "mode": "allocated",
                           "period_rule": "sum"},
    "shelter_all_latest": {"sectors": ("SHL",), "all_time": True, "as_of": DAY(2020, 6, 30),
                           "period_rule": "latest", "area_rule": "max"},
}


def faults(data):
    mali, book, need_rows = world(data)
    truth = list(csv.DictReader(open(data / "mali/demo/ml_4w_ltp_truth.csv", encoding="utf-8", newline="")))
    if [t["fate"] for t in truth] != book.fates:
        for n, (t, f) in enumerate(zip(truth, book.fates)):
            if t["fate"] != f:
                yield f"row {n + 4}: {f}, not {t['fate']} ({t['kind']})"
    accepted = [t for t in truth if t["fate"] == "accepted"]
    for line, t in zip(book.lines, accepted):
        got = ";".join(sorted(u.pcode for u in line.units))
        if got != ";".join(sorted(t["locations"].split(";"))):
            yield f"{t['org']} {t['kind']}: {got}, not {t['locations']}"
    for name, params in SETS.items():
        got = analysis.Analysis(mali, book.lines, need_rows, None, analysis.Params(**params),
                                datetime.date.today()).rows(distances=False)
        with open(data / f"mali/demo/expected_{name}.csv", encoding="utf-8", newline="") as file:
            for want, have in zip(csv.DictReader(file), got, strict=True):
                for column, cell in want.items():
                    mine = "" if have[column] is None else str(have[column])
                    if mine != cell and not (mine and cell and float(mine) == float(cell)):
                        yield f"{name} {want['pcode']} {column}: {mine!r}, not {cell!r}"
