"""What ltp exports at clearance confidential it imports again without loss: a fresh store filled from
the files of another releases the same rows, decisions of people included. Also by way of what GDAL
makes of a GeoPackage of ours."""

import collections
import csv
import pathlib
import shutil
import subprocess
import tempfile

from support import DATA, Faults, ltp, must

MALI = DATA / "mali"
CONFIDENTIAL = ("--clearance", "confidential")

# What is of the store and not of the data: numbers of rows, the file they came from, and how the
# place was recognised (a code, the second time).
OF_THE_STORE = {"id", "line_id", "source", "submission", "location_rule"}


def released(folder, layer):
    """The rows of a layer, however ordered."""
    must(ltp(folder, "export", "csv", f"{layer}.check.csv", "--layer", layer, *CONFIDENTIAL))
    with open(pathlib.Path(folder, f"{layer}.check.csv"), encoding="utf-8-sig", newline="") as file:
        rows = [{k: v for k, v in row.items() if k not in OF_THE_STORE} for row in csv.DictReader(file)]
    for row in rows:  # the order of the places of a record is no data
        if "all_pcodes" in row:
            row["all_pcodes"] = ";".join(sorted(row["all_pcodes"].split(";")))
    return collections.Counter(tuple(row.items()) for row in rows)


def same_rows(faults, what, before, after):
    """Says the first rows that differ, and in which columns."""
    if before == after:
        faults.expect(sum(before.values()) > 0, f"{what}: no rows to compare")
        return
    lost, gained = before - after, after - before
    faults.expect(False, f"{what}: {sum(lost.values())} rows lost, {sum(gained.values())} gained")
    for one, other in list(zip(sorted(lost), sorted(gained)))[:3]:
        other = dict(other)
        differs = {k: (v, other.get(k)) for k, v in one if other.get(k) != v}
        faults.expect(False, f"{what}: {differs}")


