// error: convert|conversion|no match|no viable
#include "message/outcome.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  Receipt receipt;
  receipt.unknown_paths.push_back(text);
#else
  Receipt receipt;
  receipt.unknown_paths.push_back("ZXX-3");
#endif
}

}  // namespace veil
