"""Every format says the same of each unit: the figures, what is withheld, and the class.

The store is made so that small numbers stand in every column of people. At public and at restricted no format
shows one, nor two figures of a row whose difference is one; and each has just the cells that the CSV has.
The classes that the styles for QGIS, the page and the workbook draw are those of the scheme."""

import collections
import csv
import html
import json
import pathlib
import re
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

from support import DATA, Faults, ltp, must

PEOPLE = ("targeted", "reached", "reached_low", "reached_high", "population", "idps", "returnees",
          "repatriated", "pin", "gap_need", "gap_target")
COMPUTED = ("coverage_target", "coverage_need", "ambition", "actors_per_10000")
# A figure and the two whose difference it is (gap_need = pin - reached).
DIFFERENCES = (("pin", "reached"), ("targeted", "reached"))


def number(text):
    return None if text in ("", None) else float(text)


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


# ---- readers: P-code -> column -> number or None ----

def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row["pcode"]: row for row in csv.DictReader(file)}


def read_hxl(path, names):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    labels = dict(zip(rows[0], names))
    return {row[names.index("pcode")]: dict(zip(names, row)) for row in rows[2:]}, labels


def read_geojson(path):
    return {f["id"]: f["properties"] for f in json.loads(path.read_text("utf-8"))["features"]}


def read_geojsonseq(path):
    rows = (json.loads(line.lstrip("\x1e")) for line in path.read_text("utf-8").splitlines() if line)
    return {f["id"]: f["properties"] for f in rows if "id" in f}


def read_gpkg(path):
    with sqlite3.connect(path) as db:
        db.row_factory = sqlite3.Row
        return {row["pcode"]: dict(row) for row in db.execute("SELECT * FROM coverage")}


def read_dbf(path, short):
    """The .dbf itself; `short` is its dictionary."""
    data = path.read_bytes()
    rows, head, size = struct.unpack("<IHH", data[4:12])
    columns, at, start = [], 1, 32
    while data[start] != 0x0D:
        name, width = data[start:start + 11].rstrip(b"\0").decode(), data[start + 16]
        columns.append((short[name], at, width))
        at, start = at + width, start + 32
    found = {}
    for i in range(rows):
        row = data[head + i * size:head + (i + 1) * size]
        values = {name: row[a:a + w].decode("utf-8").strip(" *\0") for name, a, w in columns}
        found[values["pcode"]] = values
    return found


def read_kml(path, labels):
    space = {"k": "http://www.opengis.net/kml/2.2"}
    found = {}
    for mark in ElementTree.parse(path).iterfind(".//k:Placemark", space):
        values = {labels.get(d.get("name")): d.text for d in mark.iterfind(".//k:SimpleData", space)}
        found[values["pcode"]] = {name: values.get(name) for name in labels.values()}
    return found


def read_html(path, labels):
    """Numbers as the page sorts by them; what is withheld is neither shown nor there to be read."""
    text = path.read_text("utf-8")
    heads = [labels.get(html.unescape(h)) for h in
             re.findall(r'<th scope="col"[^>]*><button[^>]*>([^<]*)</button>', text)]
    found, classes = {}, {}
    for pcode, row in re.findall(r'<tr id="([^"]+)">(.*?)</tr>', text, re.S):
        cells = re.findall(r'<t[hd](?: scope="row")? class="([^"]*)"(?: data-v="([^"]*)")?>(.*?)</t[hd]>', row)
        found[pcode] = {name: None if re.search(r"(^| )[us]( |$)", cls) else value
                        for name, (cls, value, _) in zip(heads, cells)}
        classes[pcode] = {name: html.unescape(re.sub(r"<[^>]*>", "", shown))
                          for name, (_, _, shown) in zip(heads, cells)}
    return found, classes


