#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "signature/explain.h"
#include "signature/explain_algorithm.h"
#include "signature/explain_form.h"
#include "signature/explain_input.h"
#include "signature/place.h"
#include "signature/verdict.h"

namespace hookctl::signature {

/// The bytes that would be signed after a change; several where a URL has several accepted spellings.
struct Message {
  Change change;
  std::vector<Bytes> texts;
};

/// Whether nothing but the time may be wrong.
bool is_right(const Verdict& verdict);

/// Tries hypotheses against the signatures that came and keeps the smallest that matches.
class Search {
 public:
  Search(const Scheme& scheme, const Keys& keys, std::span<const crypto::Secret> others, const Request& request,
         Instant now, const Bound& bound);

  /// Every single change to secret, body, input, URL, signature and algorithm.
  void try_single_changes();
  /// What is left of pairs of them.
  void try_pairs();
  /// What other schemes make of the delivery, and of its signature.
  void try_schemes(std::span<const NamedScheme> schemes);

  const std::optional<Change>& found() const { return found_; }
  /// Whether the signature is right without any change.
  bool is_genuine() const { return genuine_; }
  std::size_t hypotheses() const { return hypotheses_; }
  std::size_t changes_to(Class kind) const { return tried_[static_cast<std::size_t>(kind)]; }
  /// The bytes of the first signature that came, and of the one that is due.
  Bytes received() const { return received_.empty() ? Bytes{} : received_.front().value; }
  Bytes expected() const;

 private:
  Message message_of(const Change& change, const Wording& wording);
  void each_single_message(const std::function<bool(Message)>& visit);
  bool judge(const Message& message);
  bool judge_with(const Message& message, const Form<crypto::Secret>& key, const Form<Hashing>& hashing);
  bool judge_with_key_pair(const Message& message);
  bool judge_jwt(const Message& message);
  void try_rounded_numbers();
  bool judge_all_pairs_of(const Message& message);
  bool try_two_in_body();
  bool try_body_and_input();
  void try_two_in_url();
  void judge_scheme(const NamedScheme& other);
  void offer(const Change& change);
  bool goes_on() const;

  const Scheme& scheme_;
  const Keys& keys_;
  const Request& request_;
  Instant now_;
  const Bound& bound_;
  Instant end_;
  Request probe_;  // the delivery with the change that is being tried
  std::vector<Form<Bytes>> received_;
  std::vector<Form<crypto::Secret>> secrets_;
  std::vector<Form<Hashing>> hashings_;
  std::vector<Form<Wording>> wordings_;
  std::string url_;
  std::vector<Form<std::string>> urls_;
  std::vector<crypto::PublicKey> public_keys_;
  std::vector<Message> singles_;  // the unchanged one, and the others where pairs are searched
  std::optional<Change> found_;
  bool genuine_ = false;
  std::size_t hypotheses_ = 0;
  std::size_t verifications_ = 0;
  std::array<std::size_t, 8> tried_{};
};

}  // namespace hookctl::signature
