#pragma once

#include <array>

#include "provider/rows/bfl.h"
#include "provider/rows/fal.h"
#include "provider/rows/higgsfield.h"
#include "provider/rows/standard_webhooks.h"
#include "provider/rows/wavespeed.h"
// Generative media and AI.
#include "provider/rows/anthropic.h"
#include "provider/rows/assemblyai.h"
#include "provider/rows/deepgram.h"
#include "provider/rows/elevenlabs.h"
#include "provider/rows/gemini.h"
#include "provider/rows/heygen.h"
#include "provider/rows/huggingface.h"
#include "provider/rows/ideogram.h"
#include "provider/rows/kie.h"
#include "provider/rows/kling.h"
#include "provider/rows/luma.h"
#include "provider/rows/mux.h"
#include "provider/rows/openai.h"
#include "provider/rows/replicate.h"
#include "provider/rows/svix.h"
// SaaS providers.
#include "provider/rows/aws_sns.h"
#include "provider/rows/bitbucket.h"
#include "provider/rows/calendly.h"
#include "provider/rows/discord.h"
#include "provider/rows/github.h"
#include "provider/rows/gitlab.h"
#include "provider/rows/hubspot.h"
#include "provider/rows/intercom.h"
#include "provider/rows/linear.h"
#include "provider/rows/mailgun.h"
#include "provider/rows/meta.h"
#include "provider/rows/paddle.h"
#include "provider/rows/pagerduty.h"
#include "provider/rows/paypal.h"
#include "provider/rows/plaid.h"
#include "provider/rows/sendgrid.h"
#include "provider/rows/shopify.h"
#include "provider/rows/slack.h"
#include "provider/rows/square.h"
#include "provider/rows/stripe.h"
#include "provider/rows/telegram.h"
#include "provider/rows/twilio.h"
#include "provider/rows/typeform.h"
#include "provider/rows/zoom.h"

namespace hookctl::provider {

// clang-format off
/// The catalogue. To add a provider, add a file to rows/ and its name here.
inline constexpr std::array rows{
    bfl, wavespeed,
    anthropic, assemblyai, deepgram, elevenlabs, gemini, heygen, huggingface, ideogram, kie, kling, luma, mux, openai,
    replicate, svix,
    fal, fal_2h, higgsfield, higgsfield_legacy, higgsfield_v1, standard_webhooks,
    // SaaS providers; of two with equal marks the first counts, so github stands before meta.
    stripe, stripe_sandbox, github, slack, shopify, twilio, twilio_json, discord, pagerduty, linear, paddle, square, zoom,
    gitlab, gitlab_signing_token, bitbucket, hubspot, sendgrid, mailgun, meta, intercom, typeform, calendly, telegram,
    aws_sns, plaid, paypal,
};
// clang-format on

}  // namespace hookctl::provider
