#include "app/receipt_json.h"

#include "app/batch_entry.h"
#include "audit/shadow_report.h"
#include "base/json_text.h"

namespace veil {
namespace {

std::string Reason(const Error& error) {
  std::string json =
      ",\"reason\":" + JsonQuoted(ErrorCodeName(error.code).view()) + ",\"what\":" + JsonQuoted(error.what.view());
  if (error.offset >= 0) json += ",\"offset\":" + std::to_string(error.offset);
  return json;
}

// {"DATE":{"generalize":3},...}: what was found, by type and what was done with it.
std::string Identifiers(const Receipt& receipt) {
  std::string types;
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    std::string actions;
    for (std::size_t action = 0; action < kActionKindCount; ++action) {
      const std::uint32_t count = receipt.identifiers[type][action];
      if (count == 0) continue;
      actions += (actions.empty() ? "" : ",") + JsonQuoted(ActionKindName(static_cast<ActionKind>(action)).view()) +
                 ":" + std::to_string(count);
    }
    if (actions.empty()) continue;
    types += (types.empty() ? "" : ",") + JsonQuoted(IdentifierTypeName(static_cast<IdentifierType>(type)).view()) +
             ":{" + actions + "}";
  }
  return "{" + types + "}";
}

std::string OutcomeWord(const Outcome& outcome) {
  if (std::holds_alternative<Audited>(outcome)) return "audited";
  return std::holds_alternative<Quarantined>(outcome) ? "quarantined" : "clean";
}

std::string Shadow(const Receipt& receipt) {
  return receipt.shadow ? ",\"shadow\":" + ShadowJson(CountsOf(*receipt.shadow)) : "";
}

std::string UnknownPaths(const Receipt& receipt) {
  std::string paths;
  for (const std::string& path : receipt.unknown_paths) paths += (paths.empty() ? "" : ",") + JsonQuoted(path);
  return "[" + paths + "]";
}

}  // namespace

std::string ReceiptLine(const Processed& processed, const Digest& policy, const Digest& model, const Digest& key) {
  const Receipt& receipt = processed.receipt;
  const auto* quarantined = std::get_if<Quarantined>(&processed.outcome);
  std::string line = "{\"path\":" + JsonQuoted(receipt.origin.channel.str()) +
                     ",\"outcome\":" + JsonQuoted(OutcomeWord(processed.outcome));
  if (quarantined != nullptr) line += Reason(quarantined->reason);
  line += ",\"format\":" + JsonQuoted(FormatName(receipt.format).view()) +
          ",\"bytes_in\":" + std::to_string(receipt.bytes_in) + ",\"bytes_out\":" + std::to_string(receipt.bytes_out);
  if (std::holds_alternative<CleanMessage>(processed.outcome)) {
    line += ",\"digest_out\":\"" + receipt.digest_out.Hex() + "\"";
  }
  const std::string named = key == Digest() ? "" : ",\"key\":\"" + key.Hex() + "\"";
  return line + ",\"policy\":\"" + policy.Hex() + "\",\"model\":\"" + model.Hex() + "\"" + named +
         ",\"identifiers\":" + Identifiers(receipt) + ",\"unknown_paths\":" + UnknownPaths(receipt) + Shadow(receipt) +
         "}\n";
}

std::string UnreadLine(const std::string& path, const Error& error) {
  return "{\"path\":" + JsonQuoted(path) + ",\"outcome\":\"unread\"" + Reason(error) + "}\n";
}

}  // namespace veil
