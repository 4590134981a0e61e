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

namespace hookctl::provider {

// clang-format off
/// The catalogue. To add a provider, add a file to rows/ and its name here.
inline constexpr std::array rows{
    bfl, wavespeed,
    anthropic, assemblyai, deepgram, elevenlabs, gemini, heygen, huggingface, ideogram, kie, kling, luma, mux, openai,
    replicate, svix,
    fal, fal_2h, higgsfield, higgsfield_legacy, higgsfield_v1, standard_webhooks,
};
// clang-format on

}  // namespace hookctl::provider
