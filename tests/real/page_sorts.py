#!/usr/bin/python3
"""page_sorts.py WRITE_EXPORTS: a browser opens the page from a file, with no network, and its table sorts by
click, filters, and shows more columns on demand. Unknown figures stay last in both directions."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import real

# What a reader does, and what is then seen; written into the page's title.
SCRIPT = """<script>(function () {
  var table = document.getElementById('rows'), seen = [];
  function look() {
    seen.push([].map.call(table.tBodies[0].rows, function (r) {
      return r.style.display === 'none' ? '' : r.id.slice(-1); }).join(''));
  }
  var heads = table.tHead.rows[0].cells, reached = null;
  [].forEach.call(heads, function (h) { if (/reached/i.test(h.textContent)) reached = h; });
  look();
  reached.firstElementChild.click(); look(); seen.push(reached.getAttribute('aria-sort'));
  reached.firstElementChild.click(); look(); seen.push(reached.getAttribute('aria-sort'));
  var find = document.getElementById('find');
  find.value = 'segou'; find.dispatchEvent(new Event('input')); look();
  seen.push(getComputedStyle(document.querySelector('th.more')).display);
  document.getElementById('all').click();
  seen.push(getComputedStyle(document.querySelector('th.more')).display);
  document.title = 'SEEN ' + seen.join(' ');
}());</script></body>"""


def main():
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        real.skip("chromium is not installed")
    check = real.Checks()
    with tempfile.TemporaryDirectory(prefix="ltp-page") as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        path = os.path.join(folder, "gaps.html")
        with open(path, encoding="utf-8") as file:
            page = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(page.replace("</body>", SCRIPT))
        done = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
             "--user-data-dir=" + os.path.join(folder, "profile"), "file://" + path],
            capture_output=True, text=True, timeout=60, check=False)
    title = re.search(r"<title>SEEN (.*?)</title>", done.stdout)
    if check("the page runs its script from a file", title, done.stderr[-200:] if not title else ""):
        check.same("sorted up and down, the unknown last; filtered without accents; more columns",
                   "1234 1342 ascending 4312 descending 3 none table-cell",
                   re.sub(r" +", " ", title.group(1)))
    check.finish()


if __name__ == "__main__":
    main()
