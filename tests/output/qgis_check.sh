#!/bin/sh
# Makes and checks a sample district in a folder, and has QGIS open the result: qgis_check.sh GAPMAP FOLDER
set -eu
gapmap="$1"
folder="$2"
here="$(dirname "$0")"
rm -rf "$folder"
"$gapmap" sample -o "$folder" --quiet
for language in zh en; do
  "$gapmap" check "$folder/plan.toml" -o "$folder/$language.gpkg" --lang "$language" --quiet
  /usr/bin/python3 "$here/qgis_check.py" "$folder/$language.gpkg" --picture "$folder/$language.png" --language "$language"
done
/usr/bin/python3 "$here/qgis_project.py" "$folder/zh.gpkg" "$folder/zh"
# Two tasks in the other language: what each of the hundred others would show again takes QGIS a minute.
"$gapmap" check "$folder/plan.toml" -o "$folder/few.gpkg" --lang en --task 5 --task 15 --quiet
/usr/bin/python3 "$here/qgis_project.py" "$folder/few.gpkg" "$folder/few" "$gapmap"
