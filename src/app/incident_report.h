#pragma once

#include <string>

#include "app/config.h"
#include "base/result.h"
#include "endpoint/book.h"
#include "endpoint/incident.h"

namespace veil {

// One incident for people: state, timeline, evidence, the playbook's steps, and each clock with when it is due.
std::string IncidentText(const Incident& incident, const Playbook* playbook, Instant now);

// How far an incident reaches: which source offsets were published to the endpoint's topics, under which policy, model
// and program; and up to which offset the endpoint's group has read each topic. Reads the ledger. Errors: kBroker.
Result<std::string> RadiusText(const Config& config, const EndpointRecord& record);

}  // namespace veil
