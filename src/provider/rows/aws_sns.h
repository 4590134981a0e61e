#pragma once

#include <array>

#include "provider/provider.h"

/// Amazon SNS: RSA over lines of the message's own members; SignatureVersion says with which hash.
namespace hookctl::provider {

inline constexpr signature::Scheme aws_sns_v2{
    .name = "v2",
    .algorithm = signature::Algorithm::rsa_sha256,
    .input = "{sns}",
    .signature = {.pointer = "/Signature"},
    .encoding = signature::Encoding::base64,
    .only_if = {.place = {.pointer = "/SignatureVersion"}, .starts_with = "2"}};
inline constexpr signature::Scheme aws_sns_v1{
    .name = "v1",
    .algorithm = signature::Algorithm::rsa_sha1,
    .input = "{sns}",
    .signature = {.pointer = "/Signature"},
    .encoding = signature::Encoding::base64,
    .only_if = {.place = {.pointer = "/SignatureVersion"}, .starts_with = "1"}};
inline constexpr std::array aws_sns_schemes{aws_sns_v2, aws_sns_v1};

inline constexpr std::array<Millis, 3> aws_sns_delays{Seconds{20}, Seconds{20}, Seconds{20}};
inline constexpr std::array aws_sns_final{retry::StatusRange{400, 428}, retry::StatusRange{430, 499}};
inline constexpr std::array aws_sns_id{Place{.pointer = "/MessageId|x-amz-sns-message-id"}};
inline constexpr std::array<std::string_view, 4> aws_sns_members{"/TopicArn", "/MessageId", "/SignatureVersion",
                                                                 "/Signature"};
/// Raw deliveries hold the message alone.
inline constexpr std::array aws_sns_other_marks{Marks{.header = "x-amz-sns-message-type"}};
inline constexpr std::array aws_sns_headers{
    SampleHeader{"x-amz-sns-message-type", "Notification"},
    SampleHeader{"x-amz-sns-message-id", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324"},
    SampleHeader{"x-amz-sns-topic-arn", "arn:aws:sns:us-west-2:123456789012:MyTopic"},
    SampleHeader{"User-Agent", "Amazon Simple Notification Service Agent"},
};
inline constexpr std::array aws_sns_samples{
    Sample{"success", R"({
  "Type" : "Notification",
  "MessageId" : "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
  "TopicArn" : "arn:aws:sns:us-west-2:123456789012:MyTopic",
  "Subject" : "OK: nightly import",
  "Message" : "Hello world!",
  "Timestamp" : "2026-01-15T10:30:00.321Z",
  "SignatureVersion" : "2",
  "Signature" : "",
  "SigningCertURL" : "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem",
  "UnsubscribeURL" : "https://sns.us-west-2.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:us-west-2:123456789012:MyTopic:c9135db0-26c4-47ec-8998-413945fb5a96"
})"},
    Sample{"failure", R"({
  "Type" : "Notification",
  "MessageId" : "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf325",
  "TopicArn" : "arn:aws:sns:us-west-2:123456789012:MyTopic",
  "Subject" : "ALARM: nightly import",
  "Message" : "{\"NewStateValue\":\"ALARM\"}",
  "Timestamp" : "2026-01-15T10:30:00.321Z",
  "SignatureVersion" : "2",
  "Signature" : "",
  "SigningCertURL" : "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem"
})"},
    Sample{"confirmation", R"({
  "Type" : "SubscriptionConfirmation",
  "MessageId" : "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
  "Token" : "2336412f37",
  "TopicArn" : "arn:aws:sns:us-west-2:123456789012:MyTopic",
  "Message" : "You have chosen to subscribe to the topic.",
  "SubscribeURL" : "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37",
  "Timestamp" : "2026-01-15T10:30:00.321Z",
  "SignatureVersion" : "2",
  "Signature" : "",
  "SigningCertURL" : "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem"
})"},
};
inline constexpr std::array aws_sns_special{
    SpecialAnswer{"429", "tried again, as 5xx and timeouts are; every other 4xx is final"},
};
inline constexpr std::array<std::string_view, 2> aws_sns_assumed{"timeout", "samples"};
inline constexpr std::array<std::string_view, 3> aws_sns_notes{
    "give the certificate that SigningCertURL names, once you know it is Amazon's: hookctl fetches none",
    "a subscription is confirmed by opening SubscribeURL: hookctl never does",
    "the time of a message is signed and not judged: Amazon states no tolerance",
};

inline constexpr Provider aws_sns{
    .name = "aws-sns",
    .title = "Amazon SNS",
    .docs = "https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html",
    .schemes = aws_sns_schemes,
    .retries = {.delays = aws_sns_delays,
                .timeout = Seconds{15},
                .window = Seconds{3'600},
                .permanent = aws_sns_final,
                .documented = retry::Documented::yes,
                .published = {.count = true, .delays = true, .window = true},
                .source = "https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.retry.html",
                .note = "the default policy; the time limit is assumed, and jitter has no published amount"},
    .event = {.id = aws_sns_id, .type = "/Type|x-amz-sns-message-type", .occurred_at = "/Timestamp"},
    .marks = {.members = aws_sns_members},
    .other_marks = aws_sns_other_marks,
    .headers = aws_sns_headers,
    .samples = aws_sns_samples,
    .content_type = "text/plain; charset=UTF-8",
    .special = aws_sns_special,
    .assumed = aws_sns_assumed,
    .gives_up = "the message goes to the subscription's dead-letter queue, or is lost",
    .notes = aws_sns_notes};

}  // namespace hookctl::provider
