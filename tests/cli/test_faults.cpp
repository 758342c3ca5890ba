// SPDX-License-Identifier: MIT
// Power cuts, full disks, locked folders, impatient users: the old result stays whole, nothing is left behind.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>

#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::content_of;
using tests::Ran;
using tests::run_gapmap;
using tests::Scratch;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// A plan over many homes, so that reading, measuring and writing each take a while.
void write_town(const Scratch& scratch, int homes) {
  std::string rows = "geom,people\n";
  for (int i = 0; i < homes; ++i)
    rows += "POINT(" + std::to_string(470000 + i % 997 * 7) + " " + std::to_string(3842000 + i % 1009 * 7) + "),3\n";
  scratch.write("homes.csv", rows);
  scratch.write("shops.csv", "geom\nPOINT(471000 3843000)\nPOINT(474000 3845000)\n");
  scratch.write("plan.toml",
                "gapmap = 1\nid = 'p'\ntitle = 'p'\ncrs = 'EPSG:4547'\n[layers]\n"
                "homes = {source = 'homes.csv', crs = 'EPSG:4547', weight = 'people'}\n"
                "shops = {source = 'shops.csv', crs = 'EPSG:4547'}\n"
                "[[standard]]\nid = 's'\ntask = 1\ntitle = 's'\nmeasure = 'reach'\ndemand = 'homes'\n"
                "supply = 'shops'\nwithin = 300\ntarget = {min = 1}\n");
}

/// gapmap as a process that can be hit.
class Running {
 public:
  Running(const Scratch& scratch, std::vector<std::string> words) {
    std::fflush(nullptr);  // or the child would write what the parent has not yet
    pid_ = fork();
    if (pid_ != 0) {
      wait_for_watch();
      return;
    }
    if (chdir(scratch.folder().c_str()) != 0) _exit(99);
    if (!freopen("stdout", "w", stdout) || !freopen("stderr", "w", stderr)) _exit(99);
    setenv("LC_ALL", "C.UTF-8", 1);
    std::vector<char*> arguments;
    words.insert(words.begin(), GAPMAP_PROGRAM);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(GAPMAP_PROGRAM, arguments.data());
    _exit(98);
  }
  void hit(int signal) const { kill(pid_, signal); }
  /// The exit status, or minus the signal that ended it.
  int wait() const {
    int code = 0;
    waitpid(pid_, &code, 0);
    return WIFEXITED(code) ? WEXITSTATUS(code) : -WTERMSIG(code);
  }

 private:
  /// On a busy machine a program takes a while to load; a signal before it watches for them would end it unheard.
  void wait_for_watch() const {
    for (int tries = 0; tries < 2000; ++tries) {
      const std::string status = content_of("/proc/" + std::to_string(pid_) + "/status");
      const auto blocked = status.find("SigBlk:");
      if (blocked == std::string::npos) return;
      if (std::stoull(status.substr(blocked + 7), nullptr, 16) & 1ull << (SIGINT - 1)) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  pid_t pid_ = -1;
};

/// Whether a file is a whole result: SQLite finds no fault, and the last table is there.
bool is_whole(const std::string& path) {
  sqlite3* database = nullptr;
  sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  std::string answer;
  sqlite3_exec(
      database, "PRAGMA integrity_check; SELECT count(*) FROM run",
      [](void* words, int, char** values, char**) { return *static_cast<std::string*>(words) += values[0], 0; },
      &answer, nullptr);
  sqlite3_close(database);
  return answer == "ok1";
}

std::size_t leftovers(const Scratch& scratch) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(scratch.folder()))
    count += entry.path().filename().string().starts_with(".gapmap-");
  return count;
}

const std::vector<std::string> check_over{"check", "plan.toml", "-o", "result.gpkg", "--overwrite", "--quiet"};

}  // namespace

