"""The abstract tests of what /conformance declares beyond parts 1 and 2 (those are in tests/real): OGC API -
Features part 3 (19-079r2), CQL2 (21-065r2), Schemas (23-058r2); and of part 1 what a client of HTTP sees.
test_standard.py LTP DATA, or test_standard.py URL of a service that runs."""

import json
import pathlib
import random
import sys
import unittest
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from serving import Served  # noqa: E402

ARGUMENTS = sys.argv[1:]
CRS = "http://www.opengis.net/def/crs/"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
q = urllib.parse.quote
SHAPES = {
    "S_INTERSECTS": ["BBOX(-180,-90,180,90)", "POINT(7.02 49.92)", "LINESTRING(-180 -45, 0 -45)",
                     "MULTIPOINT(7.02 49.92, 90 18)", "MULTILINESTRING((-180 -45, 0 -45), (0 45, 180 45))",
                     "POLYGON((-180 -90, -90 -90, -90 90, -180 90, -180 -90), (-120 -50, -100 -50, -100 -40, -120 -40, "
                     "-120 -50))",
                     "MULTIPOLYGON(((-180 -90, -90 -90, -90 90, -180 90, -180 -90)),((0 0, 10 0, 10 10, 0 10, 0 0)))",
                     "GEOMETRYCOLLECTION(POINT(7.02 49.92), POLYGON((0 0, 10 0, 10 10, 0 10, 0 0)))",
                     "POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))"],
    "S_DISJOINT": ["BBOX(-180,-90,180,90)", "LINESTRING(7 50,10 51)", "POINT(7.02 49.92)"],
    "S_EQUALS": ["POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))", "LINESTRING(7 50,10 51)", "POINT(7.02 49.92)"],
    "S_TOUCHES": ["BBOX(-180,-90,180,90)", "LINESTRING(7 50,10 51)"],
    "S_CROSSES": ["BBOX(-180,-90,180,90)", "LINESTRING(7 50,10 51)"],
    "S_WITHIN": ["BBOX(-180,-90,180,90)", "LINESTRING(7 50,10 51)", "MULTIPOINT(7 50,10 51)"],
    "S_CONTAINS": ["BBOX(-180,-90,180,90)", "LINESTRING(7 50,10 51)", "MULTIPOINT(7 50,10 51)"],
    "S_OVERLAPS": ["MULTIPOINT(7 50,10 51)", "POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))"],
}


