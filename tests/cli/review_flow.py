"""The review as an officer does it: forty files in one call, questions in the terminal, a workbook
filled and applied, undo, and the file that goes back to the partner."""

import csv
import io
import json
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile
import zipfile

from golden import environment
from support import DATA, PROGRAM, Faults, ltp, must

HEADER = "Organisation,Région,Cercle,Commune,Secteur,Activité,Début,Atteints,Téléphone\n"
TABLE = (HEADER +
         "ONG Sable,Mopti,Mopti,Zzyzx,Protection,Appui,2020-01-01,10,76 12 34 56\n"
         "ONG Sable,Mopti,Mopti,Zzyzx,Protection,Conseil,2020-01-01,20,76 12 34 56\n"
         "ONG Sabel,Mopti,Mopti,Socoura,Protectoin,Appui foncier,2020-02-01,80,76 12 34 56\n"
         ",Mopti,Mopti,Socoura,Protection,Appui,2020-03-01,160,\n")


def store(folder):
    must(ltp(folder, "init", "m.sqlite"))
    must(ltp(folder, "import", "boundaries", DATA / "mali/mli_admbnda_2021.gpkg", "--edition", "2021"))


def figures(folder):
    """What the store says, as far as decisions change it."""
    return must(ltp(folder, "coverage", "--all-time", "--within", "ML0506", "--format", "csv")).stdout


def forty_files(faults):
    with tempfile.TemporaryDirectory() as folder:
        store(folder)
        names, broken = [], {4, 11, 17, 23, 39}
        for i in range(40):
            name = f"partenaire_{i:02}.csv"
            text = HEADER + f"ONG {i:02},Mopti,Mopti,Socoura,Protection,Appui,2020-01-01,{i + 1},\n"
            if i == 23:
                text = HEADER  # nothing below the header
            elif i in broken:
                text = "\0\1\2 pas un tableau" if i % 2 else "Région,Commune\nMopti,Socoura\n"
            elif i == 30:
                text += ",Mopti,Mopti,Socoura,Protection,Appui,2020-01-01,5,\n"  # rejected
            pathlib.Path(folder, name).write_text(text, encoding="utf-8")
            names.append(name)
        done = ltp(folder, "import", "activities", *names, "absent.csv", "--reported", "2020-03",
                   "--report", "r.json")
        faults.expect(done.returncode == 3, f"forty files ended with {done.returncode}")
        reports = json.loads(pathlib.Path(folder, "r.json").read_text(encoding="utf-8"))
        faults.expect([r["source"]["file"] for r in reports] == [*names, "absent.csv"], "files reported")
        failed = {i for i, r in enumerate(reports) if r["import"] is None}
        faults.expect(failed == broken | {40}, f"failed: {failed}")
        faults.expect(all(reports[i]["error"] for i in failed), "a failure without a reason")
        faults.expect(all(f"partenaire_{i:02}.csv" in done.stderr for i in broken), "failures not told")
        kept = [r["import"] for r in reports if r["import"] is not None]
        faults.expect(len(set(kept)) == 35, "each file is its own import")
        listed = list(csv.DictReader(io.StringIO(must(ltp(folder, "imports", "--format", "csv")).stdout)))
        faults.expect(len(listed) == 36, f"{len(listed)} imports listed")
        before = figures(folder)
        must(ltp(folder, "undo", reports[20]["import"]))
        faults.expect(figures(folder) != before, "undo of one of forty changed nothing")
        must(ltp(folder, "import", "activities", names[20], "--reported", "2020-03"))
        faults.expect(figures(folder) == before, "the same file again brings back what undo took")
        again = ltp(folder, "import", "activities", *names[:4], "--reported", "2020-03")
        faults.expect(again.returncode == 0, "files that are in already are no failure")


