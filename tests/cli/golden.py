"""Runs the golden cases: golden.py LTP DATA CASES [CASE...]

A case is a folder with a file `cmd` (shell lines, run with -e in an empty folder where `ltp` is the
program and `data` the project's data), and what is expected: `code` (0 when there is none), `out`
(standard output) and `err` (lines that must stand in standard error, in any order). Output is compared
by meaning: JSON as objects, CSV as rows, the rest as lines. UPDATE_GOLDEN=1 writes `out` anew, and
`err` where there is one.
"""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile


def environment(program):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LTP_", "LC_", "LANG"))}
    path = f"{pathlib.Path(program).parent}:{env['PATH']}"
    return {**env, "PATH": path, "LC_ALL": "C.UTF-8", "LTP_USER": "essai", "COLUMNS": "80",
            "SOURCE_DATE_EPOCH": "1704067200"}


def run(case, program, data):
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(data, os.path.join(folder, "data"))
        os.symlink(case, os.path.join(folder, "case"))
        return subprocess.run(["sh", "-e", os.path.join("case", "cmd")], cwd=folder,
                              env=environment(program), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=100)


def cell(text):
    """A cell of a CSV by meaning: 0 and 0.0 are one number; codes with a leading zero stay text."""
    try:
        return text if text[:1] == "0" and text[1:2].isdigit() else float(text)
    except ValueError:
        return text


def meaning(text):
    if text.lstrip().startswith(("[", "{")):
        try:
            return json.loads(text)
        except ValueError:
            pass
    lines = text.splitlines()
    if lines and "," in lines[0] and " " not in lines[0]:
        return [[cell(text) for text in row] for row in csv.reader(io.StringIO(text))]
    return [line.rstrip() for line in lines]


def check(case, program, data):
    done = run(case, program, data)
    out, err, code = (case / name for name in ("out", "err", "code"))
    expected_code = int(code.read_text()) if code.exists() else 0
    if os.environ.get("UPDATE_GOLDEN") and done.returncode == expected_code:
        out.write_text(done.stdout, encoding="utf-8")
        if err.exists():
            err.write_text(done.stderr, encoding="utf-8")
    faults = []
    if done.returncode != expected_code:
        faults.append(f"exit code {done.returncode}, expected {expected_code}")
    if out.exists() and meaning(done.stdout) != meaning(out.read_text(encoding="utf-8")):
        faults.append("standard output differs:\n" + done.stdout)
    for line in err.read_text(encoding="utf-8").splitlines() if err.exists() else []:
        if line.strip() not in [said.strip() for said in done.stderr.splitlines()]:
            faults.append(f"standard error lacks: {line}")
    if faults:
        faults.append("standard error was:\n" + done.stderr)
    return faults


def main():
    program, data, cases = sys.argv[1:4]
    names = sys.argv[4:] or sorted(p.name for p in pathlib.Path(cases).iterdir() if p.is_dir())
    failed = 0
    for name in names:
        faults = check(pathlib.Path(cases, name).resolve(), program, data)
        print("ok  " if not faults else "FAIL", name)
        for fault in faults:
            print("    " + fault.replace("\n", "\n    "))
        failed += bool(faults)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
