// SPDX-License-Identifier: MIT
#include "base/digest.h"

#include <array>

#include <openssl/evp.h>

#include "base/handle.h"

namespace gapmap {
namespace {

constexpr std::size_t waiting_size = 1u << 14;

}  // namespace

struct Digest::State {
  Handle<EVP_MD_CTX, EVP_MD_CTX_free> context{EVP_MD_CTX_new()};
  std::string waiting;

  State() {
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    waiting.reserve(waiting_size);
  }
  void flush() {
    EVP_DigestUpdate(context.get(), waiting.data(), waiting.size());
    waiting.clear();
  }
};

Digest::Digest() : state_(std::make_unique<State>()) {}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;

void Digest::add(const void* bytes, std::size_t size) {
  if (state_->waiting.size() + size > waiting_size) state_->flush();
  if (size > waiting_size)
    EVP_DigestUpdate(state_->context.get(), bytes, size);
  else if (size > 0)
    state_->waiting.append(static_cast<const char*>(bytes), size);
}

std::string Digest::hexadecimal() {
  state_->flush();
  std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
  unsigned size = 0;
  EVP_DigestFinal_ex(state_->context.get(), value.data(), &size);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string words;
  for (unsigned i = 0; i < size; ++i) {
    words += digits[value[i] >> 4];
    words += digits[value[i] & 15];
  }
  return words;
}

std::string sha256(std::string_view bytes) {
  Digest digest;
  digest.add(bytes.data(), bytes.size());
  return digest.hexadecimal();
}

}  // namespace gapmap
