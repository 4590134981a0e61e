// GitHub's library.
import { serve } from "./serve.mjs";

const header = "x-hub-signature-256";

await serve("@octokit/webhooks-methods", ({ sign, verify }) => ({
  verify: ({ secret, headers, body }) => verify(secret, body.toString(), headers[header]),
  sign: async ({ secret, body }) => ({ [header]: await sign(secret, body.toString()) }),
}));
