// SPDX-License-Identifier: MIT
#include "engine/cache_folder.h"

#include <atomic>
#include <fstream>

#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"

namespace gapmap {
namespace {

constexpr std::size_t checksum_size = 64;

std::string checksum(const std::string& key, std::string_view content) { return sha256(key + sha256(content)); }

}  // namespace

CacheFolder::CacheFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::error_code fault;
  std::filesystem::create_directories(folder_, fault);
  if (!std::filesystem::is_directory(folder_, fault))
    throw Error(Fault::output,
                say("缓存文件夹 {} 建不起来", "the cache folder {} cannot be made", printable(folder_.string())),
                {"换一个可写的文件夹，或不用 --cache", "choose a folder that can be written, or leave --cache out"});
}

std::optional<std::string> CacheFolder::find(const std::string& key) const {
  std::ifstream stream(file_of(key), std::ios::binary | std::ios::ate);
  if (!stream) return std::nullopt;
  const std::streamoff size = stream.tellg();
  if (size < static_cast<std::streamoff>(checksum_size)) return std::nullopt;
  std::string head(checksum_size, '\0'), content(static_cast<std::size_t>(size) - checksum_size, '\0');
  stream.seekg(0);
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  stream.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!stream || head != checksum(key, content)) return std::nullopt;
  return content;
}

void CacheFolder::keep(const std::string& key, std::string_view content) const {
  static std::atomic<unsigned> number{0};
  const std::filesystem::path target = file_of(key);
  const std::filesystem::path half =
      target.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(number++) + ".tmp";
  std::error_code ignored;
  {
    std::ofstream stream(half, std::ios::binary | std::ios::trunc);
    stream << checksum(key, content);
    stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    stream.close();
    if (stream) std::filesystem::rename(half, target, ignored);
  }
  std::filesystem::remove(half, ignored);
}

}  // namespace gapmap
