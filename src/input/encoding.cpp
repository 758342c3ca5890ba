// SPDX-License-Identifier: MIT
#include "input/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "base/text.h"

namespace gapmap {
namespace {

constexpr std::size_t most_bytes = 1u << 20;  // enough to be sure, little enough to be quick
constexpr double clearly_common = 0.6;        // of the characters; Chinese names and addresses reach 0.9

void* const closed = reinterpret_cast<void*>(-1);

}  // namespace

Decoder::Decoder(const std::string& encoding) : handle_(iconv_open("UTF-8", encoding.c_str())) {}

Decoder::~Decoder() {
  if (is_known()) iconv_close(handle_);
}

Decoder::Decoder(Decoder&& other) noexcept : handle_(std::exchange(other.handle_, closed)) {}

Decoder& Decoder::operator=(Decoder&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

bool Decoder::is_known() const { return handle_ != closed; }

std::string Decoder::decode(std::string_view bytes, std::size_t& faults) const {
  std::string decoded, buffer(bytes.size() * 4 + 16, '\0');
  char* in = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  while (left > 0) {
    char* out = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t code = iconv(handle_, &in, &left, &out, &room);
    decoded.append(buffer.data(), static_cast<std::size_t>(out - buffer.data()));
    if (code != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    ++faults;
    decoded += "\xEF\xBF\xBD";
    ++in;
    --left;
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
  }
  return decoded;
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::optional<std::string> strict_utf8(std::string_view bytes, const std::string& encoding) {
  if (is_ascii(bytes) && is_known_encoding(encoding) && !lower(encoding).starts_with("utf-16") &&
      !lower(encoding).starts_with("utf-32"))
    return std::string(bytes);
  const Decoder converter(encoding);
  if (!converter.is_known()) return std::nullopt;
  std::size_t faults = 0;
  std::string decoded = converter.decode(bytes, faults);
  if (faults > 0) return std::nullopt;
  return decoded;
}

std::string lenient_utf8(std::string_view bytes, const std::string& encoding) {
  const Decoder converter(encoding);
  std::size_t faults = 0;
  return converter.is_known() ? converter.decode(bytes, faults) : std::string(bytes);
}

bool is_known_encoding(const std::string& encoding) { return Decoder(encoding).is_known(); }

std::string encoding_name(std::string_view words) {
  std::string name = lower(trimmed(words));
  for (const std::string_view prefix : {"ansi ", "oem ", "windows-", "cp"})
    if (name.starts_with(prefix) && name.size() > prefix.size()) name = name.substr(prefix.size());
  const bool is_number = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
  if (name == "65001" || name == "utf8" || name == "utf-8") return "UTF-8";
  if (name == "54936") return "GB18030";
  if (name == "20936" || name == "gb2312" || name == "hz") return "GB18030";  // which holds both, and more
  if (name == "936" || name == "gbk") return "GB18030";
  if (is_number && name.starts_with("8859") && name.size() > 4) return "ISO-8859-" + name.substr(4);
  if (is_number) return "CP" + name;
  return std::string(trimmed(words));
}

bool is_single_byte(const std::string& encoding) {
  const std::string name = lower(encoding);
  return name.starts_with("iso-8859") || name.starts_with("iso8859") || name.starts_with("cp125") ||
         name.starts_with("latin") || name == "cp437" || name == "cp850" || name.starts_with("koi8");
}

void EncodingGuess::add(std::string_view bytes) {
  if (is_ascii(bytes)) return;
  ++strings_;
  const std::size_t room = all_.size() < most_bytes ? most_bytes - all_.size() : 0;
  if (bytes.size() > room) {
    if (!all_.empty()) return;
    // Cut where no character of UTF-8 goes on.
    std::size_t end = room;
    while (end > 0 && (static_cast<std::uint8_t>(bytes[end]) & 0xC0) == 0x80) --end;
    bytes = bytes.substr(0, end);
  }
  (all_ += bytes) += '\n';
}

bool EncodingGuess::fits(const std::string& encoding) const { return strict_utf8(all_, encoding).has_value(); }

double EncodingGuess::share_of_common(bool is_big5) const {
  std::size_t common = 0, count = 0;
  for (std::size_t i = 0; i + 1 < all_.size(); ++i) {
    const auto lead = static_cast<std::uint8_t>(all_[i]), trail = static_cast<std::uint8_t>(all_[i + 1]);
    if (lead < 0x80) continue;
    ++count;
    ++i;
    if (is_big5)
      common += lead >= 0xA4 && lead <= 0xC6 && ((trail >= 0x40 && trail <= 0x7E) || trail >= 0xA1);
    else
      common += ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3)) && trail >= 0xA1;
  }
  return count ? static_cast<double>(common) / static_cast<double>(count) : 0;
}

std::string EncodingGuess::best() const {
  if (is_plain() || is_utf8(all_)) return "UTF-8";
  const double chinese = fits("GB18030") ? share_of_common(false) : 0;
  const double taiwanese = fits("BIG5") ? share_of_common(true) : 0;
  if (std::max(chinese, taiwanese) < clearly_common) {
    // A few wrong bytes, such as names cut in the middle of a character, do not make a text Western.
    return share_of_common(false) >= clearly_common ? "GB18030" : "CP1252";
  }
  // Every common Big5 character of the high trail bytes is a GB one too, hardly ever a common one.
  return taiwanese > chinese + 0.1 ? "BIG5" : "GB18030";
}

bool EncodingGuess::looks_chinese() const {
  const std::string found = best();
  return found == "GB18030" || found == "BIG5";
}

}  // namespace gapmap
