# cmake -C scripts/build/coverage.cmake -S . -B build-coverage: which lines the tests reach.
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(GAPMAP_DEVELOPER ON CACHE BOOL "")
set(GAPMAP_COVERAGE ON CACHE BOOL "")
