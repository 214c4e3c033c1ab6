"""The examples of the READMEs, which are the same in both languages, and of the guide run as they stand."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

from golden import environment
from support import DATA, PROGRAM, Faults


def examples(path):
    blocks = re.findall(r"^```sh\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def run_all(lines, name, faults):
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(DATA, os.path.join(folder, "data"))
        for line in lines:
            done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment(PROGRAM),
                                  capture_output=True, text=True, timeout=120)
            faults.expect(done.returncode in (0, 3), f"{name}: {line}: {done.returncode}\n{done.stderr}")


def main():
    faults = Faults()
    root = pathlib.Path(sys.argv[3])
    lines = examples(root / "README.md")
    faults.expect(lines == examples(root / "README.fr.md"), "the two READMEs show other examples")
    faults.expect(len(lines) >= 8, f"only {len(lines)} examples")
    run_all(lines, "README", faults)
    run_all(examples(root / "docs/guide.fr.md"), "guide", faults)
    faults.end()


main()
