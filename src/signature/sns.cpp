#include "signature/sns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace hookctl::signature {
namespace {

enum class Need { required, optional };

struct Line {
  std::string_view pointer;
  Need need = Need::required;
};

constexpr std::array notification{Line{"/Message"},   Line{"/MessageId"}, Line{"/Subject", Need::optional},
                                  Line{"/Timestamp"}, Line{"/TopicArn"},  Line{"/Type"}};
constexpr std::array confirmation{Line{"/Message"}, Line{"/MessageId"}, Line{"/SubscribeURL"}, Line{"/Timestamp"},
                                  Line{"/Token"},   Line{"/TopicArn"},  Line{"/Type"}};

/// The lines of each type of message.
struct MessageType {
  std::string_view name;
  std::span<const Line> lines;
};

constexpr std::array types{MessageType{"Notification", notification},
                           MessageType{"SubscriptionConfirmation", confirmation},
                           MessageType{"UnsubscribeConfirmation", confirmation}};

}  // namespace

Result<Bytes> sns_lines(const Source& source) {
  const auto name = source.only({.pointer = "/Type"}).value_or("");
  const auto type =
      std::find_if(types.begin(), types.end(), [&](const MessageType& each) { return each.name == name; });
  if (type == types.end()) {
    return Error{"the body is no SNS message: its Type is none that SNS sends", "give the body as SNS sends it"};
  }
  Bytes lines;
  for (const auto& [pointer, need] : type->lines) {
    const auto values = source.values({.pointer = pointer});
    if (values.empty() && need == Need::optional) continue;
    if (values.empty()) {
      return Error{fmt::format("the body has no {}, which is signed", pointer.substr(1)),
                   "give the body as SNS sends it"};
    }
    lines.append(pointer.substr(1)).append("\n").append(values.front()).append("\n");
  }
  return lines;
}

}  // namespace hookctl::signature
