"""What the tests with real programs share: PASS/FAIL lines, ogrinfo, a headless QGIS.

Run with Debian's /usr/bin/python3, which has python3-gdal and python3-qgis. A test whose program is
missing ends with 77, which CTest counts as skipped."""
import os
import subprocess
import sys
import tempfile

SKIPPED = 77


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def __call__(self, sentence, holds, detail=""):
        self.passed += bool(holds)
        self.failed += not holds
        print("%s  %s%s" % ("PASS" if holds else "FAIL", sentence,
                            "  [%s]" % (detail,) if detail != "" else ""), flush=True)
        return bool(holds)

    def same(self, sentence, expected, got):
        return self(sentence, expected == got, got if expected == got else
                    "expected %r, got %r" % (expected, got))

    def finish(self):
        print("%d passed, %d failed" % (self.passed, self.failed), flush=True)
        # Not sys.exit: Qt's teardown can crash an interpreter without a display.
        os._exit(1 if self.failed or not self.passed else 0)


def skip(why):
    print("skipped:", why, flush=True)
    sys.exit(SKIPPED)


def gdal():
    try:
        from osgeo import gdal as module
    except ImportError:
        skip("python3-gdal is not installed")
    module.UseExceptions()
    return module


def qgis():
    """Starts QGIS without a display and without a user's settings; returns its application."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="qgisrun"))
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = tempfile.mkdtemp(prefix="qgisprofile")
    try:
        from qgis.core import QgsApplication
    except ImportError:
        skip("python3-qgis is not installed")
    app = QgsApplication([], False)
    app.initQgis()
    return app


def ogrinfo(path):
    """What ogrinfo says of the file, and what it complains of."""
    try:
        done = subprocess.run(["ogrinfo", "-ro", "-al", "-so", path], capture_output=True, text=True,
                              check=False)
    except FileNotFoundError:
        skip("gdal-bin is not installed")
    complaint = done.stderr.strip()
    if done.returncode != 0 and not complaint:
        complaint = "exit %d" % done.returncode
    return done.stdout, complaint
