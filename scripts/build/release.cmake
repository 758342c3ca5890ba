# cmake -C scripts/build/release.cmake -S . -B build: what users run.
set(CMAKE_BUILD_TYPE Release CACHE STRING "")
set(GAPMAP_DEVELOPER OFF CACHE BOOL "")
