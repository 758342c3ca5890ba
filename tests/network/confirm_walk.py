#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Confirms walking distances on real street networks by another engine: networkx, with Shapely for the noding.

    confirm_walk.py GAPMAP CASES_FOLDER

The graph is made again from the raw streets, every vertex a node; places join the nearest segment, found by asking
all of them; one Dijkstra from all facilities. Prints a table; exit status 0 where every walk agrees to 1 mm and the
reached set is the same, 1 where one does not, 77 where the data or the programs are missing.
"""
import collections
import math
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

try:
    import geopandas
    import networkx
    import numpy
    import pandas
    from shapely.geometry import LineString, Point
    from shapely.ops import unary_union
    from shapely.strtree import STRtree
except ImportError as fault:
    print(f"SKIPPED: {fault} (apt-get install python3-geopandas python3-networkx)")
    sys.exit(77)

TOUCHING = 1e-6
SNAP = 100


def single_lines(frame):
    return [line for geometry in frame.geometry if geometry is not None
            for line in getattr(geometry, "geoms", [geometry]) if line.length > 0]


def joined_where_they_cross(lines):
    """Pieces of lines that meet wherever two of them touch or cross."""
    parts = [LineString(pair) for line in lines for pair in zip(line.coords, line.coords[1:]) if pair[0] != pair[1]]
    tree = STRtree(parts)
    number = {id(part): index for index, part in enumerate(parts)}
    added = collections.defaultdict(set)
    for xy in {xy for line in lines for xy in line.coords}:
        place = Point(xy)
        for part in tree.query(place.buffer(TOUCHING)):
            if xy not in part.coords and part.distance(place) <= TOUCHING:
                added[number[id(part)]].add(xy)
    for index, places in added.items():
        first, last = parts[index].coords
        along = sorted(places, key=lambda xy: math.dist(xy, first))
        parts[index] = LineString([first, *along, last])
    return single_lines(geopandas.GeoDataFrame(geometry=[unary_union(parts)]))


def walkable(highway, tags):
    if not isinstance(highway, str) or highway in ("motorway motorway_link raceway bus_guideway busway construction proposed planned "
                                      "abandoned disused razed escape no rest_area services").split():
        return False
    known = dict(re.findall(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"', tags if isinstance(tags, str) else ""))
    foot = known.get("foot", "")
    if foot in ("yes", "designated", "permissive", "official", "destination"):
        return True
    closed = ("no", "private", "agricultural", "forestry", "military")
    return not (foot in closed + ("use_sidepath",) or known.get("motorroad") == "yes" or known.get("access") in closed)


class Walks:
    """Walks over segments, each place on the nearest of them."""

    def __init__(self, lines, homes, shops):
        segments = {}
        for line in lines:
            for a, b in zip(line.coords, line.coords[1:]):
                if a != b:
                    segments[min(a, b), max(a, b)] = math.dist(a, b)
        self.ends = list(segments)
        self.a = numpy.array([pair[0] for pair in self.ends])
        self.d = numpy.array([pair[1] for pair in self.ends]) - self.a
        self.square = (self.d ** 2).sum(axis=1)
        on = collections.defaultdict(list)
        self.graph = networkx.Graph()
        self.graph.add_node("shops")
        self.straight = {}
        for kind, places in (("home", homes), ("shop", shops)):
            for index, xy in enumerate(places):
                straight, segment, t = self.nearest(numpy.array(xy))
                if straight > SNAP + TOUCHING:
                    continue
                on[segment].append((t, (kind, index)))
                self.straight[kind, index] = straight
                if kind == "shop":
                    self.graph.add_edge("shops", (kind, index), weight=straight)
        for segment, (ends, long) in enumerate(segments.items()):
            stops = [(0.0, ends[0])] + sorted(on.get(segment, []), key=lambda stop: stop[0]) + [(1.0, ends[1])]
            for (s, u), (t, v) in zip(stops, stops[1:]):
                weight = (t - s) * long
                if not self.graph.has_edge(u, v) or self.graph[u][v]["weight"] > weight:
                    self.graph.add_edge(u, v, weight=weight)
        self.found = networkx.single_source_dijkstra_path_length(self.graph, "shops")

    def nearest(self, p):
        t = numpy.clip(((p - self.a) * self.d).sum(axis=1) / self.square, 0, 1)
        off = p - self.a - t[:, None] * self.d
        metres = numpy.hypot(off[:, 0], off[:, 1])
        segment = int(metres.argmin())
        return float(metres[segment]), segment, float(t[segment])

    def to_home(self, index):
        if ("home", index) not in self.found:
            return math.inf
        return self.found["home", index] + self.straight["home", index]


def read(path, layer):
    """A layer in its own system; fiona itself does not open OpenStreetMap files."""
    if not str(path).endswith(".pbf"):
        return geopandas.read_file(path, layer=layer)
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy.gpkg"
        subprocess.run(["ogr2ogr", "-q", copy, path, layer], check=True, stderr=subprocess.DEVNULL)
        return geopandas.read_file(copy, layer=layer)


class City:
    """A city's walks by another engine, and as gapmap tells them. `streets` is a path and a layer; homes and shops
    are in the plan's system."""

    def __init__(self, name, crs, streets, homes, shops, is_osm, limits):
        self.name, self.crs, self.streets, self.homes, self.shops = name, crs, streets, homes, shops
        self.is_osm, self.limits = is_osm, limits

    def walks(self):
        path, layer = self.streets
        frame = read(path, layer)
        if frame.crs is None:
            frame = frame.set_crs("EPSG:4326")
        frame = frame.to_crs(self.crs)
        if self.is_osm:
            frame = frame[[walkable(*pair) for pair in zip(frame["highway"], frame["other_tags"])]]
        lines = single_lines(frame)
        return Walks(lines if self.is_osm else joined_where_they_cross(lines), self.homes, self.shops)

    def ask(self, gapmap):
        """gapmap's walk of every home, infinite where there is no way, and the homes beyond each limit."""
        path, layer = self.streets
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for role, places in (("homes", self.homes), ("shops", self.shops)):
                points = geopandas.GeoDataFrame({"number": range(len(places))}, geometry=[Point(xy) for xy in places],
                                                crs=self.crs)
                points.to_file(folder / "places.gpkg", layer=role, driver="GPKG")
            source = f"source = '{path}'" + (f", layer = '{layer}'" if layer else "")
            standards = "".join(
                f"[[standard]]\nid = 'r{limit}'\ntask = 1\ntitle = 'r'\nmeasure = 'reach'\ndemand = 'homes'\n"
                f"supply = 'shops'\nalong = 'walk'\nwithin = {limit}\n" for limit in (0, *self.limits))
            (folder / "plan.toml").write_text(
                f"gapmap = 1\nid = 'walk'\ntitle = 'walk'\ncrs = '{self.crs}'\n"
                f"network = {{layer = 'streets', snap = {SNAP}, tolerance = 0}}\n[layers]\n"
                f"streets = {{{source}{'' if self.is_osm else ', crs = %r' % 'EPSG:4326'}}}\n"
                "homes = {source = 'places.gpkg', layer = 'homes'}\nshops = {source = 'places.gpkg', layer = 'shops'}\n"
                + standards, encoding="utf-8")
            subprocess.run([gapmap, "check", folder / "plan.toml", "-o", folder / "result.gpkg", "--quiet"], check=True,
                           stdout=subprocess.DEVNULL)
            result = sqlite3.connect(folder / "result.gpkg")
            ours = [0.0] * len(self.homes)
            for feature, distance in result.execute("SELECT feature, distance FROM gap_r0"):
                ours[feature - 1] = math.inf if distance is None else distance
            beyond = {limit: {row[0] - 1 for row in result.execute(f"SELECT feature FROM gap_r{limit}")}
                      for limit in self.limits}
        return ours, beyond

    def agrees(self, gapmap, expected):
        """Prints a line; True where every walk is the same to 1 mm and every reached set exactly."""
        ours, unserved = self.ask(gapmap)
        worst = max((abs(a - b) for a, b in zip(ours, expected) if math.isfinite(a) and math.isfinite(b)), default=0)
        ways = sum(map(math.isfinite, expected))
        same_ways = all(math.isfinite(a) == math.isfinite(b) for a, b in zip(ours, expected))
        good = worst <= 0.001 and same_ways
        line = f"{self.name:14} {len(ours):6} places, {ways:6} with a way, largest difference {worst * 1000:.3f} mm"
        for limit in self.limits:
            beyond = {index for index, metres in enumerate(expected) if metres > limit + 0.0005}
            good &= unserved[limit] == beyond
            line += f"; {limit} m: {len(ours) - len(beyond)} reached{'' if unserved[limit] == beyond else ', NOT THE SAME'}"
        print(line + ("" if good else "  FAULT"), flush=True)
        return good


