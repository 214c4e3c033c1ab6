"""The service as a client meets it: test_service.py LTP DATA"""

import base64
import collections
import contextlib
import csv
import gzip
import http.client
import io
import os
import pathlib
import random
import shutil
import signal
import socket
import sqlite3
import sys
import time
import unittest
import urllib.error
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "bench"))
import service_soak as soak  # noqa: E402
from serving import Served  # noqa: E402

PROGRAM, DATA = sys.argv[1:3]
q = urllib.parse.quote


class Service(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.served = Served(PROGRAM, DATA).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.served.__exit__()

    def ids(self, path):
        return [f["id"] for f in self.served.json(path)["features"]]

    def count(self, query):
        return self.served.json(f"/collections/gaps/items?limit=1&{query}")["numberMatched"]

    def test_another_hosts_name_gets_nothing(self):
        status, _, body = self.served.get("/collections", Host="evil.example")
        self.assertEqual(status, 403)
        self.assertNotIn(b"gaps", body)

    def test_only_get_and_head(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            self.assertEqual(self.served.get("/", method=method)[0], 405)
        status, headers, body = self.served.get("/collections/gaps/items", method="HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertGreater(int(headers["Content-Length"]), 1000)

    def test_the_page_gets_columns_it_asks_for_as_arrays(self):
        whole = self.served.json("/api/gaps?lang=fr")
        short = self.served.json("/api/gaps?lang=fr&rows=arrays&properties=pcode,pin")
        self.assertEqual([c["name"] for c in short["columns"]], ["pcode", "pin"])
        self.assertEqual([row[:2] for row in short["rows"]], [[r["pcode"], r["pin"]] for r in whole["rows"]])
        self.assertEqual([row[2] for row in short["rows"]], [r["classes"] for r in whole["rows"]])
        self.assertIn("zut", self.served.json("/api/gaps?properties=zut", status=400)["detail"])
        self.served.json("/api/gaps?rows=zut", status=400)

    def test_what_is_withheld_is_told_from_what_is_not_known(self):
        rows = self.served.json("/api/gaps")["rows"]
        withheld = [row for row in rows if row["withheld"]]
        self.assertTrue(withheld)
        self.assertTrue(all(row["suppressed"] and all(row[name] is None for name in row["withheld"]) for row in withheld))
        self.assertTrue(all(row["withheld"] for row in rows if row["suppressed"]))
        self.assertTrue(any(row["reached"] is None and not row["withheld"] for row in rows))

    def test_levels_are_called_as_the_country_does(self):
        for lang, words in (("fr", ["Pays", "Région", "Cercle", "Commune"]), ("en", ["Country", "Region", "Cercle", "Commune"])):
            levels = self.served.json(f"/api/units?lang={lang}&properties=pcode")["levels"]
            self.assertEqual([level["one"] for level in levels][:4], words)

    def test_actors_and_donors_are_told_apart(self):
        rows = {row["acronym"] or row["name"]: row for row in self.served.json("/api/organisations")["rows"]}
        self.assertEqual((rows["EX19"]["is_actor"], rows["EX19"]["is_donor"]), (True, False))
        self.assertEqual((rows["ECHO"]["is_actor"], rows["ECHO"]["is_donor"]), (False, True))

    def test_a_map_is_of_the_part_asked_for(self):
        status, _, body = self.served.get("/api/file/pdf?map=displacement&bbox=-4.5,14,-3,15.5")
        self.assertEqual((status, body[:5]), (200, b"%PDF-"))
        self.assertIn("zut", self.served.json("/api/file/pdf?bbox=zut", status=400)["detail"])
        self.served.json("/api/file/xlsx?bbox=1,2,3,4", status=400)

    def test_units_of_all_levels_come_without_outlines(self):
        units = self.served.json("/api/units?rows=arrays&properties=pcode,level")["rows"]
        self.assertEqual({row[1] for row in units}, {0, 1, 2, 3})
        self.assertEqual(len([row for row in units if row[1] == 3]), len(self.served.json("/api/gaps")["rows"]))

    def test_months_are_those_of_the_command_line(self):
        said = self.served.ltp("series", "--theme", "ltp", "--format", "csv").stdout.splitlines()
        told = self.served.json("/api/series?theme=ltp")
        columns = said[0].split(",")
        wanted = [dict(zip(columns, line.split(","))) for line in said[1:]]
        self.assertEqual([(r["month"], str(r["n_units_covered"]), str(r["n_actors"])) for r in told["rows"]],
                         [(r["month"], r["n_units_covered"], r["n_actors"]) for r in wanted])

    def test_lines_of_a_unit_say_whether_they_count(self):
        actors = {r["pcode"]: r["n_actors"] for r in self.served.json("/api/gaps")["rows"]}
        for pcode in sorted(actors)[::40]:
            told = self.served.json(f"/api/explain/{pcode}")
            direct = {line["org_name"] for line in told["lines"]
                      if line["place"] == "here" and line["counted"] == "active"}
            self.assertEqual(len(direct), actors[pcode], pcode)
            self.assertFalse([line for line in told["lines"] if "file" in line], "provenance is restricted")

    def test_files_are_those_of_the_command_line(self):
        folder = pathlib.Path(self.served.folder.name)
        self.served.ltp("export", "geojson", str(folder / "g.geojson"), "--layer", "gaps", "--theme", "ltp",
                        "--within", "ML05")
        status, headers, body = self.served.get("/api/file/geojson?theme=ltp&within=ML05&lang=fr")
        self.assertEqual((status, headers["Content-Disposition"]), (200, 'attachment; filename="ecarts.geojson"'))
        self.assertEqual(body, (folder / "g.geojson").read_bytes())
        self.served.ltp("map", "severity", "--within", "ML05", "-o", str(folder / "m.pdf"))
        status, headers, body = self.served.get("/api/file/pdf?map=severity&within=ML05&lang=fr")
        self.assertEqual((status, headers["Content-Type"]), (200, "application/pdf"))
        self.assertEqual(len(body), (folder / "m.pdf").stat().st_size)
        self.assertTrue(self.served.get("/api/file/xlsx")[2].startswith(b"PK"))
        self.assertEqual(self.served.get("/api/file/pdf?map=zut")[0], 404)
        self.assertEqual(self.served.get("/api/file/exe")[0], 404)
        self.assertEqual(self.served.get("/api/file/xlsx?within=zut")[0], 400)
        self.served.get(f"/api/file/geojson?org=--output%3D{folder}/stray")
        self.assertFalse((folder / "stray").exists())

    def test_each_visitor_is_answered_in_his_language(self):
        said = {lang: self.served.json(f"/api/explain/zut?lang={lang}", status=404)["detail"] for lang in ("fr", "en", "fr")}
        self.assertEqual(said["en"], "There is no unit with the code zut.")
        self.assertNotEqual(said["fr"], said["en"])
        stamps = [self.served.json(f"/api/gaps?lang={lang}")["stamps"]["title"] for lang in ("fr", "en", "fr")]
        self.assertEqual(stamps[0], stamps[2])
        self.assertNotEqual(stamps[0], stamps[1])

    def test_refusals_are_in_his_language_too(self):
        for path, method in (("/", "POST"), ("/%zz", "GET"), ("/nope", "GET"), ("/?f=xml", "GET")):
            said = [self.served.get(path, method=method, Accept_Language=lang)[2] for lang in ("fr", "en", "fr-ML,fr")]
            self.assertNotEqual(said[0], said[1], path)
            self.assertEqual(said[0], said[2], path)

    def test_headers_of_safety(self):
        headers = self.served.get("/?f=html", Accept="text/html")[1]
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
        self.assertIsNone(headers["Access-Control-Allow-Origin"])

    def test_an_etag_gives_304_and_gzip_another_etag(self):
        _, plain, body = self.served.get("/collections/gaps/items")
        _, packed, small = self.served.get("/collections/gaps/items", Accept_Encoding="gzip")
        self.assertEqual(gzip.decompress(small), body)
        self.assertNotEqual(plain["ETag"], packed["ETag"])
        status, _, body = self.served.get("/collections/gaps/items", If_None_Match=plain["ETag"])
        self.assertEqual((status, body), (304, b""))

    def test_the_connection_stays_open(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port)
        sockets = set()
        for _ in range(3):
            connection.request("GET", "/conformance")
            connection.getresponse().read()
            sockets.add(connection.sock.getsockname() if connection.sock else None)
        connection.close()
        self.assertEqual(len(sockets), 1)

    def test_problems_are_problem_json(self):
        for path, status in (("/nope", 404), ("/collections/nope", 404), ("/%zz", 400), ("/%00", 400),
                             ("/collections/gaps/items?mode=nope", 400), ("/?f=xml", 400)):
            got, headers, _ = self.served.get(path)
            self.assertEqual((got, headers["Content-Type"]), (status, "application/problem+json"), path)

    def test_a_bad_parameter_is_named_with_the_nearest_known(self):
        for path, named, meant in (("/collections/gaps/items?limt=3", "limt", "limit"),
                                   ("/collections/gaps/items?nmae=Kayes", "nmae", "name"),
                                   ("/api/coverage?secteur=x", "secteur", "sector"),
                                   ("/api/diff?period=2020-01-01:,2020-02-01:", "period", "periods"),
                                   ("/api/studies?serch=terre", "serch", "search"),
                                   ("/api/series?mode=strct", "mode", "strict"),
                                   ("/api/coverage?from=hier", "from", "hier")):
            detail = self.served.json(path, status=400)["detail"]
            self.assertIn(named, detail)
            self.assertIn(meant, detail)
            self.assertNotIn("--", detail)

    def command(self, *words):
        """Rows of a command as CSV"""
        return list(csv.DictReader(io.StringIO(self.served.ltp(*words, "--format", "csv").stdout)))

    def test_the_json_api_has_the_rows_of_the_command_line(self):
        quarter = ("--from", "2020-01-01", "--to", "2020-03-31")
        query = "from=2020-01-01&to=2020-03-31"
        for path, words in ((f"/api/series?level=1&{query}", ("series", "--level", "1", *quarter)),
                            (f"/api/intersector?{query}", ("intersector", *quarter)),
                            (f"/api/matrix/org-unit?level=1&{query}", ("matrix", "org-unit", "--level", "1", *quarter)),
                            (f"/api/coverage?{query}", ("coverage", *quarter))):
            rows, answer = self.command(*words), self.served.json(path)
            self.assertEqual(len(rows), len(answer["rows"]), path)
            self.assertTrue(set(rows[0]) <= {c["name"] for c in answer["columns"]}, path)
            for ours, theirs in zip(answer["rows"], rows):
                for column, text in theirs.items():
                    if ours[column] is not None and not isinstance(ours[column], float):
                        value = int(ours[column]) if isinstance(ours[column], bool) else ours[column]
                        self.assertEqual(str(value), text, (path, column))

    def test_diff_counts_what_the_command_counts(self):
        before, after = "2019-10-01:2019-12-31", "2020-01-01:2020-03-31"

        def kinds(rows):
            return collections.Counter((r["kind"], r["change"]) for r in rows)

        answer = self.served.json(f"/api/diff?periods={before},{after}")
        self.assertEqual(kinds(answer["rows"]), kinds(self.command("diff", "--periods", before, after)))
        self.assertFalse({"project", "activity", "source", "row"} & set(answer["rows"][0]))
        for wrong in ("", "?periods=1", f"?periods={before},{after}&submissions=1,2", "?submissions=1,x",
                      "?submissions=1,2,3"):
            self.served.json("/api/diff" + wrong, status=400)

    def test_the_description_holds_every_address_of_the_json_api(self):
        paths = self.served.json("/api")["paths"]
        for path in ("coverage", "gaps", "shapes", "explain/{pcode}", "studies", "actors", "organisations", "indicators", "risks", "series", "intersector",
                     "matrix/{kind}", "diff", "units", "file/{format}"):
            operation = paths["/api/" + path]["get"]
            self.assertIn("application/problem+json", operation["responses"]["400"]["content"])
        names = {p["name"] for p in paths["/api/diff"]["get"]["parameters"] if "name" in p}
        self.assertLessEqual({"periods", "submissions"}, names)

    def test_public_gives_no_organisation_of_gbv_by_a_filter(self):
        self.served.json("/api/explain/ML050609?org=Personne", status=400)
        for path in ("/collections/lines/items?", "/api/matrix/org-unit?", "/api/coverage?org=EX01&"):
            self.served.json(path + "sector=PRO-GBV&all-time=1" if "lines" not in path else path + "sector=PRO-GBV",
                             status=400)
        columns = {c["name"] for c in self.served.json("/api/matrix/org-sector?all-time=1")["columns"]}
        self.assertFalse({"PRO-GBV", "PRO-CPN"} & columns)

    def test_filters_keep_what_the_conditions_say(self):
        items = self.served.json("/collections/gaps/items?limit=10000")["features"]
        rows = [f["properties"] for f in items]

        def expect(condition, filter_):
            self.assertEqual(self.count("filter=" + q(filter_)), sum(map(condition, rows)), filter_)

        expect(lambda r: r["n_actors"] > 1, "n_actors > 1")
        expect(lambda r: not r["n_actors"] > 1, "NOT n_actors > 1")
        expect(lambda r: r["pin"] is None, "pin IS NULL")
        expect(lambda r: r["pin"] is not None and r["pin"] > 5000, "pin IS NOT NULL AND pin > 5000")
        expect(lambda r: r["name"].startswith("K"), "name LIKE 'K%'")
        expect(lambda r: r["name"] in ("Kayes", "Mopti"), "name IN ('Kayes', 'Mopti')")
        expect(lambda r: 2 <= r["n_lines"] <= 4, "n_lines BETWEEN 2 AND 4")
        expect(lambda r: r["n_actors"] == 0 or r["n_lines"] > 2 and r["name"] < "M",
               "n_actors = 0 OR (n_lines > 2 AND name < 'M')")
        # what is not known is neither above nor not above
        self.assertEqual(self.count("filter=" + q("pin > 0 OR NOT pin > 0")),
                         sum(r["pin"] is not None for r in rows))

    def test_a_filter_that_makes_no_sense_says_where(self):
        for bad in ("n_actors >", "nope = 1", "n_actors = 'a'", "(" * 40 + "n_actors = 1" + ")" * 40,
                    "S_INTERSECTS(geometry, POLYGON((0 0,1 1)))", "name LIKE", "n_actors = 1 x", "'"):
            self.served.json("/collections/gaps/items?filter=" + q(bad), status=400)

    def test_spatial_filters_agree_with_the_box(self):
        box = "-5,12,-2,14"
        wkt = "POLYGON((-5 12,-2 12,-2 14,-5 14,-5 12))"
        by_box = self.ids(f"/collections/gaps/items?limit=10000&bbox={box}")
        meets = self.ids("/collections/gaps/items?limit=10000&filter=" +
                         q(f"S_INTERSECTS(geometry, {wkt})"))
        within = self.ids("/collections/gaps/items?limit=10000&filter=" + q(f"S_WITHIN(geometry, {wkt})"))
        self.assertEqual(set(by_box), set(meets))
        self.assertTrue(set(within) < set(meets) and within)

    def test_property_sort_and_selection(self):
        named = self.served.json("/collections/gaps/items?name=Kayes")["features"]
        self.assertTrue(named and all(f["properties"]["name"] == "Kayes" for f in named))
        page = self.served.json("/collections/gaps/items?sortby=-pin,pcode&properties=pcode,pin")
        values = [f["properties"]["pin"] for f in page["features"]]
        known = [v for v in values if v is not None]
        self.assertEqual(known, sorted(known, reverse=True))
        self.assertEqual(list(page["features"][0]["properties"]), ["pcode", "pin"])

    def test_parameters_of_the_analysis_change_the_figures(self):
        all_ = self.served.json("/collections/coverage/items?limit=10000&all-time=1")
        few = self.served.json("/collections/coverage/items?limit=10000&all-time=1&sector=shelter")

        def actors(page):
            return sum(f["properties"]["n_actors"] for f in page["features"])

        self.assertLess(actors(few), actors(all_))
        inside = self.ids("/collections/coverage/items?within=ML05&level=2&limit=100")
        self.assertTrue(inside and all(code.startswith("ML05") for code in inside))

    def test_nothing_above_the_clearance(self):
        row = self.served.json("/collections/lines/items?limit=1")["features"][0]["properties"]
        self.assertFalse({"contact_email", "contact_phone", "contact_name", "remarks"} & set(row))

    def test_what_was_asked_leaves_the_store_free_for_writers(self):
        for path in ("/api/file/pdf", "/api/matrix/org-unit", "/api/matrix/org-sector", "/api/series", "/api/intersector",
                     "/api/diff?periods=2019-10-01:2019-12-31,2020-01-01:2020-03-31", "/api/explain/ML050609",
                     "/api/actors", "/api/studies", "/api/units", "/api/file/xlsx", "/api/file/geojson"):
            self.assertEqual(self.served.get(path)[0], 200, path)
            with contextlib.closing(sqlite3.connect(self.served.store, timeout=0.5, isolation_level=None)) as writer:
                try:
                    writer.execute("BEGIN EXCLUSIVE")
                except sqlite3.OperationalError as error:
                    self.fail(f"{path}: {error}")
                writer.execute("ROLLBACK")

    def test_an_import_is_picked_up(self):
        before = self.served.json("/collections/needs/items?limit=1")["numberMatched"]
        self.served.ltp("undo", "2")
        after = self.served.json("/collections/gaps/items?limit=1&filter=" + q("pin IS NOT NULL"))
        self.assertEqual(after["numberMatched"], 0)
        self.served.ltp("import", "needs", str(self.served.data / "mali/demo/ml_needs_fictif.csv"))
        time.sleep(0.3)
        self.assertEqual(self.served.json("/collections/needs/items?limit=1")["numberMatched"], before)

    def test_strange_requests_do_no_harm(self):
        dice = random.Random(7)
        names = ["limit", "bbox", "filter", "crs", "datetime", "sortby", "mode", "from", "offset", "f", "x"]
        values = ["", "1", "-1", "1e9", "NaN", "'", "((((", "..", "/", "%F0%9F%98%80", "%C3%28", "a" * 900,
                  "n_actors=1", "1,2,3,4", "-180,-90,180,90", "9" * 40, "NOT NOT TRUE", "POINT(0 0)"]
        for _ in range(400):
            path = dice.choice(["/", "/collections", "/collections/gaps/items", "/collections/lines/items",
                                "/api", "/static/../x", "//", "/collections/" + "a" * 300])
            query = "&".join(f"{dice.choice(names)}={q(dice.choice(values), safe='%,/')}"
                             for _ in range(dice.randrange(4)))
            status = self.served.get(f"{path}?{query}")[0]
            self.assertIn(status, (200, 400, 404), f"{path}?{query}")


    def test_what_is_too_long_is_refused(self):
        self.assertEqual(self.served.get("/" + "a" * 9000)[0], 400)
        try:  # more headers than a connection has memory for: refused, or cut off
            self.assertIn(self.served.get("/", X_Long="a" * 100_000)[0], (400, 413, 431))
        except (ConnectionError, urllib.error.URLError):
            pass
        self.assertEqual(self.served.get("/conformance")[0], 200)

    def test_many_requests_leave_no_trace_in_memory(self):
        if b"__asan_init" in pathlib.Path(PROGRAM).read_bytes():
            self.skipTest("freed memory is kept on purpose")
        counts = {}
        soak.ask_all(self.served, 2000, 1, counts)
        before = soak.resident(self.served)
        soak.ask_all(self.served, 2000, 2, counts)
        self.assertLess(soak.resident(self.served) - before, 24, counts)
        self.assertTrue(set(counts) <= {200, 400, 404}, counts)


class Changes(unittest.TestCase):
    def test_a_store_put_in_its_place_is_picked_up(self):
        with Served(PROGRAM, DATA) as served:
            before = served.json("/collections/needs/items?limit=1")
            self.assertGreater(before["numberMatched"], 0)
            other = served.store + ".new"
            shutil.copy(served.store, other)
            served.ltp("--store", other, "undo", "2")
            os.replace(other, served.store)
            time.sleep(0.3)
            after = served.json("/collections/gaps/items?limit=1&filter=" + q("pin IS NOT NULL"))
            self.assertEqual(after["numberMatched"], 0)

    def test_a_request_under_way_is_answered_before_the_end(self):
        with Served(PROGRAM, DATA) as served:
            with socket.create_connection(("127.0.0.1", served.port), timeout=20) as slow:
                slow.sendall(b"GET /conformance HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                time.sleep(0.3)
                served.process.send_signal(signal.SIGTERM)
                time.sleep(0.5)
                self.assertIsNone(served.process.poll())
                slow.sendall(b"Connection: close\r\n\r\n")
                answer = b"".join(iter(lambda: slow.recv(65536), b""))
            self.assertTrue(answer.startswith(b"HTTP/1.1 200"), answer[:80])
            self.assertEqual(served.process.wait(timeout=30), 0)


class Elsewhere(unittest.TestCase):
    def test_beyond_this_machine_a_token_is_needed(self):
        with Served(PROGRAM, DATA, "--bind", "0.0.0.0", environment={"LTP_TOKEN": "sesame-ouvre-toi"}) as served:
            self.assertEqual(served.get("/")[0], 401)
            basic = base64.b64encode(b"qgis:sesame-ouvre-toi").decode()
            self.assertEqual(served.get("/", Authorization="Basic " + basic)[0], 200)
            self.assertEqual(served.get("/", Authorization="Bearer sesame-ouvre-toi")[0], 200)
            self.assertEqual(served.get("/", Authorization="Bearer sesame")[0], 401)
            served.process.send_signal(signal.SIGTERM)
            self.assertEqual(served.process.wait(timeout=30), 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
