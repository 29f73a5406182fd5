// error: conversion|convert
#include <string_view>

#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const std::string_view copy = view;
  (void)copy;
#else
  const PhiView copy = view;
  (void)copy;
#endif
}

}  // namespace veil
