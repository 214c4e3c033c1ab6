"""The W-matrices of eight countries, as they were published, imported whole: the country is one of squares
that has the codes and names of the sheet, so that what is rejected is what the sheet leaves open."""

import collections
import json
import pathlib
import tempfile

from spreadsheet import rows
from support import DATA, Faults, ltp, must

# The sheet within the file, the country, the first row of data, where the places stand (column of the code
# or None, column of the name, of each level from 1 on), and what becomes of the rows.
Sheet = collections.namedtuple("Sheet", "file sheet code country first places expected warnings")
SHEETS = [
    Sheet("cod_5w_2025-05.xlsx", 0, "CD", "RDC", 2, [(29, 28), (31, 30), (33, 32)], (4343, 3948, 390, 5),
          {"no_location": 5, "end_before_start": 9}),
    Sheet("tcd_3w_2025-04.xlsx", 0, "TD", "Tchad", 3, [(0, 1), (None, 2)], (1556, 1556, 0, 0), {}),
    # The months of this one have no year: it is that of the sheet's name.
    Sheet("som_3w_2025-04.xlsx", 0, "SO", "Somalia", 2, [(3, 2), (5, 4)], (4146, 4146, 0, 0),
          {"year_assumed": 4146, "date_unreadable": 0, "code_name_conflict": 13}),
    Sheet("lby_3w_2021-05.xlsx", 0, "LY", "Libya", 3, [(None, None), (1, 0)], (495, 495, 0, 0), {}),
    Sheet("irq_3w_2022-04.xlsx", 1, "IQ", "Iraq", 3, [(1, 2), (3, 4), (5, 6)], (4839, 4839, 0, 0),
          {"date_unreadable": 0}),
    Sheet("sdn_3w_2021.xlsx", 0, "SD", "Sudan", 3, [(None, 0), (None, 1)], (2773, 2773, 0, 0),
          {"place_uncertain": 35, "sector_unknown": 174}),
    Sheet("hnd_345w.csv", 0, "HN", "Honduras", 3, [(10, 11), (12, 13)], (2730, 2730, 0, 0),
          {"code_name_unknown": 0, "end_before_start": 4, "date_implausible": 18}),
    Sheet("col_345w.xlsx", 0, "CO", "Colombia", 3, [(35, 36), (37, 38)], (4662, 4662, 0, 0),
          {"code_name_unknown": 0, "code_name_conflict": 2}),
]
SIDE, ACROSS = 0.1, 40


def square(number):
    x, y = number % ACROSS * SIDE, number // ACROSS * SIDE
    return [[x, y], [x + SIDE, y], [x + SIDE, y + SIDE], [x, y + SIDE], [x, y]]


def chain(sheet, cells, made):
    """((code, name) of level 1, of level 2 ...) of a row, "" for what it does not say."""
    units, above = [], sheet.code
    for code, name in sheet.places:
        text = cells.get(code, "").strip() if code is not None else ""
        named = cells.get(name, "").strip() if name is not None else "Partout"
        if not text and named:
            text = made.setdefault((above, named.casefold()), f"{above}{len(made) + 1:03d}")
        units.append((text, named))
        above = text
    return units


def write_boundaries(sheet, table, path):
    """The finest level with the units above as columns; the most common name of a code is its name."""
    names, parents, made = {}, {}, {}
    for _, cells in table:
        units = chain(sheet, cells, made)
        for level, (code, name) in enumerate(units):
            if not code.startswith(sheet.code) or not name:
                break
            names.setdefault((level, code), collections.Counter())[name] += 1
            parents.setdefault((level, code), collections.Counter())[units[level - 1][0] if level else ""] += 1
    last = len(sheet.places) - 1
    features = []
    for level, code in sorted(names):
        if level < last and any((level + 1, c) in names and p.most_common(1)[0][0] == code
                                for (l, c), p in parents.items() if l == level + 1):
            continue
        properties, own = {"ADM0_PCODE": sheet.code, "ADM0_FR": sheet.country}, [None] * (last + 1)
        at = code
        for up in range(level, -1, -1):
            own[up], at = (at, names[up, at].most_common(1)[0][0]), parents[up, at].most_common(1)[0][0]
        for down in range(level + 1, last + 1):  # a unit whose parts the sheet never names
            own[down] = (f"{own[down - 1][0]}99", f"Reste de {own[down - 1][1]}")
        for up, (code_up, name_up) in enumerate(own, 1):
            properties[f"ADM{up}_PCODE"], properties[f"ADM{up}_FR"] = code_up, name_up
        features.append({"type": "Feature", "properties": properties,
                         "geometry": {"type": "Polygon", "coordinates": [square(len(features))]}})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def check(sheet, folder, faults):
    source = DATA / "sheets" / sheet.file
    table = [(number, cells) for number, cells in rows(source, sheet.sheet)
             if number >= sheet.first and any(text.strip() for text in cells.values())]
    write_boundaries(sheet, table, pathlib.Path(folder, "limits.geojson"))
    must(ltp(folder, "init", "s.sqlite"))
    must(ltp(folder, "import", "boundaries", "limits.geojson", "--edition", "1"))
    must(ltp(folder, "import", "activities", source, "--report", "report.json"), 0, 3)
    report = json.loads(pathlib.Path(folder, "report.json").read_text(encoding="utf-8"))[0]
    got = tuple(report[key] for key in ("read", "accepted", "duplicate", "rejected"))
    faults.expect(got == sheet.expected, f"{sheet.file}: {got}, not {sheet.expected}")
    faults.expect(got[0] == sum(got[1:]), f"{sheet.file}: {got} do not add up")
    faults.expect([row["row"] for row in report["rows"]] == [number for number, _ in table],
                  f"{sheet.file}: the rows of the report are not those of the sheet")
    for code, count in sheet.warnings.items():
        has = report["warnings"].get(code, 0)
        faults.expect(has == count, f"{sheet.file}: {code} {has} times, not {count}")
    for row in report["rows"]:
        faults.expect(bool(row["locations"]) == (row["fate"] == "accepted"), f"{sheet.file}: row {row['row']}")


def main():
    faults = Faults()
    for sheet in SHEETS:
        with tempfile.TemporaryDirectory() as folder:
            check(sheet, folder, faults)
    faults.end()


main()
