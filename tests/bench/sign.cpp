#include "signature/sign.h"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "crypto/digest.h"
#include "provider/catalogue.h"

// What signing 1 KiB costs, against the bare HMAC of the same bytes. Rounds are interleaved, so that what else the
// machine does falls on all alike.
namespace hookctl::bench {
namespace {

constexpr int rounds = 400;
constexpr int times = 500;

struct Row {
  const char* name;
  const char* goal = "";
  std::vector<double> micros = {};
};

template <typename Work>
double micros_of(Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count() / times;
}

double at_quantile(std::vector<double> values, double quantile) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(quantile * static_cast<double>(values.size() - 1))];
}

/// The median of the ratios of each round.
double ratio(const Row& row, const Row& bare) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < row.micros.size(); ++i) ratios.push_back(row.micros[i] / bare.micros[i]);
  return at_quantile(ratios, 0.5);
}

/// HMAC-SHA256 by OpenSSL alone, in a context that keeps its key.
class BareHmac {
 public:
  explicit BareHmac(ByteView key) {
    char digest[] = "SHA256";
    const std::array params{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                            OSSL_PARAM_construct_end()};
    EVP_MAC_init(context_, reinterpret_cast<const unsigned char*>(key.data()), key.size(), params.data());
  }
  ~BareHmac() {
    EVP_MAC_CTX_free(context_);
    EVP_MAC_free(method_);
  }
  void operator()(ByteView message) {
    std::size_t length = 0;
    EVP_MAC_init(context_, nullptr, 0, nullptr);
    EVP_MAC_update(context_, reinterpret_cast<const unsigned char*>(message.data()), message.size());
    EVP_MAC_final(context_, out_.data(), &length, out_.size());
  }

 private:
  EVP_MAC* method_ = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* context_ = EVP_MAC_CTX_new(method_);
  std::array<unsigned char, EVP_MAX_MD_SIZE> out_ = {};
};

void run() {
  const Request request{.body = Bytes(1024, 'x')};
  const crypto::Secret secret(Bytes(32, 'k'));
  const signature::Keys keys{.secrets = {secret}};
  const auto& bfl = provider::find_provider("bfl")->schemes.front();
  const auto& standard = provider::find_provider("wavespeed")->schemes.front();
  const signature::Stamp stamp{.id = "msg_1", .timestamp = "1614265330"};
  BareHmac bare_hmac(secret.expose());
  crypto::Hmac kept(crypto::Digest::sha256, secret);
  auto bfl_signer = *signature::Signer::of(bfl, keys);
  auto standard_signer = *signature::Signer::of(standard, keys);

  constexpr auto* goal = " (goal: at most 1.20)";
  std::array rows{Row{"bare HMAC, context kept"},
                  Row{"crypto::Hmac, key kept"},
                  Row{"crypto::hmac"},
                  Row{"signature::Signer, {body}", goal},
                  Row{"signature::Signer, {id}.{ts}.{body}", goal},
                  Row{"signature::sign once, {body}"}};
  for (int round = 0; round < rounds; ++round) {
    rows[0].micros.push_back(micros_of([&] { bare_hmac(request.body); }));
    rows[1].micros.push_back(micros_of([&] {
      kept.add(request.body);
      kept.finish();
    }));
    rows[2].micros.push_back(micros_of([&] { crypto::hmac(crypto::Digest::sha256, secret, request.body); }));
    rows[3].micros.push_back(micros_of([&] { (void)bfl_signer.sign(request, {}); }));
    rows[4].micros.push_back(micros_of([&] { (void)standard_signer.sign(request, stamp); }));
    rows[5].micros.push_back(micros_of([&] { (void)signature::sign(bfl, keys, request, {}); }));
  }
  fmt::print("sign 1 KiB{:34}median    p10    p90   ratio\n", "");
  for (const auto& row : rows) {
    fmt::print("  {:40} {:5.2f}  {:5.2f}  {:5.2f} µs  {:5.2f}{}\n", row.name, at_quantile(row.micros, 0.5),
               at_quantile(row.micros, 0.1), at_quantile(row.micros, 0.9), ratio(row, rows[0]), row.goal);
  }
}

}  // namespace
}  // namespace hookctl::bench

int main() { hookctl::bench::run(); }