def answer(folder, lines):
    """Runs `ltp review` on a terminal and types one line at each prompt; what was shown."""
    ours, theirs = pty.openpty()
    run = subprocess.Popen([PROGRAM, "--lang", "fr", "review"], cwd=folder, env=environment(PROGRAM),
                           stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown, lines = "", list(lines)
    asked = 0
    while True:
        try:
            got = os.read(ours, 65536)
        except OSError:
            break
        if not got:
            break
        shown += got.decode("utf-8", "replace")
        while shown.count("q = fin : ") > asked and lines:
            os.write(ours, (lines.pop(0) + "\n").encode())
            asked += 1
    os.close(ours)
    return run.wait(), shown


def in_the_terminal(folder, faults):
    before = figures(folder)
    code, shown = answer(folder, ["ML050611", "o", "q"])
    faults.expect(code == 0 and "2 décisions" in shown, f"terminal: {code}\n{shown}")
    faults.expect("Zzyzx" in shown, "the question shows the cells")
    faults.expect(figures(folder) != before, "the decisions change nothing")
    number = re.search(r"ltp undo (\d+)", shown).group(1)
    must(ltp(folder, "undo", number))
    faults.expect(figures(folder) == before, "undo leaves something of the decisions")
    code, shown = answer(folder, ["q"])
    faults.expect(code == 0 and "Aucune décision" in shown, f"q at once: {code}\n{shown}")


def fill(path, column, answers):
    """Writes into a column of the workbook, as a spreadsheet does: `answers` by words in the row."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode("utf-8")
    strings = re.findall(r"<si>(.*?)</si>", parts["xl/sharedStrings.xml"].decode("utf-8"), re.S)

    def filled(match):
        row = match.group(0)
        words = " ".join(strings[int(i)] for i in re.findall(r't="s"><v>(\d+)</v>', row))
        for key, text in answers.items():
            if key in words:
                cell = f'<c r="{column}{match.group(1)}" t="inlineStr"><is><t>{text}</t></is></c>'
                row = re.sub(rf'<c r="{column}{match.group(1)}"[^>]*/>', cell, row)
        return row

    parts["xl/worksheets/sheet1.xml"] = re.sub(r'<row r="(\d+)".*?</row>', filled, sheet,
                                               flags=re.S).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def by_a_workbook(folder, faults):
    before = figures(folder)
    must(ltp(folder, "review", "--write", "questions.xlsx"))
    fill(pathlib.Path(folder, "questions.xlsx"), "H",
         {"Zzyzx": "ML050611", "Sabel = ": "oui", "Protectoin": "Santé mentale ?", "Appui foncier": "non"})
    done = ltp(folder, "review", "--apply", "questions.xlsx")
    faults.expect(done.returncode == 3 and "3 décisions" in done.stderr, f"apply: {done.stderr}")
    faults.expect(re.search(r"ligne \d+, colonne H : .*Santé mentale", done.stderr) is not None,
                  f"the error does not name its row and column: {done.stderr}")
    after = figures(folder)
    faults.expect(after != before, "the workbook changes nothing")
    twice = must(ltp(folder, "review", "--apply", "questions.xlsx"))
    faults.expect("déjà" in twice.stderr and figures(folder) == after, f"twice: {twice.stderr}")
    must(ltp(folder, "undo", re.search(r"ltp undo (\d+)", done.stderr).group(1)))
    faults.expect(figures(folder) == before, "undo leaves something of the workbook")


def by_a_csv(folder, faults):
    before = figures(folder)
    must(ltp(folder, "review", "--write", "questions.csv"))
    path = pathlib.Path(folder, "questions.csv")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    for row in rows[1:]:
        if "Zzyzx" in row[2]:
            row[7] = "ML050611 Ouro Modi"  # a name may stand behind the code
    with open(path, "w", encoding="cp1252", newline="") as file:  # as a French spreadsheet saves it
        csv.writer(file, delimiter=";").writerows(rows)
    done = must(ltp(folder, "review", "--apply", "questions.csv"))
    faults.expect("1 décision" in done.stderr and figures(folder) != before, f"csv: {done.stderr}")
    must(ltp(folder, "undo", re.search(r"ltp undo (\d+)", done.stderr).group(1)))


def back_to_the_partner(folder, faults):
    must(ltp(folder, "review", "--return", "ONG Sable", "retour.xlsx"))
    with zipfile.ZipFile(pathlib.Path(folder, "retour.xlsx")) as file:
        strings = file.read("xl/sharedStrings.xml").decode("utf-8")
    faults.expect("[masqué]" in strings and "76 12" not in strings, "a telephone number in the file")
    fill(pathlib.Path(folder, "retour.xlsx"), "A", {"aucune organisation": "ONG Sable"})
    done = must(ltp(folder, "import", "activities", "retour.xlsx", "--source", "ONG Sable", "--reported",
                    "2020-06", "--report", "r.json"))
    report = json.loads(pathlib.Path(folder, "r.json").read_text(encoding="utf-8"))[0]
    faults.expect(report["rejected"] == 0 and report["accepted"] == 4, f"corrected: {done.stderr}")
    changes = report["changes"]
    faults.expect((changes["new"], changes["same"], changes["changed"], changes["gone"]) == (1, 3, 0, 0),
                  f"the corrected file: {changes}")


def main():
    faults = Faults()
    forty_files(faults)
    with tempfile.TemporaryDirectory() as folder:
        store(folder)
        pathlib.Path(folder, "t.csv").write_text(TABLE, encoding="utf-8")
        must(ltp(folder, "import", "activities", "t.csv", "--source", "ONG Sable", "--reported", "2020-06"), 3)
        in_the_terminal(folder, faults)
        by_a_workbook(folder, faults)
        by_a_csv(folder, faults)
        back_to_the_partner(folder, faults)
    faults.end()


sys.exit(main())