def coordinates(frame, crs):
    return [(p.x, p.y) for p in frame.to_crs(crs).geometry]


def cities(cases):
    """The cities whose data are there."""
    cases = pathlib.Path(cases).resolve()
    if not (cases / "zhengzhou-hulatang").exists():
        return

    crs = "EPSG:31982"
    cells = pandas.read_csv(cases / "poa-porto-alegre/poa_hexgrid.csv")
    grid = geopandas.GeoDataFrame(cells, geometry=geopandas.points_from_xy(cells.lon, cells.lat), crs="EPSG:4326")
    yield City("Porto Alegre", crs, (cases / "poa-porto-alegre/poa.osm.pbf", "lines"), coordinates(grid, crs),
               coordinates(grid[grid.schools > 0], crs), True, (500, 1000))

    crs = "EPSG:3067"
    helsinki = cases / "osm-helsinki-centre/helsinki.osm.pbf"
    points = read(helsinki, "points").to_crs(crs)
    toilets = points[points.other_tags.fillna("").str.contains('"amenity"=>"toilets"')]
    yield City("Helsinki", crs, (helsinki, "lines"), coordinates(points, crs), coordinates(toilets, crs), True, (300, 500))

    crs = "EPSG:4547"
    people = geopandas.read_file(cases / "zhengzhou-hulatang/Deman_Point.shp")
    people = people[people.code.astype(str).str.startswith("410103")]
    table = pandas.read_csv(cases / "zhengzhou-hulatang/hulatang_shops.csv")
    shops = geopandas.GeoDataFrame(table, geometry=geopandas.points_from_xy(table["经度"], table["纬度"]), crs="EPSG:4326")
    yield City("Erqi", crs, (cases / "zhengzhou-hulatang/erqi_roads_wgs84.gpkg", "roads"), coordinates(people, crs),
               coordinates(shops, crs), False, (500, 1000))

    crs = "EPSG:4549"
    parcels = geopandas.read_file(cases / "suzhou-gusu/姑苏区_物流快递.shp").to_crs(crs)
    roads = geopandas.read_file(cases / "suzhou-gusu/姑苏区_路网.shp").set_crs("EPSG:4326").to_crs(crs)
    homes = [line.coords[len(line.coords) // 2] for line in single_lines(roads)][::4]
    homes = [(x + 12, y - 7) for x, y in homes]
    yield City("Gusu", crs, (cases / "suzhou-gusu/姑苏区_路网.shp", None), homes, [(p.x, p.y) for p in parcels.geometry],
               False, (300, 800))


def main(gapmap, cases):
    found = [city.agrees(gapmap, [walks.to_home(index) for index in range(len(city.homes))])
             for city in cities(cases) for walks in [city.walks()]]
    if not found:
        print(f"SKIPPED: no data in {cases}")
        return 77
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
