// SPDX-License-Identifier: MIT
#include "input/provenance.h"

#include <array>
#include <fstream>

#include <gdal.h>
#include <openssl/evp.h>
#include <sqlite3.h>

#include "base/handle.h"
#include "base/text.h"
#include "geo/versions.h"

namespace gapmap {
namespace {

class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void add(const char* bytes, std::size_t size) { EVP_DigestUpdate(context_.get(), bytes, size); }
  std::string hexadecimal() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_.get(), value.data(), &size);
    std::string words;
    for (unsigned i = 0; i < size; ++i) words += fmt::format("{:02x}", value[i]);
    return words;
  }

 private:
  Handle<EVP_MD_CTX, EVP_MD_CTX_free> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
  Digest digest;
  digest.add(bytes.data(), bytes.size());
  return digest.hexadecimal();
}

std::string sha256_of_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return {};
  Digest digest;
  std::vector<char> buffer(1u << 20);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0)
    digest.add(buffer.data(), static_cast<std::size_t>(stream.gcount()));
  return digest.hexadecimal();
}

std::vector<std::pair<std::string, std::string>> library_versions() {
  return {{"GDAL", GDALVersionInfo("RELEASE_NAME")},
          {"PROJ", proj_version()},
          {"GEOS", geos_version()},
          {"SQLite", sqlite3_libversion()}};
}

}  // namespace gapmap
