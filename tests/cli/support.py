"""What the scripts that test the whole program share."""

import os
import pathlib
import subprocess
import sys

from golden import environment

PROGRAM, DATA = sys.argv[1], pathlib.Path(sys.argv[2])


def ltp(folder, *words, lang="fr"):
    """Runs ltp in `folder`; the result has returncode, stdout, stderr."""
    return subprocess.run([PROGRAM, "--lang", lang, *map(str, words)], cwd=folder,
                          env=environment(PROGRAM), capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=250)


def must(done, *codes):
    """The run ended with one of the codes (0 when none is named)."""
    if done.returncode not in (codes or (0,)):
        sys.exit(f"{' '.join(done.args)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def demo_store(folder):
    """Boundaries of 2021, the fictitious 4W and needs: what the expected figures are made from."""
    must(ltp(folder, "init", "mali.sqlite"))
    must(ltp(folder, "import", "boundaries", DATA / "mali/mli_admbnda_2021.gpkg", "--edition", "2021"))
    must(ltp(folder, "import", "needs", DATA / "mali/demo/ml_needs_fictif.csv"))
    must(ltp(folder, "import", "activities", DATA / "mali/demo/ml_4w_ltp_fictif.xlsx"), 3)


class Faults:
    """Collects what is wrong and ends the script with it."""

    def __init__(self):
        self.found = []

    def expect(self, holds, text):
        if not holds:
            self.found.append(text)

    def end(self):
        for text in self.found[:20]:
            print(text)
        print(f"{len(self.found)} faults")
        sys.exit(len(self.found) > 0)
