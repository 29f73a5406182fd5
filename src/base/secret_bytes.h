#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace veil {

// Bytes that nobody else should see: they lie in memory of their own that is not swapped out or dumped where the system
// allows it (libsodium's sodium_malloc), and are overwritten when they are no longer needed. Does not compile into a
// log line or an Error.
class SecretBytes {
 public:
  SecretBytes() = default;
  // Takes a copy and overwrites `bytes`.
  explicit SecretBytes(std::string&& bytes);
  // From the system's random source.
  static SecretBytes Random(std::size_t size);
  static SecretBytes CopyOf(std::string_view bytes);
  // `size` bytes of zero, to be written to by a decoder.
  explicit SecretBytes(std::size_t size);

  ~SecretBytes() { Free(); }
  SecretBytes(SecretBytes&& other) noexcept
      : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept;

  std::string_view view() const { return {reinterpret_cast<const char*>(bytes_), size_}; }
  unsigned char* data() { return bytes_; }
  const unsigned char* data() const { return bytes_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // Leaves the first `size` bytes, which must be there; the others are overwritten.
  void Cut(std::size_t size);

 private:
  void Free();

  unsigned char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

// Overwrites the bytes that it borrowed when it goes, so that an opened secret does not stay in freed memory.
class Wiped {
 public:
  explicit Wiped(std::string& bytes) : bytes_(bytes) {}
  ~Wiped();
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;

 private:
  std::string& bytes_;
};

}  // namespace veil
