#!/usr/bin/python3
"""qgis_package.py WRITE_EXPORTS: QGIS opens what was exported for it: the project from a moved folder, with themes,
a print layout and an atlas; the GeoPackage and the shapefile with their own styles."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def check(*words):
    done = subprocess.run(["/usr/bin/python3", os.path.join(HERE, words[0]), *words[1:]], check=False)
    if done.returncode == 77:
        sys.exit(77)
    return done.returncode == 0


def main():
    with tempfile.TemporaryDirectory(prefix="ltp-qgis") as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        fine = check("project_opens.py", folder + "/qgis/ltp.qgz", folder + "/a4.pdf")
        fine &= check("project_opens.py", folder + "/qgis/ltp.qgz", folder + "/a3.pdf", "A3 - Priority")
        fine &= check("style_opens.py", folder + "/gaps.gpkg", "gaps")
        fine &= check("style_opens.py", folder + "/shp/gaps.shp")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
