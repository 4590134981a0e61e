#include "support/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "crypto/openssl.h"

namespace hookctl::test {
namespace {

using File = crypto::Handle<FILE, fclose>;
using Key = crypto::Handle<EVP_PKEY, EVP_PKEY_free>;
using Certificate = crypto::Handle<X509, X509_free>;
using Extension = crypto::Handle<X509_EXTENSION, X509_EXTENSION_free>;

}  // namespace

Identity self_signed(const Folder& directory, const std::string& file, const Claims& claims) {
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), claims.valid_from.count());
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), claims.valid_until.count());
  auto* const name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("hookctl test"), -1, -1,
                             0);
  X509_set_issuer_name(certificate.get(), name);
  const Extension names(X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, claims.name.c_str()));
  X509_add_ext(certificate.get(), names.get(), -1);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());

  const Identity identity{directory.file(file + ".pem"), directory.file(file + ".key")};
  PEM_write_X509(File(fopen(identity.certificate.c_str(), "w")).get(), certificate.get());
  PEM_write_PrivateKey(File(fopen(identity.key.c_str(), "w")).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return identity;
}

}  // namespace hookctl::test
