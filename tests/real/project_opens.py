#!/usr/bin/python3
"""project_opens.py FILE.qgz|FILE.qgs OUT.pdf [LAYOUT]  - does QGIS open the project, and does its layout print?

Checks: the project opens with no bad layer and no critical message; sources are relative (the project is copied
with its folder to another place and opened there, from another working folder); each vector layer's style is
graduated/categorised (at least one layer) and every feature is drawn; the layout has a map, a legend with entries,
a scale bar, a north arrow and a title; it exports OUT.pdf, OUT.png and OUT.svg; the PDF is one page of the layout's
size, is vector, and holds the title's and the legend's text (pdftotext, if there); the PNG is not blank.
"""
import os, shutil, subprocess, sys, tempfile, time
from qgischeck import Checks, start, renderer_facts


def main(path, out, layout_name=None):
    c = Checks()
    app, messages = start()
    from qgis.core import (QgsProject, QgsVectorLayer, QgsLayoutExporter, QgsLayoutItemMap, QgsLayoutItemLegend,
                           QgsLayoutItemScaleBar, QgsLayoutItemPicture, QgsLayoutItemLabel, QgsLayoutItem,
                           QgsRenderContext, QgsRectangle, QgsCoordinateTransform)
    path, out = os.path.abspath(path), os.path.abspath(out)
    moved = tempfile.mkdtemp(prefix="moved é ")           # a folder with a space and an accent, as on a user's disk
    dst = os.path.join(moved, "copie")
    shutil.copytree(os.path.dirname(path), dst)
    os.chdir("/")
    p = QgsProject.instance()
    t0 = time.time()
    c("project opens", p.read(os.path.join(dst, os.path.basename(path))), p.error())
    c("title is set", p.title() != "", p.title())
    c("project CRS is valid", p.crs().isValid(), p.crs().authid())
    layers = list(p.mapLayers().values())
    c("has layers", len(layers) > 0, ", ".join(l.name() for l in layers))
    bad = [l.name() for l in layers if not l.isValid()]
    c("every layer is valid after the folder was moved", not bad, ", ".join(bad))
    c("no layer points outside the folder",
      all(l.source().startswith(os.path.realpath(dst)) or l.source().startswith(dst)
          for l in layers if l.providerType() in ("ogr", "gdal", "spatialite")))
    themed = 0
    for l in layers:
        if isinstance(l, QgsVectorLayer) and l.isValid():
            t, attr, labels, counts, colours, undrawn = renderer_facts(l)
            if t in ("graduatedSymbol", "categorizedSymbol", "RuleRenderer"):
                themed += 1
                c("layer '%s': every feature is drawn" % l.name(), undrawn == 0,
                  "%s %s; %s" % (t, attr, "; ".join("%s=%d" % x for x in zip(labels, counts))))
            c("layer '%s': geometry is what the project says" % l.name(), l.geometryType() in (0, 1, 2), l.wkbType())
    c("some layer is themed", themed > 0, themed)
    c("the layer tree shows every layer", len(p.layerTreeRoot().findLayers()) == len(layers))

    lm = p.layoutManager()
    names = [x.name() for x in lm.printLayouts()]
    if not c("has a print layout", len(names) > 0, ", ".join(names)):
        c.finish(app)
    lay = lm.layoutByName(layout_name or names[0])
    items = lay.items()
    maps = [i for i in items if isinstance(i, QgsLayoutItemMap)]
    leg = [i for i in items if isinstance(i, QgsLayoutItemLegend)]
    bars = [i for i in items if isinstance(i, QgsLayoutItemScaleBar)]
    pics = [i for i in items if isinstance(i, QgsLayoutItemPicture)]
    texts = [i for i in items if isinstance(i, QgsLayoutItemLabel)]
    c("layout has a map", len(maps) > 0, len(maps))
    full = QgsRectangle()
    for l in layers:
        e = QgsCoordinateTransform(l.crs(), p.crs(), p).transformBoundingBox(l.extent())
        full.combineExtentWith(e)
    c("  some map shows at least 90 % of the layers' extent",
      any(m.extent().intersect(full).area() >= .9 * full.area() for m in maps), "1:%d" % (maps[0].scale() if maps else 0))
    c("layout has a legend", len(leg) > 0)
    if leg:
        n = 0
        for l in leg:
            l.refresh()
            model = l.model()
            for r in range(model.rowCount()):
                n += 1 + model.rowCount(model.index(r, 0))
        c("  the legend has entries", n > 1, n)
        c("  the legend follows a map", all(l.linkedMap() is not None for l in leg))
    c("layout has a scale bar", len(bars) > 0)
    c("  linked to a map, with a unit", all(b.linkedMap() is not None and b.unitLabel() for b in bars),
      ", ".join("%gx%d %s" % (b.unitsPerSegment(), b.numberOfSegments(), b.unitLabel()) for b in bars))
    c("layout has a north arrow", any(i.linkedMap() is not None or "arrow" in i.picturePath() for i in pics),
      ", ".join(i.picturePath()[:40] for i in pics))
    c("  its picture is readable", all(not i.isMissingImage() for i in pics))
    c("layout has text", any(t.text().strip() for t in texts), len(texts))
    page = lay.pageCollection().page(0)
    size = page.pageSize()
    for i in items:
        if isinstance(i, QgsLayoutItem) and i.type() != 65638:
            r = i.mapRectToScene(i.rect())
            if r.left() < -.01 or r.top() < -.01 or r.right() > size.width() + .01 or r.bottom() > size.height() + .01:
                c("item '%s' lies on the page" % i.displayName(), False, "%.0f,%.0f %.0fx%.0f" % (r.x(), r.y(), r.width(), r.height()))
    ex = QgsLayoutExporter(lay)
    t1 = time.time()
    s = QgsLayoutExporter.PdfExportSettings()
    s.forceVectorOutput = True
    s.textRenderFormat = QgsRenderContext.TextFormatAlwaysText      # so that the PDF can be searched and selected
    c("exports PDF", ex.exportToPdf(out, s) == QgsLayoutExporter.Success, "%.2f s" % (time.time() - t1))
    t1 = time.time()
    si = QgsLayoutExporter.ImageExportSettings()
    si.dpi = 150
    png = os.path.splitext(out)[0] + ".png"
    c("exports PNG", ex.exportToImage(png, si) == QgsLayoutExporter.Success, "%.2f s" % (time.time() - t1))
    t1 = time.time()
    svg = os.path.splitext(out)[0] + ".svg"
    c("exports SVG", ex.exportToSvg(svg, QgsLayoutExporter.SvgExportSettings()) == QgsLayoutExporter.Success,
      "%.2f s" % (time.time() - t1))
    from qgis.PyQt.QtGui import QImage
    img = QImage(png)
    cols = {img.pixel(x, y) for x in range(0, img.width(), 7) for y in range(0, img.height(), 7)}
    c("PNG is not blank", len(cols) > 20, "%dx%d, %d colours" % (img.width(), img.height(), len(cols)))
    if shutil.which("pdfinfo"):
        info = subprocess.run(["pdfinfo", out], capture_output=True, text=True).stdout
        pages = [l.split()[-1] for l in info.splitlines() if l.startswith("Pages")]
        ps = [l for l in info.splitlines() if l.startswith("Page size")][0].split()
        w, h = float(ps[2]) * 25.4 / 72, float(ps[4]) * 25.4 / 72
        c("PDF has the layout's page", pages == ["1"] and abs(w - size.width()) < 1 and abs(h - size.height()) < 1,
          "%s page, %.0fx%.0f mm" % (pages, w, h))
        text = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True).stdout
        words = " ".join(text.split())
        title = max((t for t in texts), key=lambda t: t.font().pointSizeF()).text()
        c("PDF holds the title as text", " ".join(title.split()) in words, title)
        fonts = subprocess.run(["pdffonts", out], capture_output=True, text=True).stdout.splitlines()[2:]
        c("PDF embeds its fonts", bool(fonts) and all(" yes " in f for f in fonts), "%d fonts" % len(fonts))
    warn = [m for m in messages if m[1] >= 2]
    c("QGIS logged no critical message", not warn, str(warn[:3]) if warn else "")
    print("opened, checked and printed in %.1f s" % (time.time() - t0))
    shutil.rmtree(moved, ignore_errors=True)
    c.finish(app)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:4])
