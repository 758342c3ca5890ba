# cmake -C scripts/build/asan.cmake -S . -B build-asan: memory errors and undefined behaviour stop the program.
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(GAPMAP_DEVELOPER ON CACHE BOOL "")
set(GAPMAP_SANITIZE "address,undefined" CACHE STRING "")
