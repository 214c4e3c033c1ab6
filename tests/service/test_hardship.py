"""What a service must live through: hostile questions, many connections, a store that goes away.
test_hardship.py LTP DATA"""

import json
import os
import pathlib
import shutil
import socket
import sys
import tempfile
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from serving import Served  # noqa: E402

PROGRAM, DATA = sys.argv[1:3]
q = urllib.parse.quote


def ring(corners, radius=6.0):
    """A star of many corners, valid, over the whole country"""
    import math
    at = [(-4 + radius * (1 if i % 2 else 0.5) * math.cos(2 * math.pi * i / corners),
           17 + radius * (1 if i % 2 else 0.5) * math.sin(2 * math.pi * i / corners)) for i in range(corners)]
    return "POLYGON((" + ",".join(f"{x:.3f} {y:.3f}" for x, y in at + at[:1]) + "))"


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.served = Served(PROGRAM, DATA).__enter__()
        cls.addClassCleanup(cls.served.__exit__)

    def filtered(self, condition):
        return self.served.get("/collections/gaps/items?limit=1&filter=" + q(condition))[0]

    def test_conditions_out_of_all_measure_are_refused(self):
        for condition in ("(" * 1000 + "TRUE" + ")" * 1000, "NOT " * 1000 + "TRUE", "n_actors IN (" + "1," * 1900 + "1)",
                          " OR ".join(["n_actors = 1"] * 250), f"S_INTERSECTS(geometry,{ring(2000)})",
                          " OR ".join([f"S_INTERSECTS(geometry,POINT({i} 1))" for i in range(9)]),
                          "S_INTERSECTS(geometry," + "GEOMETRYCOLLECTION(" * 50 + "POINT(1 1)" + ")" * 51,
                          "S_INTERSECTS(geometry,MULTIPOLYGON(" + "(" * 100 + "1 1", "'" + "\\" * 999, '"' * 999,
                          "1e999 = 1", "n_actors = " + "9" * 300, "BBOX(", "S_INTERSECTS(geometry,BBOX(1,2,3,4,5))"):
            self.assertIn(self.filtered(condition), (200, 400) if "NOT NOT" in condition else (400,), condition[:60])

    def test_conditions_at_the_limit_are_answered(self):
        for condition in (f"S_INTERSECTS(geometry,{ring(240)})", "name LIKE '" + "%a" * 300 + "'", "n_actors IN (" +
                          ",".join(["1"] * 95) + ")", "name LIKE '" + "_" * 900 + "%'",
                          "(" * 20 + "TRUE" + ")" * 20):
            self.assertEqual(self.filtered(condition), 200, condition[:60])

    def test_many_connections_at_once_leave_room_for_others_after_them(self):
        crowd = []
        for _ in range(400):  # more than it takes
            try:
                crowd.append(socket.create_connection(("127.0.0.1", self.served.port), timeout=5))
                crowd[-1].sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")  # and never the end
            except OSError:
                break
        for one in crowd:
            one.close()
        for _ in range(50):
            try:
                status = self.served.get("/conformance")[0]
                break
            except OSError:
                time.sleep(0.1)
        self.assertEqual(status, 200)
        self.assertIsNone(self.served.process.poll())

    def test_what_is_no_http_does_no_harm(self):
        for said in (b"\x00" * 5000, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: 999999999\r\n"
                     b"Host: 127.0.0.1\r\n\r\n", b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n", b"GET /\xff\xfe HTTP/1.1\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", self.served.port), timeout=20) as one:
                one.sendall(said)
                one.shutdown(socket.SHUT_WR)
                answer = b""
                try:
                    while part := one.recv(65536):
                        answer += part
                except OSError:
                    pass
                self.assertNotIn(b"gaps", answer)
        self.assertEqual(self.served.get("/conformance")[0], 200)


class Slow(unittest.TestCase):
    def test_an_answer_that_takes_too_long_is_given_up(self):
        with Served(PROGRAM, DATA, "--timeout", "0.0001") as served:
            for path in ("/collections/gaps/items?crs=http://www.opengis.net/def/crs/EPSG/0/32630&limit=10000",
                         "/api/coverage?theme=ltp", "/api/series?level=3"):
                status, headers, body = served.get(path)
                self.assertEqual((status, headers["Content-Type"]), (503, "application/problem+json"), path)
                self.assertTrue(json.loads(body)["detail"])
            self.assertEqual(served.get("/conformance")[0], 200)


class Empty(unittest.TestCase):
    def test_a_new_store_has_no_collections_yet(self):
        with tempfile.TemporaryDirectory() as folder:
            served = Served(PROGRAM, DATA)
            served.env = {**os.environ, "LTP_STORE": os.path.join(folder, "new.sqlite"), "LC_ALL": "C.UTF-8"}
            served.ltp("init", served.env["LTP_STORE"])
            served.start()
            try:
                self.assertEqual(served.json("/collections")["collections"], [])
                self.assertEqual(served.json("/api")["openapi"], "3.0.3")
                self.assertIn("ltp import boundaries", served.json("/api/coverage", status=404)["detail"])
            finally:
                served.process.terminate()
                served.process.wait(timeout=30)
                served.process.stderr.close()


class Store(unittest.TestCase):
    def answers(self, served, wanted, path="/api/units?properties=pcode"):
        """The status of an answer, once the look at the store was taken"""
        for _ in range(40):
            time.sleep(0.15)
            status, headers, body = served.get(path)
            if status == wanted:
                return headers, body
        self.fail(f"{status}, not {wanted}: {body[:200]}")

    def test_a_store_that_goes_away_and_comes_back(self):
        with Served(PROGRAM, DATA) as served:
            before = served.json("/api/units?properties=pcode")
            os.rename(served.store, served.store + ".away")
            headers, body = self.answers(served, 503)
            self.assertEqual(headers["Content-Type"], "application/problem+json")
            self.assertNotIn(served.store.encode(), body, "no path of the machine")
            pathlib.Path(served.store).write_bytes(b"no database" * 1000)
            self.answers(served, 503)
            os.remove(served.store)
            os.rename(served.store + ".away", served.store)
            self.answers(served, 200)
            self.assertEqual(served.json("/api/units?properties=pcode"), before)

    def test_two_services_read_one_store_while_it_grows(self):
        with Served(PROGRAM, DATA) as served:
            other = Served(PROGRAM, DATA)
            other.env, other.store = served.env, served.store
            other.start()
            try:
                for one in (served, other):  # each has read in every way there is
                    for path in ("/api/actors", "/api/matrix/org-unit", "/api/explain/ML05", "/api/coverage", "/api/series",
                                 "/api/diff?submissions=2,3", "/collections/lines/items?limit=1", "/api/file/geojson"):
                        self.assertEqual(one.get(path)[0], 200, path)
                table = pathlib.Path(served.folder.name) / "i.csv"
                table.write_text("Titre,Année,Pays\nUne étude zorglubienne,2021,Mali\n")
                served.ltp("import", "studies", str(table))
                time.sleep(0.3)
                for one in (served, other):
                    self.assertEqual(len(one.json("/api/studies?search=zorglubienne")["rows"]), 1)
            finally:
                other.process.terminate()
                other.process.wait(timeout=30)
                other.process.stderr.close()

    def test_a_copy_is_served_from_where_nothing_can_be_written(self):
        with Served(PROGRAM, DATA) as served:
            folder = pathlib.Path(served.folder.name) / "lecture"
            folder.mkdir()
            shutil.copy(served.store, folder / "mali.sqlite")
            os.chmod(folder / "mali.sqlite", 0o444)
            os.chmod(folder, 0o555)
            other = Served(PROGRAM, DATA)
            other.env, other.store = {**served.env, "LTP_STORE": str(folder / "mali.sqlite")}, None
            other.start()
            try:
                self.assertEqual(other.get("/api/coverage")[0], 200)
            finally:
                other.process.terminate()
                other.process.wait(timeout=30)
                other.process.stderr.close()
                os.chmod(folder, 0o755)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
