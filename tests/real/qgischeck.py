"""qgischeck.py - shared by the check_*.py acceptance tests: a headless QGIS, and PASS/FAIL lines.

Needs Debian's python3-qgis (run with /usr/bin/python3).  No display is used.
Every check prints one line; the last line is 'N passed, N failed' and the exit status is 0 only with no failure.
"""
import os, sys, tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")
if not os.environ.get("XDG_RUNTIME_DIR"):
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="qgisrt")
_profile = tempfile.TemporaryDirectory(prefix="qgisprofile")
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = _profile.name    # a fresh profile: no user setting changes the result

try:
    from qgis.core import (QgsApplication, QgsNetworkAccessManager)   # noqa: E402
except ImportError:
    print("skipped: python3-qgis is not installed")
    sys.exit(77)


class Checks:
    def __init__(self):
        self.ok = self.bad = 0

    def __call__(self, name, cond, detail=""):
        if cond:
            self.ok += 1
        else:
            self.bad += 1
        print("%s  %s%s" % ("PASS" if cond else "FAIL", name, "  [%s]" % detail if detail != "" else ""), flush=True)
        return bool(cond)

    def finish(self, app=None):
        print("%d passed, %d failed" % (self.ok, self.bad), flush=True)
        if app is not None:
            app.exitQgis()
        sys.stdout.flush()
        os._exit(1 if self.bad else 0)    # not sys.exit: Qt's teardown order can crash a headless interpreter


def start():
    messages = []
    app = QgsApplication([], False)
    app.initQgis()
    QgsApplication.messageLog().messageReceived.connect(lambda m, tag, lvl: messages.append((tag, int(lvl), m)))
    QgsNetworkAccessManager.instance().setTimeout(20000)
    return app, messages


def renderer_facts(layer):
    """(type, classification attribute, [labels], [feature count per class], [colours])"""
    from qgis.core import QgsRenderContext
    r = layer.renderer()
    t = r.type()
    attr = r.classAttribute() if t in ("graduatedSymbol", "categorizedSymbol") else ""
    labels = [i.label() for i in r.legendSymbolItems()]
    colours = [i.symbol().color().name() if i.symbol() else None for i in r.legendSymbolItems()]
    ctx = QgsRenderContext()
    ctx.expressionContext().appendScopes([])
    r.startRender(ctx, layer.fields())
    keys = [i.ruleKey() for i in r.legendSymbolItems()]
    counts = dict.fromkeys(keys, 0)
    undrawn = 0
    for f in layer.getFeatures():
        ctx.expressionContext().setFeature(f)
        ctx.expressionContext().setFields(layer.fields())
        ks = r.legendKeysForFeature(f, ctx)
        if not ks:
            undrawn += 1
        for k in ks:
            counts[k] = counts.get(k, 0) + 1
    r.stopRender(ctx)
    return t, attr, labels, [counts[k] for k in keys], colours, undrawn
