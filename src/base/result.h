#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "base/error.h"

namespace veil {

// A value or the reason why there is none.
template <typename T, typename E = Error>
using Result = tl::expected<T, E>;

inline tl::unexpected<Error> Fail(ErrorCode code, Literal what, std::int64_t offset = -1) {
  return tl::unexpected<Error>(Error{code, what, offset});
}

}  // namespace veil

#define VEIL_CONCAT_INNER(a, b) a##b
#define VEIL_CONCAT(a, b) VEIL_CONCAT_INNER(a, b)

// Evaluates an expression of type Result<...>; returns its error from the enclosing function, if it holds one.
#define VEIL_TRY(expression)                                                                   \
  do {                                                                                         \
    if (auto veil_try = (expression); !veil_try) return tl::make_unexpected(veil_try.error()); \
  } while (false)

// The same, and otherwise moves the value into `declaration`: VEIL_ASSIGN(auto document, codec.Decode(raw));
#define VEIL_ASSIGN(declaration, expression) \
  VEIL_ASSIGN_INNER(VEIL_CONCAT(veil_result_, __LINE__), declaration, expression)
#define VEIL_ASSIGN_INNER(result, declaration, expression) \
  auto result = (expression);                              \
  if (!result) return tl::make_unexpected(result.error()); \
  declaration = std::move(*result)
