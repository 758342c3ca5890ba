#!/usr/bin/env python3
"""Times `gapmap check` on the sample district against `ogr2ogr` copying the same inputs, in turn, in one run.

Usage: check_against_copy.py GAPMAP [--scale X] [--runs N]
Prints the median seconds of both, peak memory, and the median of the ratios run by run.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time


def timed(*words):
    """Wall seconds and peak memory in MiB of one command."""
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{' '.join(words)} failed:\n{complaint.decode()}")
    return seconds, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gapmap")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([arguments.gapmap, "sample", "-o", folder, "--scale", arguments.scale, "-q"], check=True)
        checks, copies = [], []
        for run in range(arguments.runs + 1):
            copy = folder / f"copy{run}.gpkg"
            result = folder / f"result{run}.gpkg"
            one = timed(arguments.gapmap, "check", str(folder / "plan.toml"), "-o", str(result), "--quiet")
            two = timed("ogr2ogr", str(copy), str(folder / "district.gpkg"))
            copy.unlink()
            result.unlink()
            if run > 0:  # the first pair warms the file cache
                checks.append(one)
                copies.append(two)
        ratio = statistics.median(a[0] / b[0] for a, b in zip(checks, copies))
        for title, runs in (("gapmap check", checks), ("ogr2ogr copy", copies)):
            print(f"{title:14} {statistics.median(r[0] for r in runs):8.3f} s  {max(r[1] for r in runs):8.1f} MiB")
        print(f"ratio          {ratio:8.3f}    (check / copy, median of {arguments.runs} pairs, scale {arguments.scale})")


if __name__ == "__main__":
    main()
