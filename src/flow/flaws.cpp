#include "flow/flaws.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>

#include "base/text.h"
#include "forge/forgery.h"

namespace hookctl::flow {
namespace {

/// In which way an answer or an effect was wrong.
enum class Kind { accepted, refused, broke, repeated, lost, late };

/// One thing that went wrong: in which way, and which forgery or case showed it.
struct Finding {
  Kind kind;
  std::string name;
  bool operator<(const Finding& other) const { return std::tie(kind, name) < std::tie(other.kind, other.name); }
};

/// What findings say of an endpoint: one of `shown_by` is enough, and all of `covers` is said with it. Names are joined
/// by commas, `*` stands for any characters.
struct Row {
  Kind kind;
  std::string_view shown_by;
  std::string_view says;
  std::string_view covers;
};

// The first row that fits a finding says what it comes from, so the wider causes stand first.
constexpr std::array rows{
    Row{Kind::accepted, "missing", "it does not check signatures: whatever comes is accepted", "*"},
    Row{Kind::accepted, "wrong-key,other-endpoint", "it accepts a signature of any key", "*"},
    Row{Kind::accepted, "tampered-body,other-body,body-swapped", "what it checks is not the body that came", "*body*"},
    Row{Kind::accepted, "body-reserialised", "it checks the JSON written anew, and not the bytes that came", "body-*"},
    Row{Kind::accepted, "body-*", "it changes the body before it checks it", "body-*"},
    Row{Kind::accepted, "signature-truncated,signature-extended,prefix-only",
        "it compares only a part of the signature", "signature-*,prefix-only,empty,control-byte,percent-encoded"},
    Row{Kind::accepted, "stale,replay-outside",
        "it does not look at how old a delivery is: what was recorded once can be sent again for ever",
        "stale,replay-outside,future,timestamp-*"},
    Row{Kind::accepted, "future", "it accepts times that are far ahead", "future"},
    Row{Kind::accepted, "tampered-timestamp,timestamp-duplicated,timestamp-missing,timestamp-empty,fields-no-t",
        "the timestamp that it reads is not the one that is signed", "*timestamp*,fields-no-t"},
    Row{Kind::accepted, "empty-key", "it accepts what is signed with an empty secret: anybody can do that",
        "empty-key,garbage-key"},
    Row{Kind::accepted, "garbage-key", "it decodes its secret laxly, and so may have a key that anybody knows",
        "garbage-key"},
    Row{Kind::accepted, "undecoded-key", "it takes the text of the secret for the key, without decoding it",
        "undecoded-key"},
    Row{Kind::accepted, "decoded-key", "it decodes the secret, which is the key as it stands", "decoded-key"},
    Row{Kind::accepted, "old-key-removed", "it still accepts a secret that was taken out of use", "old-key-removed"},
    Row{Kind::accepted, "key-confusion",
        "it takes the public key for the secret of an HMAC: anybody has it, so anybody can sign", "key-confusion"},
    Row{Kind::accepted, "version-unknown,version-confused,fields-v0-only",
        "it does not look at the version of a signature", "version-*,fields-v0-only"},
    Row{Kind::accepted, "other-id,id-*", "the event id that it goes by is not the one that is signed", "*id*"},
    Row{Kind::accepted, "boundary-shift", "it joins what is signed so that text can move from one part to another",
        "boundary-shift"},
    Row{Kind::accepted, "in-query,in-body,trailer", "it takes a signature from places where none belongs",
        "in-query,in-body,trailer"},
    Row{Kind::accepted, "method", "it accepts methods other than POST", "method"},
    Row{Kind::refused, "replay-inside,retry,burst,after-*,fresh-timestamp,at-once,out-of-order",
        "it refuses duplicates with 4xx, so the provider sends them again, or gives the endpoint up", "*"},
    Row{Kind::refused, "rotation-second,nine-wrong-one-right,fields-v1-twice",
        "it looks only at the first of several signatures",
        "rotation-second,nine-wrong-one-right,fields-v1-twice,list-whitespace"},
    Row{Kind::refused, "rotation-first", "it looks only at the last of several signatures", "rotation-first"},
    Row{Kind::refused, "header-case", "it knows header names in one case only", "header-case"},
    Row{Kind::refused, "window-old,window-new", "its clock, or its tolerance, is narrower than the provider's",
        "window-*"},
    Row{Kind::broke, "*", "it fails with 5xx on what it should refuse, so the provider sends it again", "*"},
    Row{Kind::late, "*", "it acknowledges later than the sender waits: answer first, and work afterwards", "*"},
    Row{Kind::repeated, "once", "it acts more than once on one delivery", "*"},
    Row{Kind::repeated, "after-success,out-of-order", "it acts again on a duplicate", "*"},
    Row{Kind::repeated, "fresh-timestamp", "it knows a duplicate by its bytes, and not by the id of its event",
        "fresh-timestamp"},
    Row{Kind::repeated, "at-once",
        "it looks for an event and stores it in two steps: copies at the same time pass between them",
        "at-once,after-timeout"},
    Row{Kind::repeated, "after-timeout", "it acts again when the sender could not wait for the first answer",
        "after-timeout"},
    Row{Kind::lost, "once", "what it does on a delivery is not what the probe counts", "*"},
    Row{Kind::lost, "*", "it lost an event that it had accepted", "*"},
};

bool is_in(std::string_view name, std::string_view list) {
  const auto patterns = split(list, ',');
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string_view pattern) { return matches_pattern(name, pattern); });
}

std::optional<Kind> kind_of(const Attempt& attempt) {
  if (attempt.late) return Kind::late;
  if (!attempt.status || attempt.ok != false) return std::nullopt;
  const int kind = *attempt.status / 100;
  if (kind == 5) return Kind::broke;
  if (attempt.expected == to_text(forge::Due::refuse)) return kind == 2 ? std::optional(Kind::accepted) : std::nullopt;
  return kind == 4 ? std::optional(Kind::refused) : std::nullopt;
}

std::set<Finding> findings_of(std::span<const Attempt> attempts, std::span<const Probed> probed) {
  std::set<Finding> findings;
  for (const auto& attempt : attempts) {
    const auto& name = attempt.forgery.empty() ? attempt.suite_case : attempt.forgery;
    const auto kind = kind_of(attempt);
    if (kind && !name.empty() && name != forge::control().name) findings.insert({*kind, name});
  }
  for (const auto& each : probed) {
    if (each.ok() || each.what.empty()) continue;
    findings.insert({each.delta() > *each.expected ? Kind::repeated : Kind::lost, each.what});
  }
  return findings;
}

}  // namespace

std::vector<Flaw> flaws_of(std::span<const Attempt> attempts, std::span<const Probed> probed) {
  auto findings = findings_of(attempts, probed);
  std::vector<Flaw> flaws;
  for (const auto& row : rows) {
    Flaw flaw{std::string(row.says), {}};
    for (const auto& finding : findings) {
      if (finding.kind == row.kind && is_in(finding.name, row.shown_by)) flaw.shown_by.push_back(finding.name);
    }
    if (flaw.shown_by.empty()) continue;
    std::erase_if(findings, [&](const Finding& each) {
      return each.kind == row.kind && (is_in(each.name, row.covers) || is_in(each.name, row.shown_by));
    });
    flaws.push_back(std::move(flaw));
  }
  return flaws;
}

}  // namespace hookctl::flow
