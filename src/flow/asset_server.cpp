#include "flow/asset_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/url_escape.h"

namespace hookctl::flow {
namespace {

constexpr std::size_t most_connections = 64;

struct ContentType {
  std::string_view ending;
  std::string_view type;
};

constexpr std::array content_types{
    ContentType{".png", "image/png"},         ContentType{".jpg", "image/jpeg"},
    ContentType{".jpeg", "image/jpeg"},       ContentType{".webp", "image/webp"},
    ContentType{".gif", "image/gif"},         ContentType{".mp4", "video/mp4"},
    ContentType{".webm", "video/webm"},       ContentType{".mp3", "audio/mpeg"},
    ContentType{".wav", "audio/wav"},         ContentType{".glb", "model/gltf-binary"},
    ContentType{".json", "application/json"}, ContentType{".txt", "text/plain; charset=utf-8"},
};

std::string type_of(std::string_view name) {
  for (const auto& row : content_types) {
    if (name.ends_with(row.ending)) return std::string(row.type);
  }
  return "application/octet-stream";
}

}  // namespace

AssetServer::AssetServer()
    : server_(loop_, most_connections, [this](std::string_view target) { return reply(target); }) {}

AssetServer::~AssetServer() {
  if (thread_.joinable()) loop_.stop();
}

Result<std::string> AssetServer::add(std::string_view name, Bytes bytes) {
  if (port_ == 0) {
    const auto opened = server_.open(0);
    if (!opened) return opened.error();
    port_ = *opened;
  }
  const auto target = fmt::format("/{}", url_escaped(name, "/"));
  files_.insert_or_assign(target, std::move(bytes));
  return fmt::format("http://127.0.0.1:{}{}", port_, target);
}

void AssetServer::start() {
  if (port_ != 0) thread_ = std::jthread([this] { loop_.run(); });
}

Response AssetServer::reply(std::string_view target) const {
  const auto found = files_.find(target);
  if (found == files_.end()) return {.status = 404};
  return {.headers = {{"Content-Type", type_of(found->first)}}, .body = found->second};
}

}  // namespace hookctl::flow
