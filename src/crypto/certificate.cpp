#include "crypto/certificate.h"

#include <fmt/format.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/openssl.h"

namespace hookctl::crypto {
namespace {

using Key = Handle<EVP_PKEY, EVP_PKEY_free>;
using Certificate = Handle<X509, X509_free>;
using Extension = Handle<X509_EXTENSION, X509_EXTENSION_free>;
using Address = Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using Bio = Handle<BIO, BIO_free>;

constexpr std::chrono::days valid_before{1};
constexpr std::chrono::days valid_after{30};
constexpr std::string_view host_characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*";

/// OpenSSL fails at these only when there is no memory or no randomness left.
void demand(bool done) {
  if (!done) throw std::runtime_error("OpenSSL cannot make a certificate");
}

bool is_address(const std::string& name) { return Address(a2i_IPADDRESS(name.c_str())) != nullptr; }

bool is_host(const std::string& name) { return !name.empty() && name.find_first_not_of(host_characters) == name.npos; }

/// As OpenSSL's configuration writes them: `DNS:localhost,IP:127.0.0.1`.
Result<std::string> alternative_names(std::span<const std::string> asked) {
  std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
  for (const auto& name : asked) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  std::string text;
  for (const auto& name : names) {
    const bool address = is_address(name);
    if (!address && !is_host(name)) {
      return Error{fmt::format("cannot make a certificate for '{}'", escape_for_terminal(name)),
                   "give a host name or an IP address"};
    }
    text += fmt::format("{}{}:{}", text.empty() ? "" : ",", address ? "IP" : "DNS", name);
  }
  return text;
}

void set_time(ASN1_TIME* time, Instant at) {
  demand(ASN1_TIME_set(time, std::chrono::system_clock::to_time_t(at)) != nullptr);
}

void set_random_serial(ASN1_INTEGER* serial) {
  auto bytes = random_bytes(sizeof(std::uint64_t));
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  demand(ASN1_INTEGER_set_uint64(serial, number) == 1);
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
  demand(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

Bytes read_all(BIO* bio) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

Bytes pem_of(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  demand(PEM_write_bio_X509(bio.get(), certificate) == 1);
  return read_all(bio.get());
}

Secret pem_of(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_secmem()));
  demand(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return Secret(read_all(bio.get()));
}

std::string fingerprint_of(const X509* certificate) {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  demand(X509_digest(certificate, EVP_sha256(), hash.data(), &size) == 1);
  std::string text;
  for (unsigned i = 0; i < size; ++i) text += fmt::format("{}{:02X}", i == 0 ? "" : ":", hash[i]);
  return text;
}

}  // namespace

Result<SelfSigned> self_signed(std::span<const std::string> names, Instant now) {
  const auto names_text = alternative_names(names);
  if (!names_text) return names_text.error();
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate(X509_new());
  demand(key && certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  set_random_serial(X509_get_serialNumber(certificate.get()));
  set_time(X509_getm_notBefore(certificate.get()), now - valid_before);
  set_time(X509_getm_notAfter(certificate.get()), now + valid_after);
  auto* const subject = X509_get_subject_name(certificate.get());
  demand(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, data_of("hookctl"), -1, -1, 0) == 1 &&
         X509_set_issuer_name(certificate.get(), subject) == 1);
  add_extension(certificate.get(), NID_subject_alt_name, *names_text);
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature");
  add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
  demand(X509_set_pubkey(certificate.get(), key.get()) == 1 &&
         X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
  return SelfSigned{pem_of(certificate.get()), pem_of(key.get()), fingerprint_of(certificate.get())};
}

}  // namespace hookctl::crypto
