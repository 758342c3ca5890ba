#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Confirms walking distances by pgRouting, in a real PostgreSQL that lives in a temporary folder while this runs.

    confirm_pgrouting.py GAPMAP CASES_FOLDER [BENCH_WALK SAMPLE_DISTRICT.gpkg]

A town made up here, and the cities of the cases where they are: the graph is made from the raw streets as
confirm_walk.py does, pgRouting searches it. Exit status 0 where every walk agrees to 1 mm and every reached set
exactly, 1 where one does not, 77 where the programs are missing. With BENCH_WALK, prints how long pgRouting takes for
three limits on the streets of a sample district, its snapping given for free, beside gapmap's whole way from streets
to answer.
"""
import contextlib
import math
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import confirm_walk
from confirm_walk import City, geopandas, numpy, single_lines
from shapely.geometry import LineString

PROGRAMS = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
CRS = "EPSG:4547"


class Server:
    """A PostgreSQL without a port, reached by a socket in its own folder."""

    def __init__(self, folder):
        self.bin, self.folder = PROGRAMS[-1].parent, pathlib.Path(folder)
        self.data = self.folder / "data"
        # PostgreSQL refuses to run as root.
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "gapmap", "-E", "UTF8", "--no-sync")

    def run(self, program, *words, text=None):
        done = subprocess.run([*self.user, self.bin / program, *words], cwd=self.folder, input=text, text=True,
                              capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stderr}")
        return done.stdout

    def __enter__(self):
        settings = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        # The server keeps its standard streams open: they must not be ours.
        with open(os.devnull, "w") as nowhere:
            subprocess.run([*self.user, self.bin / "pg_ctl", "-D", self.data, "-o", settings, "-w", "-s", "-l",
                            self.folder / "log", "start"], check=True, cwd=self.folder, stdout=nowhere, stderr=nowhere)
        self.ask("CREATE EXTENSION postgis; CREATE EXTENSION pgrouting;")
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.data, "-w", "-s", "-m", "immediate", "stop")

    def ask(self, sql, text=""):
        return self.run("psql", "-h", self.folder, "-U", "gapmap", "-d", "postgres", "-q", "-t", "-A", "-v",
                        "ON_ERROR_STOP=1", "-c", sql, text=text)

    def load(self, edges):
        """Replaces the table of edges by (source, target, cost)."""
        self.ask("DROP TABLE IF EXISTS edges; "
                 "CREATE TABLE edges (id bigserial PRIMARY KEY, source bigint, target bigint, cost double precision)")
        self.ask("COPY edges (source, target, cost) FROM stdin",
                 "".join(f"{u}\t{v}\t{cost!r}\n" for u, v, cost in edges))

    def reached(self, start, limit):
        """The cost of every node within a limit of a node."""
        answer = self.ask("SELECT node, agg_cost FROM pgr_drivingDistance("
                          f"'SELECT id, source, target, cost FROM edges', {start}, {limit!r}, false)")
        return {int(node): float(cost) for node, cost in (row.split("|") for row in answer.split())}


def confirm(server, city, gapmap):
    """The homes are nodes, at the end of their straight piece: what pgRouting reaches is the reached set itself."""
    walks = city.walks()
    number = {node: index for index, node in enumerate(walks.graph.nodes)}
    home_node = {}
    edges = [(number[u], number[v], float(weight)) for u, v, weight in walks.graph.edges(data="weight")]
    for index in range(len(city.homes)):
        if ("home", index) in walks.straight:
            home_node[index] = len(number) + index
            edges.append((number["home", index], home_node[index], walks.straight["home", index]))
    server.load(edges)
    found = server.reached(number["shops"], 1e9)
    expected = [found.get(home_node.get(index), math.inf) for index in range(len(city.homes))]
    for limit in city.limits:
        within = server.reached(number["shops"], limit + 0.0005)
        beyond = {index for index in range(len(city.homes)) if home_node.get(index) not in within}
        assert beyond == {index for index, metres in enumerate(expected) if metres > limit + 0.0005}
    return city.agrees(gapmap, expected)


@contextlib.contextmanager
def made_up_town(seed):
    """A bent grid with streets left out and an island; homes and shops beside it."""
    dice = random.Random(seed)
    spot = {(x, y): (480000 + 120 * x + dice.uniform(-25, 25), 3840000 + 120 * y + dice.uniform(-25, 25))
            for x in range(22) for y in range(22)}
    lines = []
    for (x, y), here in spot.items():
        for there in ((x + 1, y), (x, y + 1)):
            if there in spot and dice.random() < 0.85:
                middle = tuple((a + b) / 2 + dice.uniform(-8, 8) for a, b in zip(here, spot[there]))
                lines.append(LineString([here, middle, spot[there]]))
    lines.append(LineString([(484000, 3841000), (484200, 3841000)]))
    inside = lambda: (dice.uniform(480000, 482600), dice.uniform(3840000, 3842600))
    homes, shops = [inside() for _ in range(600)] + [(484100, 3841020)], [inside() for _ in range(15)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "town.gpkg"
        frame = geopandas.GeoDataFrame({"number": range(len(lines))}, geometry=lines, crs=CRS).to_crs("EPSG:4326")
        frame.to_file(path, layer="streets", driver="GPKG")
        yield City(f"made up {seed}", CRS, (path, "streets"), homes, shops, False, (300, 500, 1000))


def bench(server, program, district):
    """Seconds of three limits by pgRouting beside those of bench_walk, from streets to answer, on the same streets."""
    words = subprocess.run([program, district, "2000"], capture_output=True, text=True, check=True).stdout
    print(words, end="")
    graph, index = (float(re.search(rf"{word} ([0-9.]+)", words)[1]) for word in ("graph", "index"))
    snap, search = (float(re.search(rf"{word} ([0-9.]+)", words)[1]) for word in ("snap all residents", "three limits"))
    roads = geopandas.read_file(district, layer="roads")
    number, edges = {}, []
    for line in single_lines(roads):
        for a, b in zip(line.coords, line.coords[1:]):
            edges.append((number.setdefault(a, len(number)), number.setdefault(b, len(number)), math.dist(a, b)))
    hub, places = len(number), numpy.array(list(number))
    for school in geopandas.read_file(district, layer="schools").geometry:
        nearest = numpy.hypot(*(places - (school.x, school.y)).T).argmin()
        edges.append((hub, int(nearest), 0.0))
    server.load(edges)
    begin = time.perf_counter()
    for limit in (300.0, 500.0, 1000.0):
        server.reached(hub, limit)
    theirs = time.perf_counter() - begin
    ours = graph + index + snap + search
    print(f"pgRouting, three limits on {len(edges)} edges, snapping for free: {theirs:.2f} s; gapmap from streets to "
          f"answer, snapping included: {ours:.3f} s of processor; ratio {theirs / ours:.1f}; search alone "
          f"{theirs / search:.0f}")


def main(gapmap, cases, *more):
    if not PROGRAMS or not list(pathlib.Path("/usr/share/postgresql").glob("*/extension/pgrouting.control")):
        print("SKIPPED: no PostgreSQL with pgRouting (apt-get install postgresql-15-pgrouting)")
        return 77
    good = True
    # Whoever stops the test stops the server with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        with Server(folder) as server:
            for seed in (1, 2, 3):
                with made_up_town(seed) as town:
                    good &= confirm(server, town, gapmap)
            for city in confirm_walk.cities(cases):
                good &= confirm(server, city, gapmap)
            if more:
                bench(server, *more)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
