// SPDX-License-Identifier: MIT
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "output/geopackages.h"

namespace gapmap {

using namespace tests;

TEST_CASE("without commit nothing is left behind, and the old file stays") {
  const Folder folder;
  const fs::path file = folder.path / "a.gpkg";
  {
    GeoPackage package = writer(file);
    package.add({"things", {}, {}, ""}, grid(3));
    CHECK_FALSE(fs::exists(file));
  }
  CHECK(folder.file_count() == 0);
  std::ofstream(file) << "old";
  {
    GeoPackage package = writer(file, true);
    package.add({"things", {}, {}, ""}, grid(3));
  }
  CHECK(bytes_of(file) == "old");
  {
    GeoPackage package = writer(file, true);
    package.add({"things", {}, {}, ""}, grid(3));
    package.commit();
  }
  CHECK(bytes_of(file).starts_with("SQLite format 3"));
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a file that exists is only replaced when told so") {
  const Folder folder;
  const fs::path file = folder.path / "a.gpkg";
  std::ofstream(file) << "old";
  const Error error = error_of([&] { writer(file); });
  CHECK(error.fault() == Fault::usage);
  CHECK(error.hint().zh.find("--overwrite") != std::string::npos);
  CHECK(bytes_of(file) == "old");
  CHECK(error_of([&] { writer(folder.path, true); }).fault() == Fault::usage);

  // One that appears meanwhile is not lost either.
  const fs::path late = folder.path / "late.gpkg";
  GeoPackage package = writer(late);
  std::ofstream(late) << "somebody's";
  CHECK(error_of([&] { package.commit(); }).fault() == Fault::usage);
  CHECK(bytes_of(late) == "somebody's");
}

TEST_CASE("another program's journal is not played into the new file") {
  const Folder folder;
  const fs::path file = folder.path / "a.gpkg";
  std::ofstream(file) << "old";
  std::ofstream(folder.path / "a.gpkg-journal") << "old";
  std::ofstream(folder.path / "a.gpkg-wal") << "old";
  GeoPackage package = writer(file, true);
  package.commit();
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a folder that cannot be written is said so") {
  const Folder folder;
  CHECK(error_of([&] { writer(folder.path / "none" / "a.gpkg"); }).fault() == Fault::output);
  CHECK(error_of([&] { writer("/proc/a.gpkg"); }).fault() == Fault::output);
  if (::geteuid() == 0) return;  // root may write anywhere
  fs::permissions(folder.path, fs::perms::owner_read | fs::perms::owner_exec);
  const Error error = error_of([&] { writer(folder.path / "a.gpkg"); });
  CHECK(error.fault() == Fault::output);
  CHECK(error.sentence().en.find("no permission") != std::string::npos);
}

TEST_CASE("a disk that takes no more is said so") {
  const Folder folder;
  ::rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const ::rlimit small{1 << 20, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const Error error = error_of([&] { write(folder.path / "a.gpkg", grid(300)); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_handler);
  CHECK(error.fault() == Fault::output);
  CHECK(error.sentence().en.find("disk") != std::string::npos);
  CHECK(folder.file_count() == 0);
}

}  // namespace gapmap
