"""The JSON API beside the command line: the same rows, columns and parameters, cell by cell.
test_parity.py LTP DATA"""

import json
import os
import pathlib
import sys
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from serving import Served  # noqa: E402

PROGRAM, DATA = sys.argv[1:3]
INDICATORS = ("Code,Indicateur,Région,Situation au,Cible,Réalisé\nI1,Personnes informées,Mopti,T1 2020,1000,250\n"
              "I1,Personnes informées,Mopti,T2 2020,1000,700\nI1,Personnes informées,Gao,T2 2020,,40\n")
RISKS = "Région,Date,Niveau de risque\nMopti,2020-01,Élevé\nMopti,2020-02,Très élevé\nGao,2020-03,2\n"
QUARTER = {"from": "2020-01-01", "to": "2020-03-31"}
# command words, address, parameters; a parameter of several values is a list
QUESTIONS = [
    ("coverage", "coverage", {}), ("coverage", "coverage", {"level": "2", "mode": "allocated", **QUARTER}),
    ("coverage", "coverage", {"level": "1", "sector": ["protection", "shelter"], "period-rule": "latest",
                              "area-rule": "max"}),
    ("coverage", "coverage", {"theme": "ltp", "within": "ML05", "mode": "strict", "all-time": "1"}),
    ("coverage", "coverage", {"org": "EX01", "stale-after": "90", "household-size": "6"}),
    ("gaps", "gaps", {}), ("gaps", "gaps", {"theme": "ltp", "as-of": "2020-02-15", "org-type": "INGO"}),
    ("intersector", "intersector", QUARTER), ("matrix org-unit", "matrix/org-unit", {"level": "1", **QUARTER}),
    ("matrix org-sector", "matrix/org-sector", {"all-time": "1"}), ("series", "series", {}),
    ("series", "series", {"level": "1", "theme": "ltp", **QUARTER}), ("actors", "actors", {}),
    ("actors", "actors", {"within": "ML05", "theme": "ltp", "all-time": "1"}),
    ("actors", "actors", {"absent": True, **QUARTER}), ("actors", "actors", {"org-type": "INGO", "sector": "shelter"}),
    ("studies", "studies", {}), ("studies", "studies", {"search": "conflits fonciers", "within": "ML05"}),
    ("studies", "studies", {"years": "2017:", "language": "fr"}), ("studies", "studies", {"subject": "terre"}),
    ("studies", "studies", {"gaps": True}), ("studies", "studies", {"gaps": True, "level": "1", "all-time": "1"}),
    ("indicators", "indicators", {}), ("indicators", "indicators", {"as-of": "2020-04-30", "within": "ML05"}),
    ("risks", "risks", {}), ("risks", "risks", {"from": "2020-02-01"}),
    ("diff", "diff", {"periods": ["2019-10-01:2019-12-31", "2020-01-01:2020-03-31"]}),
    ("diff", "diff", {"submissions": ["2", "3"], "level": "1"}),
]
OURS_ALONE = {"resource_persons"}  # names and numbers of persons leave through no door


def plain(value):
    return int(value) if isinstance(value, bool) else value


class Parity(unittest.TestCase):
    def ask(self, command, parameters):
        words = command.split()
        for name, value in parameters.items():
            if name in ("periods", "submissions"):
                words += [f"--{name}", *value]
            elif value is True or name == "all-time":
                words += [f"--{name}"]
            else:
                for one in value if isinstance(value, list) else [value]:
                    words += [f"--{name}", one]
        return json.loads(self.served.ltp(*words, "--format", "json").stdout)

    def asked(self, address, parameters):
        words = {name: ",".join(value) if isinstance(value, list) else "1" if value is True else value
                 for name, value in parameters.items()}
        return self.served.json(f"/api/{address}?lang=fr&" + urllib.parse.urlencode(words))