class Standard(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.served = None
        if len(ARGUMENTS) == 1:
            cls.url = ARGUMENTS[0].rstrip("/")
        else:
            cls.served = Served(*ARGUMENTS[:2]).__enter__()
            cls.addClassCleanup(cls.served.__exit__)
            cls.url = cls.served.url
        cls.conforms = cls.json("/conformance")["conformsTo"]
        cls.collections = cls.json("/collections")["collections"]
        cls.within = cls.small_part()
        cls.queryables = {c["id"]: cls.json(f"/collections/{c['id']}/queryables")["properties"] for c in cls.collections}

    @classmethod
    def small_part(cls):
        """The code of a unit with few units in it: answers are short, and there are many of them"""
        units = cls.json("/api/units?properties=pcode,parent_pcode,level")["rows"]
        sizes = {unit["pcode"]: sum(other["parent_pcode"] == unit["pcode"] for other in units)
                 for unit in units if unit["level"] > 0}
        return min((size, code) for code, size in sizes.items() if size >= 4)[1]

    @classmethod
    def get(cls, path, accept="application/json", method="GET"):
        """(status, headers, body)"""
        request = urllib.request.Request(path if path.startswith("http") else cls.url + path, method=method,
                                         headers={"Accept": accept})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    @classmethod
    def json(cls, path):
        status, _, body = cls.get(path)
        assert status == 200, (path, status, body[:300])
        return json.loads(body)

    def items(self, collection, limit=10000, **query):
        """Features of the small part; filter_crs is filter-crs"""
        words = f"&within={self.within}" + "".join(f"&{name.replace('filter_', 'filter-')}={q(value)}" for name, value in query.items())
        return self.json(f"/collections/{collection}/items?limit={limit}{words}")["features"]

    def kept(self, collection, condition, **query):
        """Which features a condition keeps"""
        return {f["id"] for f in self.items(collection, filter=condition, properties=self.first(collection), **query)}

    def status(self, collection, condition, **query):
        words = "".join(f"&{name.replace('filter_', 'filter-')}={q(value)}" for name, value in query.items())
        return self.get(f"/collections/{collection}/items?limit=1&filter={q(condition)}{words}")[0]

    def first(self, collection):
        return next(name for name, schema in self.queryables[collection].items() if "type" in schema)

    def each_field(self, *types):
        """(collection, name, kind), kind one of string, date, integer, number, boolean"""
        for collection, properties in self.queryables.items():
            for name, schema in properties.items():
                kind = schema.get("format", schema.get("type"))
                if kind in types:
                    yield collection, name, kind

    def spatial(self):
        """Collections with geometry, their box"""
        for collection in self.collections:
            places = [at for f in self.items(collection["id"]) if f["geometry"]
                      for at in positions(f["geometry"]["coordinates"])]
            if places:
                xs, ys = zip(*places)
                yield collection["id"], (min(xs), min(ys), max(xs), max(ys)), collection["crs"]

    # ---- part 3: queryables

    def test_every_declared_class_has_a_test_here_or_in_the_real_checks(self):
        tested = {"ogcapi-common-1": {"core"},
                  "ogcapi-features-1": {"core", "geojson", "html", "oas30"},
                  "ogcapi-features-2": {"crs"},
                  "ogcapi-features-3": {"queryables", "queryables-query-parameters", "filter", "features-filter"},
                  "cql2": {"cql2-text", "basic-cql2", "advanced-comparison-operators", "basic-spatial-functions",
                           "basic-spatial-functions-plus", "spatial-functions", "property-property"},
                  "ogcapi-common-3": {"schemas", "advanced-property-roles", "returnables-and-receivables", "queryables",
                                      "sortables"}}
        for uri in self.conforms:
            standard, _, _, name = uri.split("/spec/")[1].split("/")
            self.assertIn(name, tested[standard], uri)

    def test_items_and_collections_link_to_their_queryables(self):
        for collection in self.collections:
            wanted = f"{self.url}/collections/{collection['id']}/queryables"
            for method in ("HEAD", "GET"):
                links = self.get(f"/collections/{collection['id']}/items", method=method)[1]["Link"]
                self.assertIn(f'<{wanted}>; rel="{REL}queryables"', links)
            self.assertIn((REL + "queryables", wanted), [(link["rel"], link["href"]) for link in collection["links"]])

    def test_schemas_are_what_the_standard_says(self):
        for collection in self.collections:
            for kind in ("queryables", "sortables", "schema"):
                status, headers, body = self.get(f"/collections/{collection['id']}/{kind}", "application/schema+json")
                schema = json.loads(body)
                self.assertEqual((status, headers["Content-Type"]), (200, "application/schema+json"))
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
                self.assertEqual(schema["$id"], f"{self.url}/collections/{collection['id']}/{kind}")
                self.assertEqual((schema["type"], schema["additionalProperties"]), ("object", False))
                self.assertTrue(schema["properties"])
                self.assertIn(REL + kind, {link["rel"] for link in collection["links"]})
                for name, field in schema["properties"].items():
                    shape = field.get("format", "").startswith("geometry-")
                    self.assertTrue(shape != ("type" in field), name)
                    self.assertFalse([key for key in field if key not in (
                        "title", "description", "type", "format", "readOnly") and not key.startswith("x-")], name)
                    if "x-ogc-unit" in field:
                        self.assertIn(field["type"], ("number", "integer"))
                        self.assertRegex(field["x-ogc-unit"], r"^(d|deg|km|km2|1|\{[!-z|~]+\})$")
                roles = [field["x-ogc-role"] for field in schema["properties"].values() if "x-ogc-role" in field]
                self.assertEqual(len(roles), len(set(roles)), (collection["id"], roles))
                self.assertIn("id", roles)

    def test_features_are_valid_against_their_schema(self):
        types = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
        for collection in self.collections:
            schema = self.json(f"/collections/{collection['id']}/schema")["properties"]
            role = next(field for field in schema.values() if field.get("x-ogc-role") == "id")
            for feature in self.items(collection["id"], limit=300):
                self.assertIsInstance(feature["id"], types[role["type"]])
                for name, value in feature["properties"].items():
                    if value is not None:
                        self.assertIsInstance(value, types[schema[name]["type"]], (collection["id"], name))
                        self.assertFalse(isinstance(value, bool) and schema[name]["type"] != "boolean", name)
                        if schema[name].get("format") == "date":
                            self.assertRegex(value, r"^\d{4}-\d\d-\d\d$")

    def test_each_queryable_is_a_parameter(self):
        wrong = {"date": "hier", "integer": "x", "number": "x", "boolean": "peut-être"}
        for collection, name, kind in self.each_field("string", "date", "integer", "number", "boolean"):
            known = [f["properties"][name] for f in self.items(collection, limit=200)
                     if f["properties"].get(name) is not None]
            if known:
                text = str(known[0]).lower() if kind == "boolean" else str(known[0])
                found = self.items(collection, **{name: text})
                self.assertTrue(found, (collection, name, text))
            if kind != "string":
                status = self.get(f"/collections/{collection}/items?{name}={q(wrong[kind])}")[0]
                self.assertEqual(status, 400, (collection, name))

    def test_sortables_sort(self):
        for collection in self.collections:
            names = list(self.json(f"/collections/{collection['id']}/sortables")["properties"])
            for name in names:
                for sign in ("", "-"):
                    values = [f["properties"][name] for f in self.items(collection["id"], sortby=sign + name,
                                                                       properties=name)]
                    known = [v for v in values if v is not None]
                    order = sorted(known, key=lambda v: v.encode() if isinstance(v, str) else v, reverse=sign == "-")
                    self.assertEqual(known, order, (collection["id"], name))
                    self.assertEqual(values[:len(known)], known, "what is not known comes last")

    # ---- part 3: filter

    def test_a_filter_is_understood_or_refused(self):
        for collection in self.queryables:
            name = self.first(collection)
            everything = {f["id"] for f in self.items(collection, properties=name)}
            unknown = {f["id"] for f in self.items(collection) if f["properties"].get(name) is None}
            self.assertEqual(self.kept(collection, f"{name} IS NULL", filter_lang="cql2-text"), unknown)
            self.assertEqual(self.kept(collection, f"{name} IS NOT NULL"), everything - unknown)
            self.assertEqual(self.status(collection, "THIS IS NOT A FILTER"), 400)
            self.assertEqual(self.status(collection, "this_is_not_a_queryable IS NULL"), 400)
            self.assertEqual(self.status(collection, f"{name} IS NULL", filter_lang="cql2-json"), 400)

    def test_shapes_are_in_degrees_or_in_filter_crs(self):
        for collection, (w, s, e, n), systems in self.spatial():
            name = self.first(collection)
            whole = {f["id"] for f in self.items(collection, properties=name) if f["geometry"]}
            box = f"S_INTERSECTS(geometry,BBOX({w},{s},{e},{n}))"
            self.assertEqual(self.kept(collection, box), whole)
            self.assertEqual(self.kept(collection, box, bbox=f"{w},{s},{e},{n}"), whole)
            self.assertEqual(self.kept(collection, box, bbox="100,-80,101,-79"), set())
            self.assertEqual(self.status(collection, "S_INTERSECTS(geometry,BBOX(1000000,1000000,2000000,2000000))"), 400)
            self.assertEqual(self.status(collection, box, filter_crs=CRS + "OGC/0/does_not_exist"), 400)
            for uri in systems:  # each system's own box, as it gives the features
                xs, ys = zip(*(at for f in self.items(collection, limit=500, crs=uri) if f["geometry"]
                               for at in positions(f["geometry"]["coordinates"])))
                pad = 1e-6 if "EPSG/0/4326" in uri or "CRS84" in uri else 1
                inside = f"S_INTERSECTS(geometry,{around(uri, min(xs), min(ys), max(xs), max(ys), pad)})"
                some = {f["id"] for f in self.items(collection, limit=500, properties=name) if f["geometry"]}
                self.assertLessEqual(some, self.kept(collection, inside, filter_crs=uri), uri)

    def test_a_shape_says_the_same_in_every_system(self):
        for collection, (w, s, e, n), systems in self.spatial():
            feature = next(f for f in self.items(collection, limit=50) if f["geometry"])
            for uri in systems:
                there = self.json(f"/collections/{collection}/items/{feature['id']}?crs={uri}")["geometry"]
                x, y = next(positions(there["coordinates"]))
                pad = 1e-5 if "EPSG/0/4326" in uri or "CRS84" in uri else 1
                found = self.kept(collection, f"S_INTERSECTS(geometry,{around(uri, x, y, x, y, pad)})", filter_crs=uri)
                self.assertIn(feature["id"], found, uri)

    # ---- CQL2

    def test_comparisons_part_what_they_compare(self):
        values = {"string": "'foo'", "boolean": "true", "number": "3.14", "integer": "1",
                  "date": "DATE('2022-04-14')"}
        for collection, name, kind in self.each_field(*values):
            for left, right in ((f'"{name}"', values[kind]), (values[kind], name)):
                for one, other in (("=", "<>"), (">", "<="), ("<", ">=")):
                    a = self.kept(collection, f"{left} {one} {right}")
                    b = self.kept(collection, f"{left}{other}{right}")
                    self.assertFalse(a & b)
                    self.assertEqual(a | b, self.kept(collection, f"{name} is not null"))
            self.assertEqual(self.kept(collection, f"{name} <> {name}"), set())
            self.assertEqual(self.kept(collection, f"{name} = {name}"), self.kept(collection, f"{name} >= {name}"))

    def test_values_are_compared_with_values(self):
        collection = next(iter(self.queryables))
        everything = self.kept(collection, "TRUE")
        self.assertEqual(self.kept(collection, "false"), set())
        for value in ("'foo'", "true", "3.14", "1", "TIMESTAMP('2022-04-14T14:48:46Z')", "DATE('2022-04-14')"):
            for sign in ("=", ">=", "<="):
                self.assertEqual(self.kept(collection, f"{value} {sign} {value}"), everything)
            for sign in ("<>", "<", ">"):
                self.assertEqual(self.kept(collection, f"{value} {sign} {value}"), set())

    def test_null_of_every_queryable(self):
        for collection, properties in self.queryables.items():
            for name in properties:
                a, b = self.kept(collection, f"{name} IS NULL"), self.kept(collection, f"{name} is not null")
                self.assertFalse(a & b)

    def test_like_in_and_between(self):
        for collection, name, _ in self.each_field("string"):
            known = self.kept(collection, f"{name} IS NOT NULL")
            self.assertEqual(self.kept(collection, f"{name} LIKE '%'"), known)
            self.assertEqual(self.kept(collection, f"{name} like '%%'"), known)
            self.assertFalse(self.kept(collection, f"{name} like '_%'") & self.kept(collection, f"{name} like ''"))
            self.kept(collection, f"{name} like '\\%\\_'")
            self.kept(collection, f"{name} in ('foo', 'bar')")
        for collection, name, _ in self.each_field("number", "integer"):
            between = self.kept(collection, f"{name} BETWEEN 0 AND 100")
            self.assertEqual(between, self.kept(collection, f"{name} >= 0 AND {name} <= 100"))
            self.assertEqual(self.kept(collection, f"{name} between 100.0 and 1.0"), set())
            self.kept(collection, f"{name} IN (1, 2, 3)")
        for collection, name, _ in self.each_field("boolean"):
            self.assertEqual(self.kept(collection, f"{name} in (true)"), self.kept(collection, f"{name} = true"))
        for collection, name, _ in self.each_field("date"):
            self.kept(collection, f"{name} in ('2022-04-14', '2022-04-15')")

    def test_texts_are_escaped_as_the_standard_says(self):
        collection = next(iter(self.queryables))
        for one, other in (("'d''un'", "'d\\'un'"), ("'a\\tb'", "'a\tb'"), ("'a\\nb'", "'a\nb'")):
            self.assertTrue(self.kept(collection, f"{one} = {other}"), one)
        self.assertTrue(self.kept(collection, "'100 %' LIKE '100 \\%'"))
        self.assertFalse(self.kept(collection, "'100 x' LIKE '100 \\%'"))
        self.assertTrue(self.kept(collection, "'Ségou' LIKE 'S_gou'"), "a letter with an accent is one")

    def test_spatial_functions_take_every_literal(self):
        for collection, *_ in self.spatial():
            for function, shapes in SHAPES.items():
                for shape in shapes:
                    kept = self.kept(collection, f"{function}(geometry,{shape})")
                    back = {"S_WITHIN": "S_CONTAINS", "S_CONTAINS": "S_WITHIN"}.get(function, function)
                    self.assertEqual(kept, self.kept(collection, f"{back}({shape},geometry)"), shape)
            for bad in ("POINT(90 180)", "MULTIPOINT(7.02 49.92, 90 180)"):
                self.assertEqual(self.status(collection, f"S_INTERSECTS(geometry,{bad})"), 400)
            box, shape = "BBOX(-180,-90,180,90)", "POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))"
            for function in ("S_INTERSECTS", "S_DISJOINT", "S_WITHIN"):
                self.assertEqual(self.kept(collection, f"{function}(geometry,{box})"),
                                 self.kept(collection, f"{function}(geometry,{shape})"))

    def test_a_box_crosses_the_antimeridian(self):
        for collection, (w, s, e, n), _ in self.spatial():
            middle = (w + e) / 2
            around = self.kept(collection, f"S_INTERSECTS(geometry,BBOX({middle},{s},{w},{n}))")
            halves = self.kept(collection, f"S_INTERSECTS(geometry,BBOX({middle},{s},180,{n})) OR "
                                           f"S_INTERSECTS(geometry,BBOX(-180,{s},{w},{n}))")
            self.assertEqual(around, halves)
            self.assertEqual({f["id"] for f in self.items(collection, bbox=f"{middle},{s},{w},{n}")}, halves)

    def test_and_or_not_are_those_of_three_values(self):
        dice = random.Random(21)
        predicates = {}
        for collection, name, kind in self.each_field("integer", "string", "boolean"):
            predicates.setdefault(collection, []).extend(
                [f"{name} IS NULL", f"{name} = " + {"integer": "1", "string": "'foo'", "boolean": "true"}[kind]])
        for collection, box, _ in self.spatial():
            predicates[collection].append(f"S_INTERSECTS(geometry,BBOX({box[0]},{box[1]},{(box[0] + box[2]) / 2},{box[3]}))")
        for collection, known in predicates.items():
            everything = self.kept(collection, "TRUE")
            for _ in range(6):
                p = [dice.choice(known) for _ in range(4)]
                yes = [self.kept(collection, x) for x in p]
                no = [self.kept(collection, f"NOT {x}") for x in p]
                wanted = ((no[0] & yes[1]) | (yes[2] & no[3]) | (no[0] | no[3])) & everything
                asked = f"((NOT {p[0]} AND {p[1]}) OR ({p[2]} and NOT {p[3]}) or not ({p[0]} AND {p[3]}))"
                self.assertEqual(self.kept(collection, asked), wanted, asked)

    # ---- part 1

    def test_what_is_accepted_is_sent_or_refused(self):
        for accept, status, kind in (("application/geo+json", 200, "application/geo+json"),
                                     ("text/html", 200, "text/html; charset=utf-8"), ("*/*", 200, "application/geo+json"),
                                     ("application/*", 200, "application/geo+json"),
                                     ("application/json;q=0.5, text/html;q=0.1", 200, "application/geo+json"),
                                     ("image/png", 406, "application/problem+json"),
                                     ("application/xml, text/csv", 406, "application/problem+json"),
                                     ("text/html;q=0, application/json", 200, "application/geo+json")):
            got, headers, _ = self.get("/collections/units/items?limit=1", accept)
            self.assertEqual((got, headers["Content-Type"]), (status, kind), accept)
        self.assertEqual(self.get("/collections/units/items?limit=1&f=json", "image/png")[0], 200, "f= wins")

    def test_the_description_holds_every_status(self):
        api = self.json("/api")
        for path, item in api["paths"].items():
            self.assertLessEqual({"200", "400", "403", "404", "405", "406", "500", "503"}, set(item["get"]["responses"]),
                                 path)

    def test_pages_lead_through_all_features_with_the_same_question(self):
        for collection in self.queryables:
            name = self.first(collection)
            path, seen = f"/collections/{collection}/items?limit=7&within={self.within}&sortby=-{name}&filter={q(name + ' IS NOT NULL')}", []
            while path:
                page = self.json(path)
                seen += [f["id"] for f in page["features"]]
                links = {link["rel"]: link["href"] for link in page["links"]}
                self.assertEqual(page["numberReturned"], len(page["features"]))
                path = links.get("next")
            self.assertEqual(len(seen), page["numberMatched"])
            self.assertEqual(len(seen), len(set(seen)))


def positions(coordinates):
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
        return
    for part in coordinates:
        yield from positions(part)


def around(uri, w, s, e, n, pad):
    """A BBOX a little larger, on the earth"""
    lows, highs = (-90, -180) if "EPSG/0/4326" in uri else (-180, -90), (90, 180) if "EPSG/0/4326" in uri else (180, 90)
    if pad < 1:
        return (f"BBOX({max(w - pad, lows[0])},{max(s - pad, lows[1])},{min(e + pad, highs[0])},"
                f"{min(n + pad, highs[1])})")
    far = 20037508.34 if uri.endswith("/3857") else 1e9
    return f"BBOX({max(w - pad, -far)},{s - pad},{min(e + pad, far)},{n + pad})"


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