TEST_CASE("killed at any moment, the old result stays whole and the next run cleans up") {
  const Scratch scratch;
  write_town(scratch, 60'000);
  REQUIRE(run_gapmap(scratch, "check plan.toml -o result.gpkg").status == 0);
  const auto start = Clock::now();
  REQUIRE(run_gapmap(scratch, "check plan.toml -o result.gpkg --overwrite").status == 0);
  const auto whole = Clock::now() - start;
  std::size_t killed = 0;
  for (int tenth = 1; tenth < 10; ++tenth) {
    const Running running(scratch, check_over);
    std::this_thread::sleep_for(whole * tenth / 10);
    running.hit(SIGKILL);
    killed += running.wait() == -SIGKILL;
    CHECK(is_whole(scratch.path("result.gpkg")));
  }
  CHECK(killed > 0);
  REQUIRE(run_gapmap(scratch, "check plan.toml -o result.gpkg --overwrite").status == 0);
  CHECK(leftovers(scratch) == 0);
}

TEST_CASE("Ctrl-C ends within a second with 130 and leaves nothing") {
  const Scratch scratch;
  write_town(scratch, 300'000);
  for (const int delay : {0, 250, 600, 1000}) {
    CAPTURE(delay);
    const Running running(scratch, {"check", "plan.toml", "-o", "result.gpkg", "--quiet", "--overwrite"});
    std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    running.hit(SIGINT);
    const auto start = Clock::now();
    const int status = running.wait();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    CHECK(seconds < 2.5);  // a second, on a machine that does other things too
    CHECK((status == 130 || (status == 0 && is_whole(scratch.path("result.gpkg")))));
    if (status == 130) CHECK_THAT(content_of(scratch.path("stderr")), Catch::Contains("interrupted"));
    CHECK(leftovers(scratch) == 0);
    fs::remove(scratch.path("result.gpkg"));
  }
}

TEST_CASE("a file size limit and a full disk are said, and the old result stays") {
  const Scratch scratch;
  write_town(scratch, 20'000);
  SECTION("the shell's limit on file sizes") {
    scratch.write("result.gpkg", "old");
    const int code = std::system(("cd '" + scratch.folder() +
                                  "' && bash -c 'ulimit -f 200; \"" GAPMAP_PROGRAM
                                  "\" check plan.toml -o result.gpkg --overwrite >stdout 2>stderr'")
                                     .c_str());
    CHECK(WEXITSTATUS(code) == 1);
    CHECK_THAT(content_of(scratch.path("stderr")), Catch::Contains("existing files are unchanged"));
  }
  SECTION("a disk of 256 KB") {
    const std::string disk = scratch.path("disk");
    fs::create_directory(disk);
    if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=256k") != 0) {
      WARN("SKIPPED: no permission to mount a small disk");
      return;
    }
    std::ofstream(disk + "/result.gpkg") << "old";
    const Ran ran = run_gapmap(scratch, "check plan.toml -o disk/result.gpkg --overwrite");
    const std::string kept = content_of(disk + "/result.gpkg");
    const auto files = std::distance(fs::directory_iterator(disk), fs::directory_iterator());
    umount(disk.c_str());
    CHECK(ran.status == 1);
    CHECK_THAT(ran.err, Catch::Contains("the disk is full"));
    CHECK(kept == "old");
    CHECK(files == 1);
  }
}

TEST_CASE("a report is written whole or not at all") {
  const Scratch scratch;
  write_town(scratch, 2000);
  REQUIRE(run_gapmap(scratch, "check plan.toml -o result.gpkg").status == 0);
  const auto files_in = [&](const std::string& folder) {
    std::size_t count = 0;
    if (fs::exists(folder))
      for (const auto& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file();
    return count;
  };
  SECTION("one file is there already") {
    fs::create_directory(scratch.path("report"));
    scratch.write("report/scores.xlsx", "old");
    const Ran ran = run_gapmap(scratch, "report result.gpkg -o report");
    CHECK(ran.status == 2);
    CHECK_THAT(ran.err, Catch::Contains("scores.xlsx exists already"));
    CHECK(files_in(scratch.path("report")) == 1);
    CHECK(content_of(scratch.path("report/scores.xlsx")) == "old");
    CHECK_FALSE(fs::exists(scratch.path("report/sheets")));
    CHECK(run_gapmap(scratch, "report result.gpkg -o report --overwrite").status == 0);
    CHECK(files_in(scratch.path("report")) >= 5);
  }
  SECTION("the disk is full after the first files") {
    REQUIRE(run_gapmap(scratch, "report result.gpkg -o page --only html").status == 0);
    const auto room = fs::file_size(scratch.path("page/report.html")) + 64 * 1024;
    const std::string disk = scratch.path("disk");
    fs::create_directory(disk);
    if (mount("tmpfs", disk.c_str(), "tmpfs", 0, ("size=" + std::to_string(room)).c_str()) != 0) {
      WARN("SKIPPED: no permission to mount a small disk");
      return;
    }
    const Ran ran = run_gapmap(scratch, "report result.gpkg -o disk/report");
    const std::size_t files = files_in(disk);
    const bool has_folder = fs::exists(disk + "/report");
    umount(disk.c_str());
    CHECK(ran.status == 1);
    CHECK_THAT(ran.err, Catch::Contains("cannot be written"));
    CHECK(files == 0);
    CHECK_FALSE(has_folder);
  }
  SECTION("Ctrl-C at any moment") {
    for (const int delay : {0, 200, 400, 600, 800, 1100}) {
      CAPTURE(delay);
      const Running running(scratch, {"report", "result.gpkg", "-o", "report", "--quiet"});
      std::this_thread::sleep_for(std::chrono::milliseconds(delay));
      running.hit(SIGINT);
      const int status = running.wait();
      if (status == 0) {
        CHECK(files_in(scratch.path("report")) >= 5);
      } else {
        CHECK(status == 130);
        CHECK_FALSE(fs::exists(scratch.path("report")));
      }
      fs::remove_all(scratch.path("report"));
    }
  }
}

TEST_CASE("a folder that may not be written is said") {
  const Scratch scratch;
  write_town(scratch, 10);
  fs::create_directory(scratch.path("locked"));
  chmod(scratch.folder().c_str(), 0755);
  chmod(scratch.path("locked").c_str(), 0555);
  // The administrator may write anywhere, so that somebody else must try.
  const std::string nobody = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  const int code = std::system(("cd '" + scratch.folder() + "' && " + nobody +
                                "'" GAPMAP_PROGRAM "' check plan.toml -o locked/result.gpkg >/dev/null 2>'" +
                                scratch.path("stderr") + "'")
                                   .c_str());
  if (WEXITSTATUS(code) == 126 || WEXITSTATUS(code) == 127) {
    WARN("SKIPPED: nobody may not run " GAPMAP_PROGRAM);
    return;
  }
  CHECK(WEXITSTATUS(code) == 1);
  CHECK_THAT(content_of(scratch.path("stderr")), Catch::Contains("no permission to write"));
}

TEST_CASE("a result that is open elsewhere is replaced whole; its reader keeps the old one") {
  const Scratch scratch;
  write_town(scratch, 100);
  REQUIRE(run_gapmap(scratch, "check plan.toml -o result.gpkg").status == 0);
  sqlite3* reader = nullptr;
  sqlite3_open(scratch.path("result.gpkg").c_str(), &reader);
  REQUIRE(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM scores", nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(run_gapmap(scratch, "check plan.toml -o result.gpkg --overwrite").status == 0);
  CHECK(sqlite3_exec(reader, "SELECT count(*) FROM scores", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(reader);
  CHECK(is_whole(scratch.path("result.gpkg")));
}

TEST_CASE("two runs into one file at once leave one whole result") {
  const Scratch scratch;
  write_town(scratch, 20'000);
  SECTION("with leave to overwrite, both succeed") {
    const Running one(scratch, check_over), two(scratch, check_over);
    CHECK(one.wait() == 0);
    CHECK(two.wait() == 0);
  }
  SECTION("without, one is told that the file exists") {
    const std::vector<std::string> check{"check", "plan.toml", "-o", "result.gpkg", "--quiet"};
    const Running one(scratch, check), two(scratch, check);
    const int first = one.wait(), second = two.wait();
    CHECK(std::min(first, second) == 0);
    CHECK(std::max(first, second) == 2);
  }
  CHECK(is_whole(scratch.path("result.gpkg")));
  CHECK(leftovers(scratch) == 0);
}

TEST_CASE("an input is never replaced, whatever is asked and under whatever name") {
  const Scratch scratch;
  write_town(scratch, 100);
  const std::string homes = content_of(scratch.path("homes.csv")), plan = content_of(scratch.path("plan.toml"));
  fs::create_symlink("homes.csv", scratch.path("link.gpkg"));
  REQUIRE(run_gapmap(scratch, "check plan.toml -o result.gpkg").status == 0);
  const std::string site = "site plan.toml --standard s --model cover --count 1 --overwrite ";
  for (const std::string command :
       {"check plan.toml --overwrite -o homes.csv", "check plan.toml --overwrite -o ./plan.toml",
        "check plan.toml --overwrite -o link.gpkg", "inspect plan.toml --overwrite -o shops.csv",
        "inspect homes.csv --overwrite -o homes.csv", "compare result.gpkg result.gpkg --overwrite -o result.gpkg"}) {
    CAPTURE(command);
    const Ran ran = run_gapmap(scratch, command);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.err, Catch::Contains("is an input"));
  }
  CHECK_THAT(run_gapmap(scratch, site + "-o x.gpkg --register plan.toml").err, Catch::Contains("is an input"));
  CHECK_THAT(run_gapmap(scratch, site + "-o x.csv --register x.csv").err, Catch::Contains("two outputs are x.csv"));
  CHECK_THAT(run_gapmap(scratch, site + "-o x.gpkg --register none/x.csv").err, Catch::Contains("there is no folder"));
  CHECK_FALSE(fs::exists(scratch.path("x.gpkg")));
  CHECK_FALSE(fs::exists(scratch.path("x.csv")));
  CHECK(content_of(scratch.path("homes.csv")) == homes);
  CHECK(content_of(scratch.path("plan.toml")) == plan);
  CHECK(is_whole(scratch.path("result.gpkg")));
}

}  // namespace gapmap
