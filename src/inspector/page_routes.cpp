#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "inspector/page.h"
#include "inspector/routes.h"

namespace hookctl::inspector {
namespace {

constexpr std::size_t nonce_bytes = 18;

void reply_page(const httplib::Request&, httplib::Response& response) {
  const auto nonce = crypto::to_base64(crypto::random_bytes(nonce_bytes));
  response.set_header("Content-Security-Policy", content_policy(nonce));
  response.set_content(page_with(nonce), std::string(content_type_of("index.html")));
}

void reply_file(const httplib::Request& request, httplib::Response& response) {
  const auto* file = find_page_file(request.matches[1].str());
  if (file == nullptr) return reply_error(response, 404, {"there is no such file"});
  response.set_content(std::string(file->bytes), std::string(content_type_of(file->name)));
}

}  // namespace

void add_page_routes(httplib::Server& server) {
  server.Get("/", reply_page);
  server.Get("/page/([a-z_]+\\.(?:js|css))", reply_file);
}

}  // namespace hookctl::inspector
