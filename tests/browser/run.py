"""Serves stores and lets a real browser at them: run.py map|stores|scripts|openapi LTP DATA PICTURES
(77: chromium or the modules of package-lock.json are not there; scripts/test installs them)"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parent / "service"))
from serving import Served  # noqa: E402

part, program, data, pictures = sys.argv[1:5]
if not (shutil.which("node") and (here / "node_modules/playwright-core").exists() and
        (shutil.which("chromium") or os.environ.get("LTP_CHROMIUM"))):
    print("node, chromium or the modules of tests/browser/package-lock.json are not there")
    sys.exit(77)
pathlib.Path(pictures).mkdir(parents=True, exist_ok=True)

HOSTILE = "<script>window.bad=1</script>\"'><img src=x onerror=window.bad=1>"


def node(script, *words):
    return subprocess.run(["node", here / script, *map(str, words)], timeout=390).returncode


class World(Served):
    """A made-up country: `side` x `side` units of level 2 in `areas` areas of level 1."""

    def __init__(self, program, side, areas=1, names=None, activities=None, needs=True, levels=None):
        super().__init__(program, data)
        self.levels = levels
        self.side, self.areas, self.names, self.activities, self.needs = side, areas, names or {}, activities, needs

    def fill(self):
        folder = pathlib.Path(self.folder.name)
        if not self.side:
            return
        features, needs = [], []
        step = 4 / self.side
        for i in range(self.side * self.side):
            x, y = 30 + i % self.side * step, 10 + i // self.side * step
            area = i * self.areas // (self.side * self.side)
            code = f"QZ{area + 1:02d}{i:05d}"
            features.append({"type": "Feature", "properties": {
                "ADM0_EN": "Zutania", "ADM0_PCODE": "QZ", "ADM1_EN": f"Area {area + 1}", "ADM1_PCODE": f"QZ{area + 1:02d}",
                "ADM2_EN": self.names.get(i, f"Unit {i}"), "ADM2_PCODE": code},
                "geometry": {"type": "Polygon", "coordinates": [[[x, y], [x + step, y], [x + step, y + step], [x, y + step], [x, y]]]}})
            needs.append(f"{code},2024-01-31,{1000 + i},{i % 5 + 1}")
        (folder / "qz.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        self.ltp("import", "boundaries", str(folder / "qz.geojson"), "--edition", "2024",
                 *(["--level-names", self.levels] if self.levels else []))
        if self.needs:
            (folder / "needs.csv").write_text("pcode,date,pin,severity\n" + "\n".join(needs) + "\n")
            self.ltp("import", "needs", str(folder / "needs.csv"))
        if self.activities:
            head = "organisation,acronym,activity,sector,adm2_pcode,start,end,reached,reporting date\n"
            (folder / "lines.csv").write_text(head + "".join(self.activities))
            self.ltp("import", "activities", str(folder / "lines.csv"))

    def __enter__(self):
        import tempfile
        self.folder = tempfile.TemporaryDirectory()
        self.store = os.path.join(self.folder.name, "store.sqlite")
        self.env = {**os.environ, "LTP_STORE": self.store, "LC_ALL": "C.UTF-8", **self.environment}
        self.ltp("init", self.store)
        self.fill()
        self.start()
        return self


def line(org, acronym, code, reached="120"):
    cells = [org, acronym, "Legal aid " + org, "Protection", code, "2024-01-01", "2024-03-31", reached, "2024-02-29"]
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


if part == "scripts":
    sys.exit(node("scripts.mjs", *sorted((here.parent.parent / "service/web").glob("*.js"))))
if part in ("map", "openapi"):
    with Served(program, data) as served:
        sys.exit(node("map.mjs", served.url, pictures) if part == "map" else node("openapi.mjs", served.url + "/api"))
worlds = {
    "empty": World(program, 0),
    "limits": World(program, 4, needs=False),
    "one": World(program, 1, activities=[line("One", "ONE", "QZ0100000")]),
    "hostile": World(program, 5, 2, names={0: HOSTILE, 1: "Nom très long " * 20, 2: "L’Œuvre « d’ici » & d'ailleurs", 3: "حلب", 4: "ኢትዮጵያ"},
                     activities=[line(HOSTILE, HOSTILE, "QZ0100000"), line("Organisation " * 25, "", "QZ0100001"),
                                 line("</option><b>", "</b>", "QZ0100002")]),
    "wards": World(program, 6, 3, names={0: "حلب"}, levels="State,LGA",
                   activities=[line("Relief, Aid and Co", "", "QZ0100000"), line("Other", "OTH", "QZ0100001")]),
    "many": World(program, 224, 40, activities=[line("Many", "MANY", "QZ0100000")]),
}
failed = 0
for name, world in worlds.items():
    with world:
        failed += node("stores.mjs", world.url, name, pictures) != 0
sys.exit(1 if failed else 0)
