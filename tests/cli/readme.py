"""The examples of README.md and README.fr.md run as they stand, and are the same in both."""

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


def main():
    faults = Faults()
    root = pathlib.Path(sys.argv[3])
    lines = examples(root / "README.md")
    faults.expect(lines == examples(root / "README.fr.md"), "the two READMEs show other examples")
    faults.expect(len(lines) >= 8, f"only {len(lines)} examples")
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(DATA, os.path.join(folder, "data"))
        for line in lines:
            done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment(PROGRAM),
                                  capture_output=True, text=True, timeout=120)
            faults.expect(done.returncode in (0, 3), f"{line}: {done.returncode}\n{done.stderr}")
    faults.end()


main()
