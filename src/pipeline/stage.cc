#include "pipeline/stage.h"

namespace veil {

Literal StageName(Stage stage) {
  switch (stage) {
    case Stage::kDecode:
      return "decode";
    case Stage::kDetect:
      return "detect";
    case Stage::kResolve:
      return "resolve";
    case Stage::kSurrogate:
      return "surrogate";
    case Stage::kEncode:
      return "encode";
    case Stage::kLeakCheck:
      return "leak_check";
  }
  return "unknown";
}

}  // namespace veil