class Workbook:
    """A sheet of the workbook, with the fill that its conditional formats give each cell."""
    SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

    def __init__(self, path, sheet):
        with zipfile.ZipFile(path) as archive:
            def parse(name):
                return ElementTree.fromstring(archive.read(name))
            self.strings = ["".join(t.text or "" for t in si.iterfind(".//m:t", self.SPACE)) for si in
                            parse("xl/sharedStrings.xml").iterfind("m:si", self.SPACE)]
            book = parse("xl/workbook.xml")
            self.names = [s.get("name") for s in book.iterfind("m:sheets/m:sheet", self.SPACE)]
            self.fills = [d.find("m:fill/m:patternFill/m:bgColor", self.SPACE).get("rgb")[2:]
                          for d in parse("xl/styles.xml").iterfind("m:dxfs/m:dxf", self.SPACE)]
            self.sheet = parse(f"xl/worksheets/sheet{self.names.index(sheet) + 1}.xml")
        self.cells = {}
        for cell in self.sheet.iterfind(".//m:c", self.SPACE):
            value = cell.find("m:v", self.SPACE)
            if value is not None:
                self.cells[cell.get("r")] = (self.strings[int(value.text)] if cell.get("t") == "s"
                                             else float(value.text))

    def rows(self, names):
        """By P-code; words ("non connu", "<5") are no numbers."""
        table = collections.defaultdict(dict)
        for at, value in self.cells.items():
            column, row = re.match(r"([A-Z]+)(\d+)", at).groups()
            index = 0
            for letter in column:
                index = 26 * index + ord(letter) - 64
            if int(row) > 1 and index <= len(names):
                table[int(row)][names[index - 1]] = (at, value)
        return {row["pcode"][1]: row for row in table.values()}

    def fill(self, at):
        """The first rule that holds, as a spreadsheet takes them (every text is above every number)."""
        column = re.match(r"[A-Z]+", at)[0]
        value, rules = self.cells.get(at), []
        for block in self.sheet.iterfind("m:conditionalFormatting", self.SPACE):
            if re.match(r"[A-Z]+", block.get("sqref"))[0] == column:
                rules += list(block.iterfind("m:cfRule", self.SPACE))
        for rule in sorted(rules, key=lambda r: int(r.get("priority"))):
            bounds = [f.text for f in rule.iterfind("m:formula", self.SPACE)]
            if self.holds(rule.get("operator"), bounds, value):
                return self.fills[int(rule.get("dxfId"))]
        return None

    @staticmethod
    def holds(operator, bounds, value):
        bounds = [b[1:-1].replace('""', '"') if b.startswith('"') else float(b) for b in bounds]
        if operator == "equal":
            return value == bounds[0]
        if isinstance(value, str):
            return operator == "greaterThanOrEqual"
        return value is not None and {"between": lambda: bounds[0] <= value <= bounds[-1],
                                      "greaterThanOrEqual": lambda: value >= bounds[0],
                                      "lessThanOrEqual": lambda: value <= bounds[0]}[operator]()


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
    tables["html"], words = read_html(at / "w.html", labels)
    with open(at / "shp/coverage_dictionnaire.csv", encoding="utf-8-sig", newline="") as file:
        short = {row[0]: row[1] for row in csv.reader(file, delimiter=";")}
    short.setdefault("nonconnu", "nonconnu")
    tables["shapefile"] = read_dbf(at / "shp/coverage.dbf", collections.defaultdict(str, short))
    if shutil.which("ogr2ogr"):
        subprocess.run(["ogr2ogr", "-f", "CSV", at / "f.csv", at / "f.fgb"], check=True)
        tables["flatgeobuf"] = read_csv(at / "f.csv")
    book = Workbook(at / "x.xlsx", "Communes")
    cells = book.rows(names)
    tables["xlsx"] = {pcode: {name: value if isinstance(value, float) else None
                              for name, (_, value) in row.items()} for pcode, row in cells.items()}
    return reference, tables, words, book, cells


def figures(faults, clearance, folder):
    export(folder, clearance)
    hxl_is_valid(faults, pathlib.Path(folder, "h.csv"))
    must(ltp(folder, "export", "hxl", "l.csv", "--layer", "lines", "--clearance", clearance))
    hxl_is_valid(faults, pathlib.Path(folder, "l.csv"))
    reference, tables, *_ = read_all(folder)
    if clearance != "confidential":
        no_small_number(faults, f"csv at {clearance}", reference)
        faults.expect(any(row["suppressed"] == "1" for row in reference.values()), f"{clearance}: nothing is small")
    else:
        faults.expect(any(number(row["reached"]) == 3 for row in reference.values()), "the 3 is lost")
    for name, rows in tables.items():
        same_figures(faults, f"{name} at {clearance}", rows, reference, 1e-6 if name != "shapefile" else 1e-3)


