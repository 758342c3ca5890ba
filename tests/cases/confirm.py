#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Confirms gapmap's figures on the real cities by other programs: GeoPandas, Shapely, pyproj, NumPy.

    confirm.py GAPMAP CASES_FOLDER

Each figure is computed again from the raw files: people by brute force over all pairs, lengths and areas with
polygonised discs at two finenesses, extrapolated (the error of a polygonised disc falls with the square of its number
of sides). Prints a table; exit status 0 where people agree exactly and lengths and areas to 1e-6, 1 where one does
not, 77 where the data or the programs are missing.
"""
import json
import math
import pathlib
import subprocess
import sys

try:
    import geopandas
    import numpy
    import pyproj
    from shapely.geometry import Point
    from shapely.ops import transform, unary_union
except ImportError as fault:
    print(f"SKIPPED: {fault} (apt-get install python3-geopandas)")
    sys.exit(77)

FINENESS = 48  # sides of a quarter circle; the second run has twice as many


def from_gcj02(x, y):
    """WGS 84 of a GCJ-02 place, by Newton's method on the published shift (gapmap iterates a fixed point)."""
    def shift(lon, lat):
        a, ee = 6378245.0, 0.00669342162296594323
        u, v = lon - 105, lat - 35
        wave = (20 * math.sin(6 * u * math.pi) + 20 * math.sin(2 * u * math.pi)) * 2 / 3
        north = (-100 + 2 * u + 3 * v + 0.2 * v * v + 0.1 * u * v + 0.2 * math.sqrt(abs(u)) + wave
                 + (20 * math.sin(v * math.pi) + 40 * math.sin(v / 3 * math.pi)) * 2 / 3
                 + (160 * math.sin(v / 12 * math.pi) + 320 * math.sin(v * math.pi / 30)) * 2 / 3)
        east = (300 + u + 2 * v + 0.1 * u * u + 0.1 * u * v + 0.1 * math.sqrt(abs(u)) + wave
                + (20 * math.sin(u * math.pi) + 40 * math.sin(u / 3 * math.pi)) * 2 / 3
                + (150 * math.sin(u / 12 * math.pi) + 300 * math.sin(u / 30 * math.pi)) * 2 / 3)
        m = 1 - ee * math.sin(math.radians(lat)) ** 2
        return (east * 180 / (a / math.sqrt(m) * math.cos(math.radians(lat)) * math.pi),
                north * 180 / (a * (1 - ee) / (m * math.sqrt(m)) * math.pi))

    lon, lat, step = x, y, 1e-6
    for _ in range(8):
        f = [lon + shift(lon, lat)[0] - x, lat + shift(lon, lat)[1] - y]
        dx, dy = shift(lon + step, lat), shift(lon, lat + step)
        here = shift(lon, lat)
        j = [[1 + (dx[0] - here[0]) / step, (dy[0] - here[0]) / step], [(dx[1] - here[1]) / step, 1 + (dy[1] - here[1]) / step]]
        det = j[0][0] * j[1][1] - j[0][1] * j[1][0]
        lon -= (f[0] * j[1][1] - f[1] * j[0][1]) / det
        lat -= (f[1] * j[0][0] - f[0] * j[1][0]) / det
    return lon, lat


def projector(source, target):
    return pyproj.Transformer.from_crs(source, target, always_xy=True).transform


def served(people, weights, supply, metres):
    """People within a distance, over all pairs."""
    nearest = numpy.min(numpy.hypot(people[:, None, 0] - supply[None, :, 0], people[:, None, 1] - supply[None, :, 1]), axis=1)
    return weights[nearest <= metres].sum()


def fine(measure, supply, metres, fineness=FINENESS):
    """A measure over the union of discs, extrapolated from two finenesses."""
    def at(sides):
        return measure(unary_union([Point(*p).buffer(metres, sides) for p in supply]))
    one, two = at(fineness), at(2 * fineness)
    return two + (two - one) / 3


class City:
    """One plan's figures by gapmap, to hold others against."""
    rows, fault = [], False

    def __init__(self, program, plan):
        answer = subprocess.run([program, "check", str(plan), "--json"], capture_output=True, text=True, check=True)
        self.name = plan.stem
        self.scores = {(s["standard_id"], s["unit_code"], s["class"]): s for s in json.loads(answer.stdout)["scores"]}

    def hold(self, standard, figure, value, tolerance, unit="*", class_name=""):
        ours = self.scores[standard, unit, class_name][figure]
        difference = abs(ours - value) / max(abs(value), 1)
        ok = difference <= tolerance
        City.fault = City.fault or not ok
        City.rows.append((f"{self.name} {standard} {class_name or unit} {figure}", ours, value, difference, "agrees" if ok else "DIFFERS"))


