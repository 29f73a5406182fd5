// error: convert|conversion|no match|no viable
#include "audit/ledger_entry.h"
#include "base/phi.h"

namespace veil {

void Case(const PhiString& text, PhiView view) {
  (void)text, (void)view;
#ifdef MUST_NOT_COMPILE
  LedgerEntry entry;
  entry.chain = text;
#else
  LedgerEntry entry;
  entry.chain = "veil-one-0";
#endif
}

}  // namespace veil
