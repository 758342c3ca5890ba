#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Confirms the sample district's scores, every standard and unit, by other programs: SQLite, GeoPandas, Shapely, SciPy.

    confirm.py GAPMAP FOLDER

Makes the sample in FOLDER, checks its plan, and computes each figure again from the plan and the layers as a planner
would with a spreadsheet and an overlay tool. Prints the rows that differ; exit status 0 where all agree (counts and
people exactly, lengths and areas to a millionth), 1 where one does not, 77 where the programs are missing.
"""
import collections
import math
import pathlib
import sqlite3
import subprocess
import sys
import tomllib
import warnings

try:
    import geopandas
    import numpy
    from scipy.spatial import cKDTree
    from shapely.ops import unary_union
    from shapely.prepared import prep
    from shapely.strtree import STRtree
except ImportError as fault:
    print(f"SKIPPED: {fault} (apt-get install python3-geopandas python3-scipy)")
    sys.exit(77)

warnings.filterwarnings("ignore")
ALL, OUTSIDE, NO_UNIT = "*", "-", "?"
FINENESS = 64  # sides of a quarter circle; the second run has twice as many


class District:
    """The sample's layers and units, each read once."""

    def __init__(self, folder):
        self.path = folder / "district.gpkg"
        self.plan = tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))
        self.database = sqlite3.connect(self.path)
        self.layers = {}
        self.partitions, self.names, self.ground, self.shares = {}, {}, {}, {}
        for units in self.plan["units"]:
            areas = self.features({"layer": units["layer"]})
            self.partitions[units["layer"]] = sorted(zip(areas[units["code"]], areas.geometry), key=lambda unit: unit[0])
            self.names[units["layer"]] = dict(zip(areas[units["code"]], areas[units["name"]]))
            self.ground[units["layer"]] = own_ground(self.partitions[units["layer"]])

    def features(self, query):
        """The features that a query's `where` selects; SQLite itself evaluates the condition."""
        role, where = query["layer"], query.get("where")
        table = self.plan["layers"][role]["layer"]
        if table not in self.layers:
            has_places = self.database.execute("SELECT data_type FROM gpkg_contents WHERE table_name = ?", [table]).fetchone()[0] == "features"
            frame = geopandas.read_file(self.path, layer=table)
            frame["fid"] = [row[0] for row in self.database.execute(f'SELECT fid FROM "{table}" ORDER BY fid')]
            frame.attrs.update(has_places=has_places, table=table)
            self.layers[table] = frame
        frame = self.layers[table]
        if not where:
            return frame
        chosen = {row[0] for row in self.database.execute(f'SELECT fid FROM "{table}" WHERE {where}')}
        result = frame[frame["fid"].isin(chosen)]
        result.attrs = frame.attrs
        return result


def amount(frame, of):
    if of == "count":
        return numpy.ones(len(frame))
    if of == "length":
        return frame.geometry.length.to_numpy()
    if of == "area":
        return frame.geometry.area.to_numpy()
    return frame[of].fillna(0).to_numpy(dtype=float)


def middle(place):
    """Where a whole feature counts: the place itself, halfway along a line, a point inside an area."""
    if place is None or place.is_empty:
        return None
    if place.geom_type == "Point":
        return place
    if place.area:
        return place.representative_point()
    return max(getattr(place, "geoms", [place]), key=lambda part: part.length).interpolate(0.5, normalized=True)


def own_ground(units):
    """code -> the unit's area without what units before it by code hold."""
    ground, before = {}, None
    for code, area in units:
        ground[code] = area if before is None else area.difference(before)
        before = area if before is None else before.union(area)
    return ground


def shares_by_unit(district, partition, table, cut):
    """code -> share of each feature of a whole layer that lies there, computed once: features are cut, or stand at their middle."""
    key = partition, table, cut
    if key not in district.shares:
        places = [place if cut else middle(place) for place in district.layers[table].geometry]
        rest = numpy.ones(len(places))
        district.shares[key] = found = {}
        areas = dict(district.partitions[partition])
        for code, ground in district.ground[partition].items():
            inside, ready = numpy.zeros(len(places)), prep(areas[code])
            for k, place in enumerate(places):
                if place is None or rest[k] == 0 or not ready.intersects(place):
                    continue
                if place.geom_type == "Point" or ready.contains(place) and ground is areas[code]:
                    inside[k] = rest[k]
                else:
                    here = place.intersection(ground)
                    inside[k] = here.area / place.area if place.area else here.length / place.length
                rest[k] -= inside[k]
            found[code] = inside
        found[OUTSIDE] = numpy.where(rest > 1e-9, rest, 0)
    return district.shares[key]


