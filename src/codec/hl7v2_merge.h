#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "message/document.h"

namespace veil::hl7v2 {

// The trigger event of MSH-9, its second component; empty: none.
std::string_view TriggerOf(std::string_view message_type, char component);

// Which identifiers a message makes one patient's: those of MRG-1 and MRG-4 become the PID's before them,
// under the triggers that merge or renumber patients (HL7 v2.5.1 ch 3.3: A18 A30 A34 A36 A39 A40 A46 A47).
// The others that have an MRG segment move accounts or visits between patients, who stay two.
std::vector<Merge> MergesOf(std::string_view trigger, std::span<const Field> fields);

}  // namespace veil::hl7v2
