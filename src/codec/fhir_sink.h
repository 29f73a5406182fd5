#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "codec/codec.h"
#include "codec/fhir_uri.h"
#include "codec/json_tree.h"
#include "codec/xhtml.h"
#include "message/document.h"

namespace veil::fhir {

// What holds for the elements below one.
struct Around {
  Party party = Party::kNone;
  IdentifierType own = IdentifierType::kUnknown;  // of identifiers
  std::uint32_t group = 0;
  bool contained = false;
  bool label = false;  // words name no person
};

// Makes the fields of a document out of nodes whose kind is known. `path` is that of the node.
class FieldSink {
 public:
  FieldSink(std::string_view raw, const JsonTree& tree, const CodecLimits& limits);

  // The parts of a leaf that are not safe.
  void AddParts(const std::string& path, std::uint32_t node, const LeafParts& parts, const Around& around, Part part);
  // The div of a narrative (R4 section 2.4.4): its text as people read it, its attributes, what nobody reads.
  void AddNarrative(const std::string& path, std::uint32_t node);
  // The data of an attachment, if it is text that Veil reads; otherwise it is removed.
  void AddData(const std::string& path, std::uint32_t node);
  // A member goes with its name, which may hold anything. `counted`: no table knows it.
  void Remove(const std::string& path, std::uint32_t node, bool counted);
  // That no table knows what `path` names, in words that may be shown.
  void Count(const std::string& path);

  bool over() const { return over_; }  // the limit of fields: nothing more is added
  Document Take();                     // fields in order of their bytes

 private:
  std::pair<std::string, ByteMap> Open(std::uint32_t node) const;
  void AddAttribute(const std::string& path, const xhtml::Attribute& attribute, const ByteMap& source);
  void Push(Field field);

  std::string_view raw_;
  const JsonTree& tree_;
  const CodecLimits& limits_;
  Document document_;
  std::unordered_set<std::string> unknown_;
  bool over_ = false;
};

}  // namespace veil::fhir