def by_unit(district, partition, frame, of, cut):
    """code -> amount of each feature there. Records without a place belong to the unit that they name."""
    amounts, table = amount(frame, of), frame.attrs["table"]
    if frame.attrs["has_places"]:
        rows = frame.index.to_numpy()
        return {code: shares[rows] * amounts for code, shares in shares_by_unit(district, partition, table, cut).items()}
    role = next(layer for layer in district.plan["layers"].values() if layer["layer"] == table)
    codes = {name: code for code, name in district.names[partition].items()}
    named = numpy.array([codes.get(name, NO_UNIT) for name in (frame[role["unit"]] if "unit" in role else [None] * len(frame))])
    return {code: numpy.where(named == code, amounts, 0) for code in [*codes.values(), NO_UNIT]}


def totals(rows):
    """code -> sum, with `*` over the units and what names none."""
    sums = {code: math.fsum(values) for code, values in rows.items()}
    sums[ALL] = math.fsum(value for code, value in sums.items() if code != OUTSIDE)
    return sums


def distances(points, supplies, limit):
    """Of each point to the nearest of several geometries; infinite beyond the limit."""
    if all(place.geom_type == "Point" for place in supplies):
        tree = cKDTree([(place.x, place.y) for place in supplies])
        return tree.query([(point.x, point.y) for point in points])[0]
    tree = STRtree(supplies)
    result = numpy.full(len(points), numpy.inf)
    for k, point in enumerate(points):
        near = tree.query(point.buffer(limit + 1, 1).envelope)
        if near:
            result[k] = min(point.distance(place) for place in near)
    return result


def covered_size(pieces, supplies, limit):
    """Size (length or area) of the pieces within a limit of the supplies, as if discs had infinitely many sides."""
    if limit == 0:
        cover = unary_union(supplies)
        return [size(piece.intersection(cover)) for piece in pieces]
    if not pieces[0].area:
        return covered_lengths(pieces, numpy.array([(place.x, place.y) for place in supplies]), limit)
    found = []
    for fineness in (FINENESS, 2 * FINENESS):
        cover = unary_union([place.buffer(limit, fineness) for place in supplies])
        found.append(numpy.array([size(piece.intersection(cover)) for piece in pieces]))
    return found[1] + (found[1] - found[0]) / 3


def covered_lengths(lines, centres, limit):
    """Each segment's stretches inside the circles around the centres, overlaps counted once."""
    result = numpy.zeros(len(lines))
    for k, line in enumerate(lines):
        for part in getattr(line, "geoms", [line]):
            corners = numpy.array(part.coords)
            for start, end in zip(corners[:-1], corners[1:]):
                length = math.hypot(*(end - start))
                if length == 0:
                    continue
                along = (centres - start) @ (end - start) / length
                half = limit**2 - ((centres - start) ** 2).sum(axis=1) + along**2
                near = half >= 0
                stretches = sorted(zip(along[near] - numpy.sqrt(half[near]), along[near] + numpy.sqrt(half[near])))
                reached = 0.0
                for low, high in stretches:
                    low, high = max(low, reached), min(high, length)
                    if high > low:
                        result[k] += high - low
                        reached = high
    return result


def size(place):
    return place.area if place.area else place.length


def selected(district, query, frame):
    """Of a layer's features: which of them a condition selects."""
    chosen = set(district.features(query)["fid"])
    return frame["fid"].isin(chosen).to_numpy()


class Figures:
    """unit and class -> (value, whole, part) of one standard in one partition."""

    def __init__(self):
        self.rows = {}

    def shares(self, part, whole, name=""):
        for code in whole:
            self.rows[code, name] = (part[code] / whole[code] if whole[code] else None, whole[code], part[code])

    def ratios(self, part, whole, per):
        for code in whole:
            self.rows[code, ""] = (part[code] / whole[code] * per if whole[code] else None, whole[code], part[code])

    def sums(self, whole):
        for code in whole:
            self.rows[code, ""] = (whole[code], None, whole[code])


def share(district, partition, standard):
    query = {"layer": standard["layer"], "where": standard.get("among")}
    frame = district.features(query)
    holds = selected(district, {"layer": standard["layer"], "where": standard["where"]}, frame)
    rows = by_unit(district, partition, frame, standard["of"], standard["of"] != "count")
    figures = Figures()
    part = lambda which: totals({code: values[which] for code, values in rows.items()})
    figures.shares(part(holds), part(numpy.ones(len(frame), bool)))
    field = standard.get("target", {}).get("by")
    for name in sorted(set(frame[field])) if field else []:
        figures.shares(part(holds & (frame[field] == name)), part((frame[field] == name).to_numpy()), name)
    return figures


