"""Sheets of a workbook as rows of texts, to know without ltp what is in them."""

import csv
import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_number(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def texts_of(node):
    return "".join(t.text or "" for t in node.iter(f"{MAIN}t"))


def xlsx_rows(path, sheet):
    with zipfile.ZipFile(path) as book:
        def parse(part):
            return ElementTree.fromstring(book.read(part))
        links = {r.get("Id"): r.get("Target") for r in parse("xl/_rels/workbook.xml.rels")}
        sheets = list(parse("xl/workbook.xml").iter(f"{MAIN}sheet"))
        shared = [texts_of(si) for si in parse("xl/sharedStrings.xml").iter(f"{MAIN}si")]
        target = links[sheets[sheet].get(LINK)].lstrip("/").removeprefix("xl/")
        for row in parse(f"xl/{target}").iter(f"{MAIN}row"):
            cells = {}
            for cell in row.iter(f"{MAIN}c"):
                value = cell.find(f"{MAIN}v")
                text = texts_of(cell) if value is None else value.text or ""
                cells[column_number(cell.get("r"))] = shared[int(text)] if cell.get("t") == "s" else text
            yield int(row.get("r")), cells


def rows(path, sheet=0):
    """(number as a person sees it, {column: text}) of each row."""
    if path.suffix == ".xlsx":
        yield from xlsx_rows(path, sheet)
        return
    with open(path, encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file), 1):
            yield number, dict(enumerate(cells))
