# cmake -C scripts/build/tsan.cmake -S . -B build-tsan: data races stop the program.
set(CMAKE_CXX_COMPILER clang++ CACHE STRING "")
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(CMAKE_EXE_LINKER_FLAGS "-fuse-ld=lld" CACHE STRING "")
set(GAPMAP_DEVELOPER ON CACHE BOOL "")
set(GAPMAP_SANITIZE "thread" CACHE STRING "")
