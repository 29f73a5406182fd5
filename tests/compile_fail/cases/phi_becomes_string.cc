// error: conversion|convert
#include <string>

#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  const std::string copy = text;
  (void)copy;
#else
  const PhiString copy = text;
  (void)copy;
#endif
}

}  // namespace veil
