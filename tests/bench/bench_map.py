#!/usr/bin/env python3
"""Times and sizes of maps of a store: every theme on A4 and A3, and the atlas of the régions. Each is made three
times, the best counts: elapsed, and of the processor. Usage: bench_map.py LTP STORE [OPTIONS OF THE MAPS...]"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

THEMES = ("presence", "intersector", "coverage", "gaps", "priority", "evidence", "displacement", "reference")


def best(words, out):
    elapsed, busy = [], []
    for _ in range(3):
        start, before = time.perf_counter(), os.times()
        subprocess.run([*words, "-o", out], check=True, capture_output=True)
        after = os.times()
        elapsed.append(time.perf_counter() - start)
        busy.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return f"{min(elapsed):6.2f} s {min(busy):6.2f} s  {os.path.getsize(out) / 1e3:6.0f} kB"


def main():
    program, store, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "map.pdf"
        for theme in THEMES:
            for kind in (("--page", "a4"), ("--page", "a3")):
                figures = best([program, "--store", store, "map", theme, *kind, *options], out)
                print(f"{theme:13} {kind[1]}    {figures}", flush=True)
        figures = best([program, "--store", store, "map", "priority", "--atlas", "regions", *options], out)
        print(f"{'priority':13} atlas {figures}")


main()
