#include "base/secret_bytes.h"

#include <sodium.h>

#include <cstring>
#include <new>

#include "base/check.h"

namespace veil {

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
  VEIL_CHECK(sodium_init() >= 0);
  if (size == 0) return;
  bytes_ = static_cast<unsigned char*>(sodium_malloc(size));
  if (bytes_ == nullptr) throw std::bad_alloc();
  sodium_memzero(bytes_, size);
}

SecretBytes::SecretBytes(std::string&& bytes) : SecretBytes(CopyOf(bytes)) {
  sodium_memzero(bytes.data(), bytes.size());
  bytes.clear();
}

SecretBytes SecretBytes::CopyOf(std::string_view bytes) {
  SecretBytes copy(bytes.size());
  if (!bytes.empty()) std::memcpy(copy.bytes_, bytes.data(), bytes.size());
  return copy;
}

SecretBytes SecretBytes::Random(std::size_t size) {
  SecretBytes random(size);
  randombytes_buf(random.bytes_, size);
  return random;
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this == &other) return *this;
  Free();
  bytes_ = std::exchange(other.bytes_, nullptr);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

void SecretBytes::Cut(std::size_t size) {
  VEIL_CHECK(size <= size_);
  if (size < size_) sodium_memzero(bytes_ + size, size_ - size);
  size_ = size;
}

// sodium_free overwrites all that was allocated.
void SecretBytes::Free() { sodium_free(bytes_); }

Wiped::~Wiped() { sodium_memzero(bytes_.data(), bytes_.size()); }

}  // namespace veil