class Confidential(Parity):
    @classmethod
    def setUpClass(cls):
        cls.served = Served(PROGRAM, DATA, "--clearance", "confidential").__enter__()
        cls.addClassCleanup(cls.served.__exit__)
        for kind, text in (("indicators", INDICATORS), ("risks", RISKS)):
            path = pathlib.Path(cls.served.folder.name) / f"{kind}.csv"
            path.write_text(text)
            cls.served.ltp("import", kind, str(path))

    def test_each_address_has_the_rows_of_its_command(self):
        for command, address, parameters in QUESTIONS:
            with self.subTest(address=address, **parameters):
                wanted, told = self.ask(command, parameters), self.asked(address, parameters)
                names = [column["name"] for column in told["columns"]]
                self.assertEqual(len(told["rows"]), len(wanted))
                if wanted:
                    ours = [name for name in wanted[0] if name not in OURS_ALONE]
                    self.assertEqual([name for name in names if name != "suppressed"], ours, "columns, in their order")
                for row, line in zip(told["rows"], wanted):
                    self.assertEqual({name: plain(row[name]) for name in ours}, {name: line[name] for name in ours})

    def test_some_of_these_questions_have_answers(self):
        for command, _, parameters in QUESTIONS:
            if command in ("studies", "actors", "indicators", "risks", "diff") and "absent" not in parameters:
                self.assertTrue(self.ask(command, parameters), (command, parameters))

    def test_explain_tells_of_each_line_what_the_command_tells(self):
        same = {"counted": "counted", "figures": "figures", "file": "file", "sheet": "sheet", "row": "row",
                "import": "import", "sector": "sector", "location_pcode": "pcode", "location_name": "name",
                "location_level": "level", "rule": "location_rule", "start": "start_date", "end": "end_date",
                "reported": "reported", "status": "status", "targeted": "targeted", "reached": "reached",
                "source": "source", "edition": "edition"}
        for pcode, parameters in (("ML050609", {}), ("ML0505", {"theme": "ltp"}), ("ML05", {"mode": "strict", **QUARTER}),
                                  ("ML050501", {"sector": "protection", "all-time": "1"})):
            wanted = [row for row in self.ask(f"explain {pcode}", parameters) if row["kind"] == "line"]
            told = self.asked(f"explain/{pcode}", parameters)["lines"]

            def cells(row, names):
                return tuple(str(row[name]) if row[name] not in ("", None) else "" for name in names)

            places = {cells(row, same.values()) for row in told}
            for row in wanted:
                self.assertIn(cells(row, same), places, pcode)

    def test_a_part_of_the_columns_can_be_asked_for(self):
        for _, address, parameters in QUESTIONS:
            whole = self.asked(address, parameters)
            name = whole["columns"][0]["name"]
            short = self.asked(address, {**parameters, "properties": name, "rows": "arrays"})
            self.assertEqual([column["name"] for column in short["columns"]], [name])
            self.assertEqual([row[0] for row in short["rows"]], [row[name] for row in whole["rows"]])

    def test_a_wrong_parameter_is_refused_in_the_language_asked_for(self):
        for _, address, parameters in QUESTIONS:
            said = {}
            for lang in ("fr", "en"):
                words = f"/api/{address}?lang={lang}&zut=1&" + urllib.parse.urlencode(
                    {name: value for name, value in parameters.items() if isinstance(value, str)})
                status, headers, body = self.served.get(words)
                self.assertEqual((status, headers["Content-Type"]), (400, "application/problem+json"), address)
                said[lang] = json.loads(body)["detail"]
            self.assertNotEqual(said["fr"], said["en"], address)


