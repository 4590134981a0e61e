// Stripe's library.
import { serve } from "./serve.mjs";

const header = "stripe-signature";

await serve("stripe", ({ default: { webhooks } }) => ({
  verify: ({ secret, headers, body }) => webhooks.signature.verifyHeader(body, headers[header], secret),
  sign: ({ secret, timestamp, body }) => ({
    [header]: webhooks.generateTestHeaderString({ payload: body.toString(), secret, timestamp }),
  }),
}));
