#include "flow/asset_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hookctl::flow {
namespace {

constexpr wire::Limits small{.body = 1024, .connections = 64};

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

/// A file's name as a path of a URL has it.
std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

AssetServer::~AssetServer() {
  if (thread_.joinable()) loop_.stop();
}

Result<std::string> AssetServer::add(std::string_view name, Bytes bytes) {
  if (!receiver_) {
    auto opened = wire::Receiver::open(loop_, {.limits = small}, [this](std::span<wire::Arrival> arrivals) {
      for (const auto& arrival : arrivals) answer(arrival);
    });
    if (!opened) return opened.error();
    receiver_ = *std::move(opened);
  }
  const auto target = fmt::format("/{}", escaped(name));
  files_.insert_or_assign(target, std::move(bytes));
  return fmt::format("http://127.0.0.1:{}{}", receiver_->port(), target);
}

void AssetServer::start() {
  if (receiver_) thread_ = std::jthread([this] { loop_.run(); });
}

void AssetServer::answer(const wire::Arrival& arrival) {
  if (arrival.refusal) return;
  const auto found = files_.find(arrival.request.target);
  if (found == files_.end()) return receiver_->answer(arrival.ticket, Response{.status = 404});
  receiver_->answer(arrival.ticket,
                    Response{.headers = {{"Content-Type", type_of(found->first)}}, .body = found->second});
}

}  // namespace hookctl::flow
