// The Standard Webhooks library.
import { serve } from "./serve.mjs";

await serve("standardwebhooks", ({ Webhook }) => ({
  verify: ({ secret, headers, body }) => new Webhook(secret).verify(body, headers, { jsonParse: false }),
  sign: ({ secret, id, timestamp, body }) => ({
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": new Webhook(secret).sign(id, new Date(timestamp * 1000), body),
  }),
}));