def milestone(district, partition, standard):
    frame = district.features({"layer": standard["layer"], "where": standard.get("among")})
    done = selected(district, {"layer": standard["layer"], "where": standard["where"]}, frame)
    deadline = standard["deadline"].isoformat()
    done &= numpy.array([str(day)[:10] <= deadline for day in frame[standard["date"]]])
    rows = by_unit(district, partition, frame, "count", False)
    figures = Figures()
    whole, part = totals(rows), totals({code: values[done] for code, values in rows.items()})
    lacking = [name for name in standard.get("named", []) if name not in set(frame["name"])]
    whole[ALL] += len(lacking)
    figures.shares(part, whole)
    return figures


def total(district, partition, standard):
    frame = district.features(standard)
    figures = Figures()
    figures.sums(totals(by_unit(district, partition, frame, standard["of"], standard["of"] != "count")))
    return figures


def ratio(district, partition, standard):
    sums = []
    for key in ("numerator", "denominator"):
        frame = district.features(standard[key])
        areas = len(frame) > 0 and frame.attrs.get("has_places", True) and frame.geometry.iloc[0].area > 0
        sums.append(totals(by_unit(district, partition, frame, standard[key]["of"], areas)))
    figures = Figures()
    figures.ratios(sums[0], sums[1], standard["per"])
    return figures


def density(district, partition, standard):
    ground = prep(unary_union(list(district.features(standard["area"]).geometry)))
    supply = district.features(standard["supply"])
    standing = supply[[ground.intersects(place) for place in supply.geometry]]
    count = totals(by_unit(district, partition, standing, "count", False))
    area = totals(by_unit(district, partition, district.features(standard["area"]), "area", True))
    figures = Figures()
    figures.ratios(count, {code: value / 1e6 for code, value in area.items()}, 1)
    return figures


def presence(district, partition, standard):
    supplies = [middle(place) for place in district.features(standard["supply"]).geometry]
    figures = Figures()
    if "units" not in standard:
        has = {code: any(area.intersects(place) for place in supplies) for code, area in district.partitions[partition]}
        figures.shares(totals({code: [float(yes)] for code, yes in has.items()}), totals({code: [1.0] for code in has}))
        return figures
    frame = district.features(standard["units"])
    tree = STRtree(supplies)
    has = numpy.array([len([p for p in tree.query(area) if area.intersects(p)]) >= standard["at_least"] for area in frame.geometry])
    rows = by_unit(district, partition, frame, "count", False)
    figures.shares(totals({code: values[has] for code, values in rows.items()}), totals(rows))
    return figures


def grade(district, partition, standard):
    order = ["I", "II", "III"]
    frame = district.features(standard)
    rank = lambda name: order.index(name) if name in order else len(order)
    needed = numpy.full(len(frame), rank(standard["otherwise"]))
    points = list(frame.geometry)
    for rule in standard["rules"]:
        near = distances(points, list(district.features(rule["near"]).geometry), rule["within"]) <= rule["within"]
        needed[near] = numpy.minimum(needed[near], rank(rule["at_least"]))
    fine = numpy.array([rank(name) for name in frame[standard["field"]]]) <= needed
    rows = by_unit(district, partition, frame, "count", False)
    figures = Figures()
    figures.shares(totals({code: values[fine] for code, values in rows.items()}), totals(rows))
    for k, name in enumerate(order):
        those = needed == k
        if those.any():
            figures.shares(totals({code: values[fine & those] for code, values in rows.items()}),
                           totals({code: values[those] for code, values in rows.items()}), name)
    return figures


def reach(district, partition, standard):
    demand, queries = standard["demand"], standard["supply"]
    queries = queries if isinstance(queries, list) else [queries]
    frame = district.features(demand)
    of = demand.get("weight") or district.plan["layers"][demand["layer"]].get("weight")
    kind = frame.geometry.iloc[0].geom_type
    whole_features = of == "count" or kind == "Point"
    limits = standard["within"] if isinstance(standard["within"], dict) else {"": standard["within"]}
    field = limits.get("by")
    figures = Figures()
    if whole_features:
        places = [middle(place) for place in frame.geometry]
        supplies = [list(district.features(query).geometry) for query in queries]
        near = [distances(places, those, limits[""]) <= limits[""] for those in supplies]
        served = numpy.logical_and.reduce(near) if standard.get("need") == "every" else numpy.logical_or.reduce(near)
        rows = by_unit(district, partition, frame, of or "count", False)
        figures.shares(totals({code: values[served] for code, values in rows.items()}), totals(rows))
        return figures
    supplies = [place for query in queries for place in district.features(query).geometry]
    part, whole = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    outside = unary_union([area for _, area in district.partitions[partition]])
    grounds = {**district.ground[partition], OUTSIDE: None}
    for code, ground in grounds.items():
        pieces = [place.difference(outside) if ground is None else place.intersection(ground) for place in frame.geometry]
        for name, limit in limits.items():
            if name == "by":
                continue
            mine = [p for p, c in zip(pieces, frame[field] if field else [""] * len(pieces)) if c == name and not p.is_empty]
            covered = math.fsum(covered_size(mine, supplies, limit)) if mine else 0
            for key in {name, ""}:
                part[key][code] += covered
                whole[key][code] += math.fsum(map(size, mine))
    for name in whole:
        sums = [{code: [table[name][code]] for code in grounds} for table in (part, whole)]
        figures.shares(totals(sums[0]), totals(sums[1]), name)
    return figures


