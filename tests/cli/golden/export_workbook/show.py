"""show.py FILE.xlsx: what of a workbook is agreed on, from its XML: sheets, heads, panes, filters, pages, the
number formats of the first row of figures, and the conditional formats of each column."""
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
BUILT_IN = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "9": "0%", "10": "0.00%", "14": "date"}

with zipfile.ZipFile(sys.argv[1]) as archive:
    def parse(name):
        return ElementTree.fromstring(archive.read(name))
    strings = ["".join(t.text or "" for t in si.iterfind(".//m:t", NS))
               for si in parse("xl/sharedStrings.xml").iterfind("m:si", NS)]
    styles = parse("xl/styles.xml")
    own = {f.get("numFmtId"): f.get("formatCode") for f in styles.iterfind("m:numFmts/m:numFmt", NS)}
    formats = [xf.get("numFmtId") for xf in styles.iterfind("m:cellXfs/m:xf", NS)]
    fills = [d.find("m:fill/m:patternFill/m:bgColor", NS).get("rgb")[2:] for d in styles.iterfind("m:dxfs/m:dxf", NS)]
    names = [s.get("name") for s in parse("xl/workbook.xml").iterfind("m:sheets/m:sheet", NS)]
    sheets = [parse(f"xl/worksheets/sheet{i + 1}.xml") for i in range(len(names))]
    charts = sum(name.startswith("xl/charts/chart") for name in archive.namelist())


def shown(cell):
    value = cell.find("m:v", NS)
    return "" if value is None else strings[int(value.text)] if cell.get("t") == "s" else value.text


def rule(one):
    bounds = ",".join(f.text for f in one.iterfind("m:formula", NS))
    return f"{one.get('operator')}({bounds})={fills[int(one.get('dxfId'))]}"


known = []  # heads that were shown
print(len(names), "sheets,", charts, "charts")
for name, sheet in zip(names, sheets):
    rows = sheet.findall("m:sheetData/m:row", NS)
    pane, filters = sheet.find(".//m:pane", NS), sheet.find("m:autoFilter", NS)
    pages = sheet.find("m:pageSetup", NS)
    print(f"\n== {name}: {len(rows)} rows")
    setup = pages.attrib if pages is not None else {}
    print("pane", (pane.get("xSplit"), pane.get("ySplit"), pane.get("state")) if pane is not None else None,
          "filter", filters.get("ref") if filters is not None else None,
          "pages", setup.get("orientation"), setup.get("fitToWidth", "1"))
    heads = {re.match("[A-Z]+", c.get("r"))[0]: shown(c) for c in rows[0]}
    kinds = {}
    for row in rows[1:]:
        for cell in row:
            if cell.get("t") != "s" and cell.find("m:v", NS) is not None:
                number = formats[int(cell.get("s", 0))]
                kinds.setdefault(re.match("[A-Z]+", cell.get("r"))[0], set()).add(
                    own.get(number, BUILT_IN.get(number, number)))
    rules = {}
    for block in sheet.iterfind("m:conditionalFormatting", NS):
        column = re.match("[A-Z]+", block.get("sqref"))[0]
        rules.setdefault(column, []).extend(block.iterfind("m:cfRule", NS))
    if list(heads.values()) in known:
        print("columns as in a sheet above")
    elif pane is not None:
        known.append(list(heads.values()))
        for column, head in heads.items():
            print(f"{column} {head} | {' '.join(sorted(kinds.get(column, [])))} |",
                  " ".join(rule(r) for r in sorted(rules.get(column, []), key=lambda r: int(r.get("priority")))))
