#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Opens the project inside a result file in the real QGIS, without a screen, and prints its layouts.

    python3 tests/output/qgis_project.py FILE.gpkg FOLDER [GAPMAP]

Every layer must be valid, every task must have a group, every standard a theme and a layout whose atlas goes over the
units; the facilities that a standard shows must be those with its tag; and one layout of each kind of map must become a
PDF in FOLDER, its legend on the paper, its gap seen at 1:2,000, 1:10,000 and 1:100,000. Where GAPMAP is given, a renamed copy must be broken and `GAPMAP restyle` must mend it. Exit status: 0 fine, 1 something is off (each complaint is printed), 77 QGIS is not installed.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())

try:
    from qgis.core import (QgsApplication, QgsLayoutExporter, QgsLayoutItemLegend, QgsMapRendererParallelJob,
                           QgsMapSettings, QgsProject, QgsRectangle)
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    print("QGIS for Python is not installed (apt-get install python3-qgis)")
    sys.exit(77)


def open_project(path):
    project = QgsProject.instance()
    project.clear()
    opened = project.read(f"geopackage:{os.path.abspath(path)}?projectName=gapmap")
    invalid = [layer.name() for layer in project.mapLayers().values() if not layer.isValid()]
    return project, opened, invalid


def kind_of(layout, project):
    """What the map of a layout is made of: how many layers of points, lines and areas, and how they are drawn."""
    kinds = set()
    for layer in project.mapThemeCollection().mapThemeVisibleLayers(layout.name()):
        kinds.add((layer.geometryType(), layer.renderer().type(), bool(layer.subsetString())))
    return frozenset(kinds)


def legend_complaints(layout):
    """The legend of a layout ends on the paper."""
    page = layout.pageCollection().page(0).pageSize()
    for item in layout.items():
        if isinstance(item, QgsLayoutItemLegend):
            item.adjustBoxSize()
            right = item.positionWithUnits().x() + item.sizeWithUnits().width()
            if right > page.width():
                yield f"the legend of {layout.name()} ends at {right:.0f} mm of {page.width():.0f}"


def scale_complaints(project, theme):
    """At every scale that planners use, the place of a gap shows more than paper."""
    layers = project.mapThemeCollection().mapThemeVisibleLayers(theme)
    gaps = [layer for layer in layers if layer.id().startswith("gapmap_gap_") and layer.featureCount() > 0]
    if not gaps:
        return
    shapes = [feature.geometry() for feature in gaps[0].getFeatures() if feature.hasGeometry()]
    if not shapes:
        return
    # A line at a vertex of its own, an area inside.
    vertex = next(shapes[0].vertices())
    place = shapes[0].pointOnSurface().asPoint() if gaps[0].geometryType() != 1 else vertex
    for scale in (2000, 10000, 100000):
        settings = QgsMapSettings()
        settings.setLayers(layers)
        settings.setOutputSize(QSize(400, 300))
        settings.setOutputDpi(96)
        settings.setBackgroundColor(QColor("white"))
        settings.setDestinationCrs(project.crs())
        half_width, half_height = (pixels / 2 * 0.0254 / 96 * scale for pixels in (400, 300))
        settings.setExtent(QgsRectangle(place.x() - half_width, place.y() - half_height,
                                        place.x() + half_width, place.y() + half_height))
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        image = job.renderedImage()
        # The gap itself is at the middle of the picture.
        if {image.pixelColor(x, y).name() for x in range(197, 204) for y in range(147, 154)} == {"#ffffff"}:
            yield f"at 1:{scale} {theme} shows nothing where its gap is"


def tag_complaints(project, file):
    tags = file.execute("SELECT tag, facilities FROM shown").fetchall()
    layers = {layer.id(): layer for layer in project.mapLayers().values()}
    for tag, table in tags:
        layer = layers.get(f"gapmap_{tag}")
        if layer is None:
            yield f"no layer shows {tag}"
            continue
        wanted = sum(f" {tag} " in (serves or "") for (serves,) in file.execute(f'SELECT serves FROM "{table}"'))
        found = sum(1 for _ in layer.getFeatures())
        if found != wanted:
            yield f"{tag} shows {found} features, not {wanted}"


def complaints_of(path, folder):
    project, opened, invalid = open_project(path)
    if not opened:
        yield f"does not open: {project.error()}"
        return
    for name in invalid:
        yield f"the layer {name} is not valid"
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as file:
        standards = [standard for (standard,) in file.execute("SELECT id FROM standards")]
        units = file.execute("SELECT count(*) FROM gpkg_contents WHERE table_name LIKE 'units%'").fetchone()[0]
        tasks = file.execute("SELECT count(DISTINCT task) FROM standards").fetchone()[0]
        code = file.execute("SELECT crs FROM run").fetchone()[0]
        yield from tag_complaints(project, file)
    if project.crs().authid() != code:
        yield f"its system is {project.crs().authid()}, not {code}"
    if project.viewSettings().defaultViewExtent().isEmpty():
        yield "it opens on nothing"
    layouts = project.layoutManager().printLayouts()
    themes = project.mapThemeCollection().mapThemes()
    groups = [group.name() for group in project.layerTreeRoot().findGroups()]
    if len(layouts) != len(standards) or len(themes) != len(standards) + 1:
        yield f"{len(standards)} standards, but {len(layouts)} layouts and {len(themes)} themes"
    if len(set(groups)) < tasks:
        yield f"{tasks} tasks, but the groups {groups}"
    printed = set()
    for number, layout in enumerate(layouts):
        if layout.name() not in themes:
            yield f"{layout.name()} has no theme of its name"
        if units and (not layout.atlas().enabled() or layout.atlas().updateFeatures() < 1):
            yield f"{layout.name()} has no atlas"
        kind = kind_of(layout, project)
        if kind in printed:
            continue
        printed.add(kind)
        yield from legend_complaints(layout)
        yield from scale_complaints(project, layout.name())
        pdf = os.path.join(folder, f"layout-{number}.pdf")
        if QgsLayoutExporter(layout).exportToPdf(pdf, QgsLayoutExporter.PdfExportSettings()) != 0 or os.path.getsize(pdf) < 5000:
            yield f"{layout.name()} does not become a PDF"


def renamed_complaints(path, folder, gapmap):
    renamed = os.path.join(folder, "改名 & 'x'.gpkg")
    shutil.copy(path, renamed)
    if not open_project(renamed)[2]:
        yield "a renamed file is expected to be broken"
    subprocess.run([gapmap, "restyle", renamed, "--quiet"], check=True)
    for name in open_project(renamed)[2]:
        yield f"after restyle the layer {name} is still not valid"


def main():
    path, folder, *gapmap = sys.argv[1:4]
    os.makedirs(folder, exist_ok=True)
    complaints = list(complaints_of(path, folder))
    if gapmap:
        complaints += renamed_complaints(path, folder, gapmap[0])
    for words in complaints:
        print(words)
    if not complaints:
        print("the project opens and its layouts print" + (", and a renamed file is mended: fine" if gapmap else ": fine"))
    QgsProject.instance().clear()
    return 1 if complaints else 0


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    status = main()
    application.exitQgis()
    sys.exit(status)