def catchment(district, partition, standard):
    """Everyone goes to the nearest facility; a unit's facilities and their people are added up where the facility stands."""
    demand = district.features(standard["demand"])
    people = amount(demand, standard["demand"].get("weight") or district.plan["layers"][standard["demand"]["layer"]]["weight"])
    facilities = district.features(standard["supply"])
    tree = cKDTree([(place.x, place.y) for place in facilities.geometry])
    load = numpy.zeros(len(facilities))
    numpy.add.at(load, tree.query([(place.x, place.y) for place in demand.geometry])[1], people)
    here = by_unit(district, partition, facilities, "count", False)
    figures = Figures()
    figures.ratios(totals({code: shares * load for code, shares in here.items()}), totals(here), 1)
    return figures


MEASURES = {"share": share, "milestone": milestone, "total": total, "ratio": ratio, "density": density, "presence": presence,
            "grade": grade, "reach": reach, "catchment": catchment}


def gap_sums(result, standard, partition, theirs):
    """Units whose gap features do not add up to what is unserved; up to 100 m2 of slivers may be left out of a drawing."""
    table = "gap_" + standard["id"].replace("-", "_")
    if not result.execute("SELECT count(*) FROM gpkg_contents WHERE table_name = ?", [table]).fetchone()[0]:
        return []
    columns = {row[1] for row in result.execute(f'PRAGMA table_info("{table}")')}
    sums = dict(result.execute(f'SELECT unit_code, sum({"people" if "people" in columns else "amount"}) FROM "{table}" GROUP BY 1'))
    slack = 100 if standard["measure"] == "reach" and "area" in columns else 0
    return [f"{standard['id']} {partition} {code}: {whole - part} unserved, its gaps hold {sums.get(code)}"
            for (code, name), (_, whole, part) in theirs.items()
            if code != ALL and name == "" and whole and abs(whole - part - (sums.get(code) or 0)) > 1e-6 * whole + slack]


def differs(mine, given, whole):
    """A millionth of the figure, or of a thousandth of its unit's whole where the figure is small; 0 and none are alike."""
    return abs((mine or 0) - (given or 0)) > 1e-6 * max(abs(mine or 0), 1e-3 * whole)


def main():
    gapmap, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    result = folder / "result.gpkg"
    subprocess.run([gapmap, "sample", "-o", folder, "--overwrite", "-q"], check=True)
    subprocess.run([gapmap, "check", folder / "plan.toml", "-o", result, "--overwrite", "-q"], check=True)
    district = District(folder)
    tasks = {task["number"]: task for task in district.plan["task"]}
    said = collections.defaultdict(dict)
    scores = sqlite3.connect(result)
    for standard, partition, code, name, *figures in scores.execute(
            "SELECT standard_id, partition, unit_code, class, value, demand, served FROM scores"):
        said[standard, partition][code, name] = figures
    compared, differing, left = 0, 0, collections.Counter()
    for standard in district.plan["standard"]:
        standard.setdefault("deadline", tasks[standard["task"]].get("deadline"))
        measure = standard.get("measure")
        if measure not in MEASURES or "capacity" in standard:
            left[measure or "any"] += 1
            continue
        for partition in district.partitions:
            ours = MEASURES[measure](district, partition, standard).rows
            theirs = said[standard["id"], partition]
            for key, (value, whole, part) in sorted(ours.items()):
                if key not in theirs:
                    if whole or part:
                        print(f"{standard['id']} {partition} {key}: no row, here {value} of {whole}")
                        differing += 1
                    continue
                compared += 1
                for what, mine, given in zip(("value", "demand", "served"), (value, whole, part), theirs[key]):
                    if differs(mine, given, max(whole or 0, part or 0)):
                        print(f"{standard['id']} {partition} {key} {what}: gapmap {given}, here {mine}")
                        differing += 1
            if measure in ("share", "reach", "milestone", "presence", "grade") and partition == next(iter(district.partitions)):
                for words in gap_sums(scores, standard, partition, theirs):
                    print(words)
                    differing += 1
            for key in theirs.keys() - ours.keys():
                if theirs[key][1]:
                    print(f"{standard['id']} {partition} {key}: gapmap has {theirs[key]}, here no row")
                    differing += 1
    print(f"{compared} rows compared, {differing} figures differ; confirmed elsewhere: "
          + ", ".join(f"{count} {name}" for name, count in left.items()))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
