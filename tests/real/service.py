"""Real clients read the service: QGIS, GDAL, the abstract tests of OGC API - Features.
service.py LTP DATA (77: nothing to test with)"""

import os
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parent / "service"))
from serving import Served  # noqa: E402

try:
    import qgis.core  # noqa: F401
    from osgeo import gdal  # noqa: F401
except ImportError:
    sys.exit(77)

failed = []
with Served(*sys.argv[1:3]) as served:
    checks = [["/usr/bin/python3", here / "check_ogc_core.py", served.url, "9"],
              ["/usr/bin/python3", here / "check_oapif.py", served.url]]
    for check in checks:
        done = subprocess.run([str(word) for word in check], capture_output=True, text=True, timeout=500,
                              env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        lines = done.stdout.splitlines()
        print("\n".join([line for line in lines if line.startswith("FAIL")] + lines[-1:]), done.stderr[-500:])
        if done.returncode != 0:
            failed.append(str(check[1]))
sys.exit(1 if failed else 0)