# ---- classes ----

THEMES = {"n_actors": "presence", "coverage_need": "coverage", "n_studies": "evidence",
          "intersector": "intersector"}


def class_of(classes, value, withheld):
    """The first class that holds the value, by the scheme as `ltp schemes show` prints it."""
    for one in classes:
        kind = one["kind"]
        if value is None:
            if kind == ("suppressed" if withheld else "no_data"):
                return one
        elif kind == "word" and value == one["code"]:
            return one
        elif kind == "range":
            value = float(value)
            low, high = one.get("lower"), one.get("upper")
            above = low is None or value > low or value == low and not one.get("lower_open")
            if above and (high is None or value <= high):
                return one
    return None


def qgis_class(style, value, withheld):
    """What QGIS draws: the first range or category of the style that holds what its expression gives."""
    renderer = style.find(".//renderer-v2")
    if renderer.get("type") == "categorizedSymbol":
        code = value if value is not None else "suppressed" if withheld else "no_data"
        return next((c.get("label") for c in renderer.iterfind(".//category") if c.get("value") == code), None)
    given = float(value) if value is not None else -2 if withheld else -1
    return next((r.get("label") for r in renderer.iterfind(".//range")
                 if float(r.get("lower")) <= given <= float(r.get("upper"))), None)


def classes_agree(faults, folder, scheme):
    at = pathlib.Path(folder)
    reference, _, words, book, cells = read_all(folder)
    with sqlite3.connect(at / "p.gpkg") as db:
        styles = [ElementTree.fromstring(qml) for (qml,) in
                  db.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = 'coverage'")]
        hidden = dict(db.execute("SELECT pcode, withheld FROM coverage"))
    seen = collections.defaultdict(set)
    for field, theme in THEMES.items():
        style = next(s for s in styles if f'"{field}"' in s.find(".//renderer-v2").get("attr"))
        for pcode, row in reference.items():
            withheld = field in (hidden[pcode] or "").split()
            want = class_of(scheme[theme], row[field] or None, withheld)
            where = f"{field} of {pcode} ({row[field]!r})"
            faults.expect(want is not None, f"{where} is in no class")
            if want is None:
                continue
            seen[field].add(want["kind"] if want["kind"] != "range" else want["code"])
            label = want["label_fr"]
            drawn = qgis_class(style, row[field] or None, withheld)
            faults.expect(drawn == label, f"{where}: {label}, in QGIS {drawn}")
            cell = cells[pcode].get(field)
            fill = book.fill(cell[0]) if cell else None
            faults.expect(fill == want["colour"][1:].upper(),
                          f"{where}: {label} {want['colour']}, in the workbook {fill}")
            if want["kind"] == "word":
                faults.expect(words[pcode][field] == label, f"{where}: {label}, on the page {words[pcode][field]}")
    faults.expect({"no_data", "suppressed", "zero"} <= seen["coverage_need"],
                  f"zero, not known and withheld are not all there: {seen['coverage_need']}")


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        small_store(folder)
        for clearance in ("confidential", "restricted", "public"):
            with tempfile.TemporaryDirectory() as out:
                shutil.copy(pathlib.Path(folder, "mali.sqlite"), out)
                figures(faults, clearance, out)
                if clearance == "public":
                    shown = must(ltp(out, "schemes", "show"))
                    classes_agree(faults, out, by_field(json.loads(shown.stdout)))
    faults.end()


def by_field(scheme):
    found = {}
    for one in scheme["classes"]:
        special = one["code"] in ("no_data", "suppressed")
        bounded = one["lower"] is not None or one["upper"] is not None
        one["kind"] = one["code"] if special else "range" if bounded else "word"
        found.setdefault(one["field"], []).append(one)
    return found


if __name__ == "__main__":
    main()
