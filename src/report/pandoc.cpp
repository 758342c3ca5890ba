// SPDX-License-Identifier: MIT
#include "report/pandoc.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cstdio>
#include <ctime>
#include <vector>

namespace gapmap {
namespace {

long long seconds_of(const std::string& date) {
  std::tm parts{};
  int year = 2000, month = 1;
  parts.tm_mday = 1;
  std::sscanf(date.c_str(), "%d-%d-%dT%d:%d:%d", &year, &month, &parts.tm_mday, &parts.tm_hour, &parts.tm_min,
              &parts.tm_sec);
  parts.tm_year = year - 1900;
  parts.tm_mon = month - 1;
  return timegm(&parts);
}

}  // namespace

bool run_pandoc(const std::filesystem::path& markdown, const std::filesystem::path& document, const std::string& date) {
  // No shell: names from the user are arguments, nothing else.
  std::vector<std::string> words{
      "pandoc", "--from=markdown-raw_html-raw_tex", "--to=docx", "-o", document.string(), "--", markdown.string()};
  std::vector<std::string> variables{"LC_ALL=C.UTF-8", "HOME=/nonexistent",
                                     "SOURCE_DATE_EPOCH=" + std::to_string(seconds_of(date))};
  std::vector<char*> arguments, environment;
  for (std::string& word : words) arguments.push_back(word.data());
  for (std::string& variable : variables) environment.push_back(variable.data());
  arguments.push_back(nullptr);
  environment.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {0, 1, 2}) posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
  pid_t process = 0;
  const int status = posix_spawnp(&process, "pandoc", &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (status != 0) return false;
  int ended = 0;
  return waitpid(process, &ended, 0) == process && WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
}

}  // namespace gapmap
