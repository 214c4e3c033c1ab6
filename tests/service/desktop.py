"""The entry in the menu of applications, as it is installed: desktop.py CMAKE BUILD DATA"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

CMAKE, BUILD, DATA = sys.argv[1:4]


class Desktop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.prefix = cls.root / "prefix"
        for part in ("cli", "share"):
            subprocess.run([CMAKE, "--install", f"{BUILD}/{part}", "--prefix", cls.prefix], check=True,
                           stdout=subprocess.DEVNULL)
        fake = cls.root / "bin"
        fake.mkdir()
        (fake / "xdg-open").write_text(f'#!/bin/sh\necho "$1" >>"{cls.root}/opened"\n')
        (fake / "xdg-open").chmod(0o755)
        cls.store = cls.root / "mali.sqlite"
        subprocess.run([cls.prefix / "bin/ltp", "init", cls.store], check=True, stderr=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(dir=self.root))
        (self.root / "opened").unlink(missing_ok=True)

    def opened(self):
        for _ in range(200):
            if (self.root / "opened").exists():
                return (self.root / "opened").read_text().strip()
            time.sleep(0.05)
        return None

    def click(self, *words):
        """Runs what the entry runs; the process, which may be serving."""
        environment = {k: v for k, v in os.environ.items() if k not in ("LTP_STORE", "DISPLAY")}
        environment.update(HOME=str(self.home), XDG_RUNTIME_DIR=str(self.root), PATH=f"{self.root}/bin:{os.environ['PATH']}", LC_ALL="fr_FR.UTF-8")
        return subprocess.Popen([self.prefix / "bin/ltp-open", *words], env=environment, cwd=self.home, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                start_new_session=True)

    def end(self, process):
        os.killpg(process.pid, signal.SIGTERM)
        return process.communicate(timeout=30)[1]

    def test_the_entry_is_valid_and_runs_what_is_installed(self):
        entry = self.prefix / "share/applications/ltp.desktop"
        lines = dict(line.split("=", 1) for line in entry.read_text().splitlines() if "=" in line)
        self.assertTrue((self.prefix / "bin" / lines["Exec"].split()[0]).exists())
        self.assertTrue((self.prefix / f"share/icons/hicolor/scalable/apps/{lines['Icon']}.svg").exists())
        self.assertIn("propriété", lines["Name[fr]"])
        if shutil.which("desktop-file-validate"):
            self.assertEqual(subprocess.run(["desktop-file-validate", entry], capture_output=True).stdout, b"")

    def test_a_click_finds_the_store_and_opens_its_page_without_a_token(self):
        (self.home / "Documents").mkdir()
        shutil.copy(self.store, self.home / "Documents/ma base.sqlite")
        process = self.click()
        url = self.opened()
        self.assertRegex(url or "", r"^http://127\.0\.0\.1:\d+/$")
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": "text/html"})) as page:
            self.assertIn("Logement, terre et propriété", page.read().decode())
        second = self.click(str(self.store))  # the port is taken by now
        for _ in range(200):
            if len(self.opened().splitlines()) == 2:
                break
            time.sleep(0.05)
        self.assertEqual(len(set(self.opened().splitlines())), 2)
        again = self.click(str(self.home / "Documents/ma base.sqlite"))  # that one is served already
        said = again.communicate(timeout=60)[1]
        self.assertEqual(again.returncode, 0, said)
        self.assertIn("déjà ouverte", said)
        self.assertEqual(self.opened().splitlines()[2], url)
        self.end(second)
        self.assertIn("ma base.sqlite", self.end(process))
        third = self.click(str(self.home / "Documents/ma base.sqlite"))  # and after its end it is served anew
        for _ in range(200):
            if len(self.opened().splitlines()) == 4:
                break
            time.sleep(0.05)
        self.assertRegex(self.opened().splitlines()[3], r"^http://127\.0\.0\.1:\d+/$")
        self.end(third)

    def test_without_a_store_it_says_what_to_do(self):
        (self.home / "autre.sqlite").write_text("no store")
        process = self.click()
        said = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, 1)
        self.assertIn("Copiez-y le fichier .sqlite", said)
        page = pathlib.Path(self.opened())
        self.assertIn("Copiez-y le fichier .sqlite", page.read_text())
        page.unlink()

    def test_a_store_that_is_not_there_is_named(self):
        process = self.click(str(self.home / "<zut>.sqlite"))
        self.assertIn("zut", process.communicate(timeout=60)[1])
        page = pathlib.Path(self.opened())
        self.assertIn("&lt;zut>", page.read_text())
        page.unlink()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
