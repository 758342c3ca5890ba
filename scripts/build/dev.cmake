# cmake -C scripts/build/dev.cmake -S . -B build: quick to build, checks on.
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1" CACHE STRING "")
set(GAPMAP_DEVELOPER ON CACHE BOOL "")
