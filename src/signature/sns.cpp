#include "signature/sns.h"

#include <array>

namespace hookctl::signature {
namespace {

struct Line {
  std::string_view key;
  std::string_view pointer;
};

constexpr std::array notification{Line{"Message", "/Message"},   Line{"MessageId", "/MessageId"},
                                  Line{"Subject", "/Subject"},   Line{"Timestamp", "/Timestamp"},
                                  Line{"TopicArn", "/TopicArn"}, Line{"Type", "/Type"}};
constexpr std::array confirmation{Line{"Message", "/Message"},
                                  Line{"MessageId", "/MessageId"},
                                  Line{"SubscribeURL", "/SubscribeURL"},
                                  Line{"Timestamp", "/Timestamp"},
                                  Line{"Token", "/Token"},
                                  Line{"TopicArn", "/TopicArn"},
                                  Line{"Type", "/Type"}};

}  // namespace

Result<Bytes> sns_lines(const Source& source) {
  const auto type = source.only({.pointer = "/Type"});
  if (!type) return Error{"the body is no SNS message: it has no Type", "give the body as SNS sends it"};
  Bytes lines;
  const auto add = [&](const Line& line) {
    const auto values = source.values({.pointer = line.pointer});
    if (!values.empty()) lines.append(line.key).append("\n").append(values.front()).append("\n");
  };
  if (*type == "Notification") {
    for (const auto& line : notification) add(line);
  } else {
    for (const auto& line : confirmation) add(line);
  }
  return lines;
}

}  // namespace hookctl::signature
