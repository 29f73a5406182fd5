#pragma once

#include <string>
#include <string_view>

namespace veil {

// Bytes as libraries of C take them. They are as long-lived as what they lie in.
inline const unsigned char* Unsigned(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* Unsigned(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

}  // namespace veil
