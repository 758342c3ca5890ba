# cmake -C scripts/build/asan.cmake -S . -B build-asan: memory errors and undefined behaviour stop the program, and the
# fuzzers are built. Clang, which has libFuzzer and is the second compiler that reads the code.
set(CMAKE_CXX_COMPILER clang++ CACHE STRING "")
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(CMAKE_EXE_LINKER_FLAGS "-fuse-ld=lld" CACHE STRING "")
set(GAPMAP_DEVELOPER ON CACHE BOOL "")
set(GAPMAP_SANITIZE "address,undefined,float-cast-overflow,fuzzer-no-link" CACHE STRING "")