class Public(Parity):
    """What an organisation that asked not to be named, a restricted note or a small number could be inferred from"""

    @classmethod
    def setUpClass(cls):
        cls.served = Served(PROGRAM, DATA).__enter__()
        cls.addClassCleanup(cls.served.__exit__)
        folder = pathlib.Path(cls.served.folder.name)
        (folder / "i.csv").write_text(INDICATORS)
        cls.served.ltp("import", "indicators", str(folder / "i.csv"))
        (folder / "s.csv").write_text("Titre,Année,Pays,Remarques\nÉtude de rien,2020,Mali,motsecret\n")
        cls.served.ltp("import", "studies", str(folder / "s.csv"))
        cls.hidden = cls.served.json("/api/actors?all-time=1")["rows"][0]
        hide(cls.served, cls.hidden["org_acronym"])

    def test_it_is_named_nowhere(self):
        name = self.hidden["org_acronym"].encode()
        for path in ("actors?all-time=1", "organisations", "matrix/org-unit?all-time=1", "explain/ML05?all-time=1",
                     "diff?periods=2019-10-01:2019-12-31,2020-01-01:2020-03-31", "coverage", "actors?absent=1"):
            status, _, body = self.served.get("/api/" + path)
            self.assertEqual(status, 200, path)
            self.assertNotIn(name, body, path)
        actors = self.served.json("/api/actors?all-time=1")["rows"]
        self.assertIn("acteur non divulgué", [row["org_name"] for row in actors], "it is counted")

    def test_its_type_selects_nothing_of_it(self):
        kind = self.hidden["org_type"]
        for path in (f"/collections/lines/items?limit=10000&org-type={kind}", f"/api/actors?all-time=1&org-type={kind}",
                     f"/api/matrix/org-unit?all-time=1&org-type={kind}"):
            self.assertNotIn("acteur non divulgué".encode(), self.served.get(path)[2], path)
        of_types = {}
        for one in ("INGO", "NNGO", "UN", "GOV", "RCRC", "CSO", "OTH"):
            status, _, body = self.served.get(f"/api/coverage?level=0&all-time=1&org-type={one}")
            of_types[one] = json.loads(body)["rows"][0]["n_actors"] if status == 200 else 0
        whole = self.served.json("/api/coverage?level=0&all-time=1")["rows"][0]["n_actors"]
        self.assertLess(sum(of_types.values()), whole)

    def test_its_name_is_as_unknown_as_any(self):
        name = self.hidden["org_acronym"]
        for path in ("/api/coverage?org={}", "/api/actors?org={}", "/api/explain/ML05?org={}", "/api/series?donor={}",
                     "/collections/lines/items?org={}", "/api/file/geojson?org={}"):
            hidden, unknown = (self.served.get(path.format(one)) for one in (name, "Personne"))
            self.assertEqual((hidden[0], hidden[2].replace(name.encode(), b"Personne")), (unknown[0], unknown[2]), path)

    def test_notes_are_not_searched(self):
        self.assertEqual(self.served.json("/api/studies?search=motsecret")["rows"], [])
        self.assertEqual(len(self.served.json("/api/studies?search=etude%20de%20rien")["rows"]), 1)

    def test_there_are_no_indicators_in_public(self):
        self.assertEqual(self.served.json("/api/indicators")["rows"], [])

    def test_small_numbers_are_found_by_no_condition_and_no_order(self):
        rows = self.served.json("/collections/gaps/items?limit=10000&level=3&all-time=1&theme=ltp")["features"]
        hidden = {f["id"] for f in rows if f["properties"]["suppressed"]}
        self.assertTrue(hidden)
        for field in ("reached", "targeted", "pin"):
            unknown = {f["id"] for f in rows if f["properties"].get(field) is None}
            for condition in (f"{field} < 10", f"{field} >= 0", f"NOT {field} = 3", f"{field} BETWEEN 1 AND 4"):
                found = self.served.json("/collections/gaps/items?limit=10000&level=3&all-time=1&theme=ltp&filter=" +
                                         urllib.parse.quote(condition))["features"]
                self.assertFalse({f["id"] for f in found} & unknown, condition)


class Restricted(Parity):
    def test_a_file_that_may_name_its_sender_is_not_told(self):
        with Served(PROGRAM, DATA, "--clearance", "restricted") as served:
            actor = served.json("/api/actors?all-time=1")["rows"][0]["org_acronym"]
            self.assertTrue(all("file" in line for line in served.json("/api/explain/ML05?all-time=1")["lines"]
                                if line["counted"]))
            hide(served, actor)
            lines = served.json("/api/explain/ML05?all-time=1")["lines"]
            of_it = [line for line in lines if line["org_name"] == "acteur non divulgué"]
            self.assertTrue(of_it)
            self.assertFalse([line for line in of_it if "file" in line])


def hide(served, acronym):
    """As an officer does it"""
    path = os.path.join(served.folder.name, "souhaits.csv")
    pathlib.Path(path).write_text(f"nature,mots,code\nacteur à ne pas nommer,{acronym},oui\n")
    served.ltp("import", "aliases", path)
    time.sleep(0.3)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
