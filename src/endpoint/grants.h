#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/acl.h"
#include "endpoint/book.h"
#include "endpoint/refusal.h"

namespace veil {

// The brokers' access list, as grants need it. What is there already is no error for Create, nor what is gone for
// Remove. A call that fails may have been carried out in part.
class BrokerRights {
 public:
  virtual ~BrokerRights() = default;
  virtual OrRefusal<std::vector<Acl>> Read() = 0;
  virtual OrRefusal<void> Create(std::span<const Acl> rights) = 0;
  virtual OrRefusal<void> Remove(std::span<const Acl> rights) = 0;
  // A moment for a change to reach all brokers: what Read gives may be behind it.
  virtual void Wait() = 0;
};

// The chain of acts in the ledger. Returns the entry as it stands there now; a call that fails wrote nothing, or it is
// not known whether it did.
class ActLog {
 public:
  virtual ~ActLog() = default;
  virtual OrRefusal<LedgerEntry> Append(const LedgerAct& act) = 0;
};

// Carries decisions out, so that the broker enforces what the ledger says.
//
// Each change is in the ledger as wanted before the broker is asked, and as done after it was checked there. Whatever
// stops in between (broker, process, machine), the next Sweep knows what was wanted and finishes it, or undoes it if it
// no longer holds. Rights of a principal are settled as a whole: after each step it has exactly those that are decided.
class Grants {
 public:
  // All borrowed. `who` is noted with each act.
  Grants(GrantBook& book, BrokerRights& broker, ActLog& log, std::string who)
      : book_(book), broker_(broker), log_(log), who_(std::move(who)) {}

  // Refused: the signatures do not do (CheckSignatures); the principal has rights at the broker that no decision gave
  // it; everybody has. Then nothing was written or granted.
  OrRefusal<void> Grant(const Decision& decision, std::span<const Statement> statements, const Approvers& approvers,
                        Instant now);

  // Removes all rights of all principals that the endpoint was ever decided for. Repeated, it removes what came since.
  // Refused: nothing was ever decided for it.
  OrRefusal<void> Revoke(const std::string& endpoint, const std::string& why);

  // Finishes or undoes what was cut off, and revokes what is over on `today`. `holds` says whether a decision may still
  // be carried out (an incident may forbid it). Returns what was done, in words.
  OrRefusal<std::vector<std::string>> Sweep(Day today, const std::function<bool(const std::string& endpoint)>& holds);

 private:
  OrRefusal<void> Note(const LedgerAct& act);
  OrRefusal<void> CheckPrincipal(const Decision& decision);
  OrRefusal<void> Settle(const std::set<std::string>& principals, const std::vector<Acl>& wanted);
  OrRefusal<std::string> SweepOne(const std::string& endpoint, Day today, bool holds);

  GrantBook& book_;
  BrokerRights& broker_;
  ActLog& log_;
  std::string who_;
};

// Of `present`, the entries that allow one of `principals` something and are not among `wanted`.
std::vector<Acl> RightsBeyond(std::span<const Acl> present, const std::set<std::string>& principals,
                              std::span<const Acl> wanted);

}  // namespace veil
