"""Every format says the same of each unit: the figures, and what is withheld.

The store is made so that small numbers stand in every column of people. At public and at restricted no format
shows one, nor two figures of a row whose difference is one; and each has just the cells that the CSV has."""

import collections
import csv
import pathlib
import re
import shutil
import subprocess
import tempfile

from formats import (Workbook, number, read_csv, read_dbf, read_geojson, read_geojsonseq, read_gpkg, read_html,
                     read_hxl, read_kml)
from support import DATA, Faults, ltp, must

PEOPLE = ("targeted", "reached", "reached_low", "reached_high", "population", "idps", "returnees",
          "repatriated", "pin", "gap_need", "gap_target")
COMPUTED = ("coverage_target", "coverage_need", "ambition", "actors_per_10000")
# A figure and the two whose difference it is (gap_need = pin - reached).
DIFFERENCES = (("pin", "reached"), ("targeted", "reached"))


# ---- a store with small numbers everywhere ----

CASES = [  # targeted, reached, pin, idps, returnees, severity
    (100, 3, 100, 50, 10, 4), (100, 97, 100, 4, 2, 3), (53, 50, 200, 9, 9, 5), (0, 0, 10, 0, 0, 2),
    (2, 2, 2, 1, 1, 4), (40, 60, 50, 8, 8, 3), (10, None, 80, 7, 7, 4), (None, None, None, None, None, None),
    (400, 300, 300, 90, 90, 3), (400, 301, 300, 90, 90, 3), (1000, 75, 300, 90, 90, 5)]


def small_store(folder):
    must(ltp(folder, "init", "mali.sqlite"))
    must(ltp(folder, "import", "boundaries", DATA / "mali/mli_admbnda_2021.gpkg", "--edition", "2021"))
    must(ltp(folder, "coverage", "--format", "csv", "-o", "units.csv"))
    with open(pathlib.Path(folder, "units.csv"), encoding="utf-8-sig", newline="") as file:
        codes = [row["pcode"] for row in csv.DictReader(file)]
    def cell(value):
        return "" if value is None else str(value)
    lines = ["Organisation,Code commune,Projet,Activité,Secteur,Statut,Date début,Date rapport,"
             "Personnes ciblées,Personnes atteintes"]
    needs = ["P-code commune,Date,PiN,Sévérité,PDI,Retournés"]
    for case, code in zip(CASES, codes):
        targeted, reached, pin, idps, returnees, severity = map(cell, case)
        lines.append(f"Org A,{code},P,Aide,Protection,en cours,2020-01-01,2020-03-01,{targeted},{reached}")
        if pin:
            needs.append(f"{code},2020-01-01,{pin},{severity},{idps},{returnees}")
    pathlib.Path(folder, "lines.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    pathlib.Path(folder, "needs.csv").write_text("\n".join(needs) + "\n", encoding="utf-8")
    must(ltp(folder, "import", "activities", "lines.csv"), 0, 3)
    must(ltp(folder, "import", "needs", "needs.csv"), 0, 3)
    return codes[:len(CASES)]


# ---- HXL, as validators read it ----

TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\+[A-Za-z][A-Za-z0-9_]*)*$")
HOLDS = {"#date": r"\d{4}(-\d\d(-\d\d)?)?$", "#affected": r"\d+$", "#inneed": r"\d+$", "#targeted": r"\d+$",
         "#reached": r"\d+$", "#population": r"\d+$", "#geo": r"-?\d+(\.\d+)?$"}


