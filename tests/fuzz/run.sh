#!/bin/sh
# run.sh PROGRAM TARGET SECONDS|replay: replays a target's seeds and looks further for so long, or for as many inputs from
# a fixed start, so that a test that passes once passes again. What makes it fail is kept beside the seeds, as crash-…;
# mend it, then commit it as a seed under a name of its own. Leaks are not looked for, since GEOS 3.11 leaks where it
# gives up on a geometry (createSubgraphs, buildMaximalEdgeRings).
set -eu
program="$1" seeds="$(dirname "$0")/seeds/$2" seconds="$3"
found="$(dirname "$program")/found_$2"
mkdir -p "$found"
if [ "$seconds" = replay ]; then length="-runs=20000 -seed=1"; else length="-max_total_time=$seconds"; fi
echo "fuzz: $2, $length"
# shellcheck disable=SC2086
ASAN_OPTIONS=detect_leaks=0 "$program" $length -timeout=10 -rss_limit_mb=2048 -verbosity=0 \
  -artifact_prefix="$seeds/" "$found" "$seeds"
