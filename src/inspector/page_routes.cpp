#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "inspector/page.h"
#include "inspector/routes.h"

namespace hookctl::inspector {
namespace {

constexpr std::string_view page_name = "index.html";
constexpr std::size_t nonce_bytes = 18;

}  // namespace

Reply show_page(Site&, const Call&) {
  const auto nonce = crypto::to_base64(crypto::random_bytes(nonce_bytes));
  auto reply = bytes_reply(content_type_of(page_name), page_with(nonce));
  reply.response.headers.add("Content-Security-Policy", content_policy(nonce));
  return reply;
}

Reply show_page_file(Site&, const Call& call) {
  const auto* file = find_page_file(call.named);
  // The page itself wants a nonce.
  if (file == nullptr || file->name == page_name) return error_reply(404, {"there is no such file"});
  return bytes_reply(content_type_of(file->name), Bytes(file->bytes));
}

}  // namespace hookctl::inspector
