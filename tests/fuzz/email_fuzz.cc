#include "fuzz/codec_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  veil::fuzz::CheckCodec(veil::Format::kMail, data, size);
  return 0;
}