def decide(folder, words):
    """A person says which activities are of the theme LTP."""
    must(ltp(folder, "review", "--write", "review.csv"))
    with open(pathlib.Path(folder, "review.csv"), encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["nature"] == "thème LTP"]
    with open(pathlib.Path(folder, "decided.csv"), "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        for row in rows:
            out.writerow({**row, "décision": words.get(row["écrit"].split(" < ")[0], "")})
    must(ltp(folder, "review", "--apply", "decided.csv"))


def original(folder):
    """Everything there is to export: several places on a line, cells by sex and age, studies of
    several places, settlements with their position, institutions."""
    must(ltp(folder, "init", "a.sqlite"))
    must(ltp(folder, "import", "boundaries", MALI / "mli_admbnda_2021.gpkg", "--edition", "2021"))
    must(ltp(folder, "import", "needs", MALI / "demo/ml_needs_fictif.csv"))
    must(ltp(folder, "import", "activities", MALI / "demo/ml_4w_ltp_fictif.xlsx"), 3)
    must(ltp(folder, "import", "studies", MALI / "ml_ltp_studies.csv"), 0, 3)
    pathlib.Path(folder, "people.csv").write_text(
        "Organisation,Commune,Activité,Date début,Statut,Filles ciblées,Garçons ciblés,"
        "Femmes adultes ciblées,Hommes adultes ciblés,Total atteint,Latitude,Longitude\n"
        "Org A,Mopti,Sensibilisation,2020-01-05,en cours,12,13,14,15,40,14.49,-4.19\n"
        "Org B,Sikasso,Médiation,2020-02-05,terminé,10,11,,,21,,\n"
        "=Org C,Gao,Litiges fonciers,2020-02-05,terminé,,,,,30,,\n"
        "Org D,Gao,Recueil de titres fonciers,2020-02-05,terminé,,,,,30,,\n", encoding="utf-8")
    must(ltp(folder, "import", "activities", "people.csv"), 0, 3)
    decide(folder, {"Litiges fonciers": "oui", "Médiation de conflits fonciers": "non"})
    pathlib.Path(folder, "institutions.csv").write_text(
        "Genre,Nom de l'institution,Commune,Code commune,Date de décision,Statut,Appuyée par,Remarques\n"
        "COFO,Commission de Mopti,Mopti,ML050101,2019-05-01,active,Org A,reçu\n", encoding="utf-8")
    must(ltp(folder, "import", "institutions", "institutions.csv"), 0, 3)
    pathlib.Path(folder, "places.csv").write_text(
        "Code village,Village,Type de localité,Population totale,Latitude,Longitude\n"
        "V1,Sévaré,quartier,1200,14.52,-4.10\n", encoding="utf-8")
    must(ltp(folder, "import", "places", "places.csv"), 0, 3)


def again(folder, files, kinds):
    """A fresh store from exported files."""
    must(ltp(folder, "init", "b.sqlite"))
    must(ltp(folder, "import", "boundaries", MALI / "mli_admbnda_2021.gpkg", "--edition", "2021"))
    for layer, kind in kinds.items():
        must(ltp(folder, "import", kind, files[layer], "--source", layer), 0, 3)


KINDS = {"places": "places", "lines": "activities", "needs": "needs", "studies": "studies",
         "institutions": "institutions"}


def move(files, folder, to):
    for file in files.values():
        shutil.copy(pathlib.Path(folder, file), to)


def through(faults, folder, before, name, files):
    """The files in a folder of their own, with a store of their own."""
    with tempfile.TemporaryDirectory() as other:
        move(files, folder, other)
        again(other, files, KINDS)
        for layer in KINDS:
            same_rows(faults, f"{layer} by {name}", before[layer], released(other, layer))


def by_tables(faults, folder, before):
    for name in ("csv", "hxl"):
        files = {layer: f"{layer}.{name}.csv" for layer in KINDS}
        for layer, file in files.items():
            must(ltp(folder, "export", name, file, "--layer", layer, *CONFIDENTIAL))
        through(faults, folder, before, name, files)


def by_gdal(faults, folder, before):
    """GeoPackage, then a table that ogr2ogr made of it."""
    if shutil.which("ogr2ogr") is None:
        print("ogr2ogr is not installed: the way through it is not tested")
        return
    words = [word for layer in KINDS for word in ("--layer", layer)]
    must(ltp(folder, "export", "gpkg", "all.gpkg", *words, *CONFIDENTIAL))
    for name in ("csv", "xlsx", "ods"):
        files = {layer: f"{layer}.ogr.{name}" for layer in KINDS}
        for layer, file in files.items():
            subprocess.run(["ogr2ogr", "-f", name.upper(), file, "all.gpkg", layer], cwd=folder,
                           check=True, capture_output=True)
        through(faults, folder, before, f"ogr2ogr to {name}", files)


def by_layers(faults, folder, before):
    """Layers of GIS files and sheets of a workbook are read as tables."""
    made = {"geojson": "geojson", "geojsonseq": "geojsonl", "gpkg": "gpkg", "shapefile": "zip",
            "flatgeobuf": "fgb", "kml": "kml", "xlsx": "xlsx"}
    for name, extension in made.items():
        files = {layer: f"{layer}.{extension}" for layer in KINDS}
        for layer, file in files.items():
            must(ltp(folder, "export", name, file, "--layer", layer, *CONFIDENTIAL))
        through(faults, folder, before, name, files)


def boundaries(faults, folder):
    """Units come back with codes, names, parents and areas from each format of outlines."""
    before = released(folder, "units")
    made = {"geojson": "units.geojson", "gpkg": "units.gpkg", "shapefile": "units.zip",
            "flatgeobuf": "units.fgb"}
    for name, file in made.items():
        must(ltp(folder, "export", name, file, "--layer", "units", *CONFIDENTIAL))
        with tempfile.TemporaryDirectory() as other:
            shutil.copy(pathlib.Path(folder, file), other)
            must(ltp(other, "init", "b.sqlite"))
            must(ltp(other, "import", "boundaries", file, "--edition", "2021"), 0, 3)
            same_units(faults, name, before, released(other, "units"))


def same_units(faults, name, before, after):
    """Areas may differ in the last decimals of coordinates, spellings of a name are gathered."""
    def key(rows):
        return {dict(row)["pcode"]: dict(row) for row in rows}
    one, two = key(before), key(after)
    faults.expect(one.keys() == two.keys(), f"units by {name}: {len(one)} became {len(two)}")
    for pcode in one.keys() & two.keys():
        for column in ("name", "level", "parent_pcode", "adm1_code", "adm2_code"):
            faults.expect(one[pcode][column] == two[pcode][column],
                          f"units by {name}: {pcode} {column} {one[pcode][column]!r} became "
                          f"{two[pcode][column]!r}")
        areas = float(one[pcode]["area_km2"]), float(two[pcode]["area_km2"])
        faults.expect(abs(areas[0] - areas[1]) <= 1e-5 * areas[0] + 1e-4,
                      f"units by {name}: {pcode} had {areas[0]} km², has {areas[1]}")


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        original(folder)
        before = {layer: released(folder, layer) for layer in KINDS}
        by_tables(faults, folder, before)
        by_layers(faults, folder, before)
        by_gdal(faults, folder, before)
        boundaries(faults, folder)
    faults.end()


main()
