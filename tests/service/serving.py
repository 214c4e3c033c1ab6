"""Starts the service on a demonstration store, for the tests of this folder."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import urllib.error
import urllib.request


class Served:
    """with Served(program, data, "--clearance", "public") as service: service.get("/")"""

    def __init__(self, program, data, *options, environment=None):
        self.program, self.data, self.options = program, pathlib.Path(data), options
        self.environment = environment or {}

    def ltp(self, *words, codes=(0, 3)):
        done = subprocess.run([self.program, "--lang", "fr", *words], env=self.env, capture_output=True,
                              text=True, timeout=200)
        assert done.returncode in codes, (words, done.stderr)
        return done

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.store = os.path.join(self.folder.name, "mali.sqlite")
        self.env = {**os.environ, "LTP_STORE": self.store, "LC_ALL": "C.UTF-8", **self.environment}
        mali = self.data / "mali"
        self.ltp("init", self.store)
        self.ltp("import", "boundaries", str(mali / "mli_admbnda_2021.gpkg"), "--edition", "2021")
        self.ltp("import", "needs", str(mali / "demo/ml_needs_fictif.csv"))
        self.ltp("import", "activities", str(mali / "demo/ml_4w_ltp_fictif.xlsx"))
        self.ltp("import", "studies", str(mali / "ml_ltp_studies.csv"))
        self.start()
        return self

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--lang", "fr", "serve", "--port", "0", *self.options], env=self.env,
            stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r":(\d+)/", line).group(1))
        self.url = f"http://127.0.0.1:{self.port}"

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=120)
        self.process.stderr.close()
        self.folder.cleanup()

    def get(self, path, method="GET", **headers):
        """(status, headers, body)"""
        request = urllib.request.Request(self.url + path, method=method,
                                         headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def json(self, path, status=200, **headers):
        got, _, body = self.get(path, **headers)
        assert got == status, (path, got, body[:300])
        return json.loads(body)
