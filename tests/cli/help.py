"""Every command has its help in both languages, with an example that names a command there is."""

import re
import tempfile

from support import Faults, ltp


def commands(folder):
    out = ltp(folder, "help", lang="en").stdout
    return re.findall(r"^  ([a-z]+) {2,}\S", out, re.M)


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        names = commands(folder)
        faults.expect(len(names) >= 11, f"commands listed: {names}")
        for name in names:
            pages = {lang: ltp(folder, "help", name, lang=lang) for lang in ("fr", "en")}
            for lang, page in pages.items():
                faults.expect(page.returncode == 0 and not page.stderr, f"help {name} {lang}: failed")
                faults.expect(f"ltp {name}" in page.stdout, f"help {name} {lang}: no usage")
                for line in page.stdout.splitlines():
                    faults.expect(len(line) <= 100, f"help {name} {lang}: too long: {line}")
            faults.expect(pages["fr"].stdout != pages["en"].stdout, f"help {name}: not translated")
            faults.expect(ltp(folder, name, "--help", lang="en").stdout == pages["en"].stdout,
                          f"{name} --help is not help {name}")
            examples = pages["en"].stdout.split("\nExamples\n")[1].split("\n\n")[0]
            for word in re.findall(r"^  ltp ([a-z]+)", examples, re.M):
                faults.expect(word in names, f"help {name}: example of an unknown command {word}")
    faults.end()


main()
