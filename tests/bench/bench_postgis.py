#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Streets and areas within 300, 500 and 1000 m of a school by PostGIS, beside gapmap's own way in the same run.

    bench_postgis.py BENCH_DISTRICT DISTRICT.gpkg

A real PostgreSQL lives in a temporary folder while this runs; loading and indexing the layers is given to it for free,
while gapmap reads the file and, for areas, writes the gaps. Seconds are of one processor on both sides. Streets are
cut by the union of the buffers, subdivided and indexed, and added up by class; areas are each unit less the union of the
buffers near it. PostGIS draws circles with 8 segments a quarter, its default. Exit status 77 where the programs are
missing.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "network"))
try:
    from confirm_pgrouting import PROGRAMS, Server
except ImportError as fault:
    print(f"SKIPPED: {fault}")
    sys.exit(77)

LIMITS = (300, 500, 1000)
LAYERS = ("schools", "roads", "subdistricts")
STREETS = """
CREATE TEMP TABLE cover AS SELECT ST_Subdivide(ST_Union(ST_Buffer(geom, {limit})), 128) AS geom FROM schools;
CREATE INDEX ON cover USING gist (geom);
ANALYZE cover;
INSERT INTO found SELECT sum(long) FROM (
  SELECT class, sum(ST_Length(ST_Intersection(r.geom, c.geom))) AS long
  FROM roads r JOIN cover c ON ST_Intersects(r.geom, c.geom) GROUP BY class) by_class;
DROP TABLE cover;"""
AREAS = """
CREATE TEMP TABLE gap AS SELECT u.code, COALESCE(ST_Difference(u.geom, c.geom), u.geom) AS geom FROM subdistricts u
  LEFT JOIN LATERAL (SELECT ST_Union(ST_Buffer(s.geom, {limit})) AS geom FROM schools s
                     WHERE ST_DWithin(s.geom, u.geom, {limit})) c ON true;
INSERT INTO found SELECT sum(ST_Area(geom)) FROM gap;
DROP TABLE gap;"""
# The processor's seconds of the session itself.
CLOCK = "(SELECT (split_part(s, ' ', 14)::float + split_part(s, ' ', 15)::float) / 100 FROM pg_read_file('/proc/self/stat', 0, 1000) s)"


def by_postgis(server, statements):
    """Seconds and the sum found, for all limits in one session without parallel workers."""
    script = [f"SET max_parallel_workers_per_gather = 0; CREATE TEMP TABLE found (amount float); "
              f"CREATE TEMP TABLE start AS SELECT {CLOCK} AS at;"]
    script += [statements.format(limit=limit) for limit in LIMITS]
    script.append(f"SELECT {CLOCK} - at, (SELECT sum(amount) FROM found) FROM start;")
    seconds, amount = server.ask("\n".join(script)).strip().splitlines()[-1].split("|")
    return float(seconds), float(amount)


def main():
    program, district = sys.argv[1:]
    if not PROGRAMS:
        print("SKIPPED: no PostgreSQL (apt-get install postgresql-15-postgis-3 postgresql-15-pgrouting)")
        return 77
    lines = subprocess.run([program, district], check=True, capture_output=True, text=True).stdout.splitlines()
    figures = {figure["what"]: figure for figure in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
        subprocess.run(["ogr2ogr", "-f", "PostgreSQL", f"PG:host={folder} user=gapmap dbname=postgres", district, *LAYERS,
                        "-lco", "GEOMETRY_NAME=geom", "--config", "PG_USE_COPY", "YES"], check=True, capture_output=True)
        server.ask("ANALYZE")
        for what, statements in (("street length, read and covered, three limits", STREETS),
                                 ("covered area and gap polygons written, three limits", AREAS)):
            ours = figures[what]
            seconds, amount = by_postgis(server, statements)
            print(f"{what}: gapmap {ours['seconds']:.3f} s, PostGIS {seconds:.2f} s, {seconds / ours['seconds']:.0f}x; "
                  f"{ours['value']:.0f} beside {amount:.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
