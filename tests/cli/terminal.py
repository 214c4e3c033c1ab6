"""On a terminal: a table that fits its width, a progress bar, and ^C that leaves the store as it was."""

import fcntl
import os
import pathlib
import pty
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

from golden import environment
from support import DATA, PROGRAM, Faults, demo_store, ltp


def on_terminal(folder, words, columns, interrupt_after=None):
    """Runs ltp with a terminal as its output; gives exit code and what was shown."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = environment(PROGRAM)
    env.pop("COLUMNS")
    run = subprocess.Popen([PROGRAM, *map(str, words)], cwd=folder, env=env, stdin=theirs,
                           stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown, began = b"", time.monotonic()
    while True:
        try:
            got = os.read(ours, 65536)
        except OSError:
            break
        if not got:
            break
        shown += got
        if interrupt_after is not None and interrupt_after in shown:
            run.send_signal(signal.SIGINT)
            interrupt_after = None
        if time.monotonic() - began > 100:
            run.kill()
    os.close(ours)
    return run.wait(), shown.decode("utf-8")


def table_fits(folder, faults):
    for columns in (60, 80, 132):
        code, shown = on_terminal(folder, ["gaps", "--within", "ML0506"], columns)
        table = shown.replace("\r", "").split("Unités")[0].splitlines()
        faults.expect(code == 0 and len(table) > 15, f"{columns} columns: {code}, {len(table)} lines")
        widths = [len(line) for line in table if not line.startswith("ltp") and "colonne" not in line]
        faults.expect(max(widths) <= columns, f"{columns} columns: a line of {max(widths)}")


def interrupt_leaves_the_store(folder, faults):
    store = pathlib.Path(folder, "mali.sqlite")
    before = ltp(folder, "imports", "--format", "csv").stdout
    words = ["import", "activities", DATA / "mali/ml_5w_2022-03.csv", "--reported", "2022-03"]
    code, shown = on_terminal(folder, words, 80, interrupt_after=b"%")
    faults.expect("[" in shown and "%" in shown, "no progress bar")
    faults.expect(code == 1, f"interrupted, and ended with {code}: {shown[-300:]}")
    faults.expect(ltp(folder, "imports", "--format", "csv").stdout == before, "the import stayed")
    faults.expect(ltp(folder, "check").returncode == 0, "the store is not whole")
    faults.expect(store.exists() and not list(store.parent.glob("*-wal")), "a journal stayed")


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        demo_store(folder)
        table_fits(folder, faults)
        interrupt_leaves_the_store(folder, faults)
    faults.end()


sys.exit(main())