def hxl_is_valid(faults, path):
    """The standard's rules: a row of hashtags among the first 25, most of its filled cells tags (here all),
    each of the form #tag+attribute, and values of the kind their tag announces."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    tags = rows[1]
    filled = [tag for tag in tags if tag]
    faults.expect(len(filled) * 2 > len(tags), f"{path.name}: {len(filled)} tags on {len(tags)} columns")
    faults.expect(all(len(row) == len(tags) for row in rows), f"{path.name}: rows of several lengths")
    for tag in filled:
        faults.expect(TAG.match(tag), f"{path.name}: {tag!r} is no hashtag")
    for row in rows[2:]:
        for tag, value in zip(tags, row):
            form = HOLDS.get(tag.split("+")[0])
            if form and value and "+type" not in tag:
                faults.expect(re.match(form, value), f"{path.name}: {value!r} under {tag}")


# ---- what must hold ----

def no_small_number(faults, what, rows):
    for pcode, row in rows.items():
        for name in PEOPLE:
            value = number(row.get(name))
            faults.expect(value is None or value == 0 or value >= 5, f"{what}: {pcode} {name} = {value}")
        for whole, part in DIFFERENCES:
            one, other = number(row.get(whole)), number(row.get(part))
            if one is not None and other is not None:
                faults.expect(not 0 < one - other < 5, f"{what}: {pcode} {whole} - {part} = {one - other}")


def same_figures(faults, what, rows, reference, precision):
    faults.expect(rows.keys() == reference.keys(), f"{what}: {len(rows)} units, not {len(reference)}")
    for pcode in rows.keys() & reference.keys():
        for name in PEOPLE + COMPUTED:
            have, want = number(rows[pcode].get(name)), number(reference[pcode][name])
            near = have == want or None not in (have, want) and abs(have - want) <= precision
            faults.expect(near, f"{what}: {pcode} {name} is {have}, in the CSV {want}")


def export(folder, clearance):
    """Everything, in files named after the format."""
    layer = ("--layer", "coverage", "--clearance", clearance, "--all-time")
    for name, file in (("csv", "c.csv"), ("hxl", "h.csv"), ("geojson", "g.geojson"), ("kml", "k.kml"),
                       ("geojsonseq", "s.geojsonl"), ("gpkg", "p.gpkg"), ("html", "w.html"),
                       ("xlsx", "x.xlsx"), ("shapefile", "shp"), ("flatgeobuf", "f.fgb")):
        must(ltp(folder, "export", name, file, *layer))


def read_all(folder):
    at = pathlib.Path(folder)
    reference = read_csv(at / "c.csv")
    names = list(next(iter(reference.values())))
    tables = {}
    tables["hxl"], labels = read_hxl(at / "h.csv", names)
    tables["geojson"] = read_geojson(at / "g.geojson")
    tables["geojsonseq"] = read_geojsonseq(at / "s.geojsonl")
    tables["gpkg"] = read_gpkg(at / "p.gpkg")
    tables["kml"] = read_kml(at / "k.kml", labels)
    tables["html"], _ = read_html(at / "w.html", labels)
    with open(at / "shp/coverage_dictionnaire.csv", encoding="utf-8-sig", newline="") as file:
        short = {row[0]: row[1] for row in csv.reader(file, delimiter=";")}
    short.setdefault("nonconnu", "nonconnu")
    tables["shapefile"] = read_dbf(at / "shp/coverage.dbf", collections.defaultdict(str, short))
    if shutil.which("ogr2ogr"):
        subprocess.run(["ogr2ogr", "-f", "CSV", at / "f.csv", at / "f.fgb"], check=True)
        tables["flatgeobuf"] = read_csv(at / "f.csv")
    cells = Workbook(at / "x.xlsx", "Communes").rows(names)
    tables["xlsx"] = {pcode: {name: value if isinstance(value, float) else None
                              for name, (_, value) in row.items()} for pcode, row in cells.items()}
    return reference, tables


def figures(faults, clearance, folder):
    export(folder, clearance)
    hxl_is_valid(faults, pathlib.Path(folder, "h.csv"))
    must(ltp(folder, "export", "hxl", "l.csv", "--layer", "lines", "--clearance", clearance))
    hxl_is_valid(faults, pathlib.Path(folder, "l.csv"))
    reference, tables = read_all(folder)
    if clearance != "confidential":
        no_small_number(faults, f"csv at {clearance}", reference)
        faults.expect(any(row["suppressed"] == "1" for row in reference.values()), f"{clearance}: nothing is small")
    else:
        faults.expect(any(number(row["reached"]) == 3 for row in reference.values()), "the 3 is lost")
    for name, rows in tables.items():
        same_figures(faults, f"{name} at {clearance}", rows, reference, 1e-6 if name != "shapefile" else 1e-3)


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        small_store(folder)
        for clearance in ("confidential", "restricted", "public"):
            with tempfile.TemporaryDirectory() as out:
                shutil.copy(pathlib.Path(folder, "mali.sqlite"), out)
                figures(faults, clearance, out)
    faults.end()


if __name__ == "__main__":
    main()
