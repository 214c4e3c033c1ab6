"""Reads what ltp exports, each format by the rules of that format alone: P-code -> column -> value."""

import csv
import html
import json
import re
import sqlite3
import struct
import xml.etree.ElementTree as ElementTree
import zipfile
import collections


def number(text):
    return None if text in ("", None) else float(text)


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


def read_gpkg(path, layer="coverage"):
    with sqlite3.connect(path) as db:
        db.row_factory = sqlite3.Row
        return {row["pcode"]: dict(row) for row in db.execute(f"SELECT * FROM {layer}")}


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