def erqi(program, plans, cases):
    city = City(program, plans / "erqi.toml")
    to_plan = projector("EPSG:4326", "EPSG:4547")
    gcj = lambda x, y: to_plan(*from_gcj02(x, y))
    boundary = geopandas.read_file(cases / "erqi-admin/erqi_410103.geojson").geometry[0]
    district = transform(lambda xs, ys: tuple(zip(*[gcj(x, y) for x, y in zip(xs, ys)])), boundary)
    people = geopandas.read_file(cases / "zhengzhou-hulatang/Deman_Point.shp")
    carry = projector(people.crs, "EPSG:4547")
    places = numpy.array([carry(p.x, p.y)[:2] for p in people.geometry])
    inside = numpy.array([district.contains(Point(*p)) for p in places])
    weights = people["All_pop"].to_numpy(dtype=float)
    coded = people["code"].fillna("").str.startswith("410103").to_numpy()
    city.hold("people-total", "value", weights[coded & inside].sum(), 0)
    city.hold("people-total", "value", weights[coded & ~inside].sum(), 0, "-")
    shops = geopandas.pd.read_csv(cases / "zhengzhou-hulatang/hulatang_shops.csv", encoding="utf-8-sig")
    shops = numpy.array([gcj(x, y) for x, y in zip(shops["经度"], shops["纬度"])])
    for metres in (300, 500, 1000):
        city.hold(f"shop-{metres}", "demand", weights[inside].sum(), 0)
        city.hold(f"shop-{metres}", "served", served(places[inside], weights[inside], shops, metres), 0)
    food = geopandas.pd.read_csv(cases / "erqi-food-poi/erqi_food_poi.csv", encoding="utf-8-sig")
    food = numpy.array([gcj(x, y) for x, y in zip(food["经度(lon)"], food["纬度(lat)"])])
    city.hold("food-density", "served", sum(district.contains(Point(*p)) for p in food), 0)
    city.hold("food-density", "demand", district.area / 1e6, 1e-6)
    near = food[[district.distance(Point(*p)) <= 300 for p in food]]
    city.hold("land-300", "served", fine(lambda cover: cover.intersection(district).area, near, 300), 1e-6)
    streets = geopandas.read_file(cases / "zhengzhou-hulatang/erqi_roads_wgs84.gpkg").geometry
    cut = [transform(to_plan, s).intersection(district) for s in streets]
    cut = [s for s in cut if not s.is_empty]
    city.hold("street-300", "demand", sum(s.length for s in cut), 1e-6)

    city.hold("street-300", "served", fine(lambda cover: sum(s.intersection(cover).length for s in cut), near, 300), 1e-6)


def porto_alegre(program, plans, cases):
    city = City(program, plans / "porto-alegre.toml")
    grid = geopandas.pd.read_csv(cases / "poa-porto-alegre/poa_hexgrid.csv")
    carry = projector("EPSG:4326", "EPSG:31982")
    places = numpy.array([carry(x, y) for x, y in zip(grid["lon"], grid["lat"])])
    weights = grid["population"].to_numpy(dtype=float)
    city.hold("schools", "value", grid["schools"].sum(), 0)
    city.hold("health", "value", grid["healthcare"].sum(), 0)
    for standard, field, metres in (("school-500", "schools", 500), ("school-1000", "schools", 1000), ("health-1000", "healthcare", 1000)):
        city.hold(standard, "served", served(places, weights, places[(grid[field] > 0).to_numpy()], metres), 0)
    city.hold("schools-per-10000", "value", grid["schools"].sum() / weights.sum() * 10000, 1e-12)


def gusu(program, plans, cases):
    city = City(program, plans / "gusu.toml")
    carry = projector("EPSG:4326", "EPSG:4549")
    folder = cases / "suzhou-gusu"
    district = transform(carry, geopandas.read_file(folder / "姑苏区.shp").geometry[0])
    points = geopandas.read_file(folder / "姑苏区_物流快递.shp")
    points = numpy.array([projector("EPSG:4490", "EPSG:4549")(p.x, p.y) for p in points.geometry])
    city.hold("density", "served", sum(district.contains(Point(*p)) for p in points), 0)
    city.hold("density", "demand", district.area / 1e6, 1e-6)
    city.hold("land-500", "served", fine(lambda cover: cover.intersection(district).area, points, 500), 1e-6)
    streets = geopandas.read_file(folder / "姑苏区_路网.shp", encoding="utf-8")
    for name, metres in (("城市主干道", 300), ("城市支路", 500), ("人行道路", 800)):
        chosen = [transform(carry, s).intersection(district) for s in streets.geometry[streets["type"] == name]]
        city.hold("streets-by-class", "demand", sum(s.length for s in chosen), 1e-6, "*", name)
        city.hold("streets-by-class", "served", fine(lambda cover: sum(s.intersection(cover).length for s in chosen), points, metres, 400), 1e-6, "*", name)


def main():
    program, cases = sys.argv[1], pathlib.Path(sys.argv[2])
    plans = pathlib.Path(__file__).resolve().parent
    if not (cases / "erqi-admin").is_dir():
        print(f"SKIPPED: no real data in {cases}")
        return 77
    for work in (erqi, porto_alegre, gusu):
        work(program, plans, cases)
    for title, ours, value, difference, verdict in City.rows:
        print(f"{title:52} {ours:20.6f} {value:20.6f} {difference:10.1e}  {verdict}")
    return 1 if City.fault else 0


if __name__ == "__main__":
    sys.exit(main())
