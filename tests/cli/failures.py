"""A file that cannot be read gives one clear message and exit 1, and the store file is unchanged."""

import hashlib
import pathlib
import tempfile

from support import DATA, Faults, demo_store, ltp


def bad_files(folder):
    workbook = (DATA / "mali/demo/ml_4w_ltp_fictif.xlsx").read_bytes()
    geopackage = (DATA / "mali/mli_admbnda_2021.gpkg").read_bytes()
    contents = {
        "vide.csv": b"", "vide.xlsx": b"", "vide.gpkg": b"",
        "tronque.xlsx": workbook[:len(workbook) // 2],
        "tronque.gpkg": geopackage[:50000],
        "image.csv": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "lettre.pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
        "page.xlsx": b"<!DOCTYPE html><html><body>404</body></html>",
        "sans_lieu.csv": "produit,prix\nriz,400\nmil,300\n".encode(),
    }
    for name, content in contents.items():
        pathlib.Path(folder, name).write_bytes(content)
    return [*contents, "absent.csv"]


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        demo_store(folder)
        store = pathlib.Path(folder, "mali.sqlite")
        before = hashlib.sha256(store.read_bytes()).hexdigest()
        for name in bad_files(folder):
            for kind in ("activities", "needs", "studies", "boundaries"):
                done = ltp(folder, "import", kind, name)
                said = [line for line in done.stderr.splitlines() if line.strip()]
                what = f"import {kind} {name}"
                faults.expect(done.returncode == 1, f"{what}: exit {done.returncode}: {done.stderr}")
                faults.expect(len(said) == 1 and name in said[0], f"{what}: {done.stderr!r}")
                faults.expect(hashlib.sha256(store.read_bytes()).hexdigest() == before,
                              f"{what}: the store changed")
        faults.expect(not list(pathlib.Path(folder).glob("mali.sqlite-*")), "journals left behind")
    faults.end()


main()
