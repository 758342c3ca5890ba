#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Opens a result file in the real QGIS, without a screen, and checks what a planner would see.

    python3 tests/output/qgis_check.py FILE.gpkg [--picture OUT.png] [--language zh|en]

Every layer must load; a layer with a registered style must wear it, not a random colour; every field that the file
has a title for must show it as its alias; and the map must not be empty. Exit status: 0 fine, 1 something is off
(each complaint is printed), 77 QGIS is not installed.
"""

import argparse
import os
import sqlite3
import sys
import tempfile
import xml.etree.ElementTree as xml

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())

try:
    from qgis.core import (QgsApplication, QgsFeatureRequest, QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRectangle,
                           QgsVectorLayer, QgsWkbTypes)
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    print("QGIS for Python is not installed (apt-get install python3-qgis)")
    sys.exit(77)

SYMBOL_LISTS = {"categorizedSymbol": "categories/category", "graduatedSymbol": "ranges/range"}


def read_file(path):
    """Tables with their kind, styles (QML) by table, and titles by table and column."""
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as file:
        tables = file.execute("SELECT table_name, data_type FROM gpkg_contents ORDER BY rowid").fetchall()
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        styles, titles = {}, {}
        if "layer_styles" in names:
            styles = dict(file.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
        if "gpkg_data_columns" in names:
            for table, column, title in file.execute("SELECT table_name, column_name, title FROM gpkg_data_columns"):
                titles.setdefault(table, {})[column] = title
    return tables, styles, titles


def has_chinese(words):
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)


def renderer_complaints(layer, qml):
    """What differs between the renderer in the style and the one that QGIS made of it."""
    wanted = xml.fromstring(qml).find("renderer-v2")
    if wanted is None:
        return
    renderer = layer.renderer()
    kind = wanted.get("type")
    if renderer.type() != kind:
        yield f"renderer is {renderer.type()}, the style says {kind}"
        return
    if kind in SYMBOL_LISTS:
        parts = renderer.categories() if kind == "categorizedSymbol" else renderer.ranges()
        labels = [part.label() for part in parts]
        wanted_labels = [part.get("label") for part in wanted.findall(SYMBOL_LISTS[kind])]
        if labels != wanted_labels:
            yield f"classes are {labels}, the style says {wanted_labels}"
        colours = [part.symbol().color().name() for part in parts]
        if layer.fields().indexOf(renderer.classAttribute()) < 0:
            yield f"no field {renderer.classAttribute()} to draw by"
    else:
        colours = [renderer.symbol().color().name()]
    options = [option.get("value") for option in wanted.iter("Option") if option.get("name") in ("color", "line_color")]
    wanted_colours = [QColor(*map(int, value.split(","))).name() for value in options]
    if colours != wanted_colours:
        yield f"colours are {colours}, the style says {wanted_colours}"


def layer_complaints(layer, qml, titles, language):
    if not layer.isValid():
        yield "does not load"
        return
    if layer.isSpatial() and not layer.crs().isValid():
        yield "has no coordinate reference system"
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.NoGeometry).setNoAttributes()
    if layer.featureCount() != sum(1 for _ in layer.getFeatures(request)):
        yield f"says {layer.featureCount()} features, but has another number"
    if qml:
        yield from renderer_complaints(layer, qml)
        labelled = xml.fromstring(qml).get("labelsEnabled") == "1"
        if labelled != layer.labelsEnabled():
            yield "labels are not as the style says"
        elif labelled and layer.fields().indexOf(layer.labeling().settings().fieldName) < 0:
            yield f"no field {layer.labeling().settings().fieldName} to label with"
    elif layer.isSpatial():
        yield "has no style: QGIS draws it in a random colour"
    for column, title in titles.items():
        alias = layer.attributeAlias(layer.fields().indexOf(column))
        if qml and alias != title:
            yield f"field {column} is shown as '{alias}', not as '{title}'"
        if language and has_chinese(title) != (language == "zh"):
            yield f"field {column} has the title '{title}', which is not in language {language}"


def draw(layers, picture):
    """Points over lines over areas, as QGIS would stack them; how many colours there are in the picture."""
    order = {QgsWkbTypes.PointGeometry: 0, QgsWkbTypes.LineGeometry: 1, QgsWkbTypes.PolygonGeometry: 2}
    layers = sorted(layers, key=lambda layer: order.get(layer.geometryType(), 3))
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(1200, 900))
    settings.setOutputDpi(144)
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(layers[0].crs())
    extent = QgsRectangle()
    extent.setMinimal()
    for layer in layers:
        if not layer.extent().isEmpty() or layer.featureCount() > 0:
            extent.combineExtentWith(layer.extent())
    extent.scale(1.08)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    if picture:
        image.save(picture)
    colours = {image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)}
    return len(colours), [f"{error.layerID}: {error.message}" for error in job.errors()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--picture", help="where to save the map as PNG")
    parser.add_argument("--language", choices=["zh", "en"], help="the language that titles must be in")
    arguments = parser.parse_args()

    tables, styles, titles = read_file(os.path.abspath(arguments.file))
    complaints, layers = [], []
    for table, kind in tables:
        if table == "layer_styles":
            continue
        layer = QgsVectorLayer(f"{arguments.file}|layername={table}", table, "ogr")
        complaints += [f"{table}: {words}" for words in
                       layer_complaints(layer, styles.get(table), titles.get(table, {}), arguments.language)]
        if layer.isValid() and kind == "features":
            layers.append(layer)
    QgsProject.instance().addMapLayers(layers)
    if any(layer.featureCount() > 0 for layer in layers):
        colours, errors = draw(layers, arguments.picture)
        complaints += errors
        if colours < 2:
            complaints.append("the map is empty")
    for words in complaints:
        print(words)
    if not complaints:
        print(f"{len(tables)} tables, {len(layers)} layers on the map, {len(styles)} styles: fine")
    QgsProject.instance().clear()
    return 1 if complaints else 0


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    status = main()
    application.exitQgis()
    sys.exit(status)
