// A correct receiver of Ed25519 signatures in the form of Standard Webhooks, `v1a,…`.

import { createPublicKey, verify } from "node:crypto";
import { Refused, only, serve } from "./endpoint.mjs";

const key = createPublicKey(process.env.PUBLIC_KEY);
const tolerance = 300;

export function signedText(request, body) {
  const time = only(request, "webhook-timestamp");
  if (!/^[1-9][0-9]{0,11}$/.test(time)) throw new Refused("webhook-timestamp");
  if (Math.abs(Date.now() / 1000 - Number(time)) > tolerance) throw new Refused("webhook-timestamp");
  return Buffer.concat([Buffer.from(`${eventId(request)}.${time}.`, "latin1"), body]);
}

export const eventId = (request) => only(request, "webhook-id");

// The bytes of each signature of a version; what is not base64 as it is written is none.
export function signatures(request, version) {
  const entries = only(request, "webhook-signature").split(" ").slice(0, 32);
  const texts = entries.filter((entry) => entry.startsWith(`${version},`)).map((entry) => entry.slice(version.length + 1));
  return texts.map((text) => [text, Buffer.from(text, "base64")]).filter(([text, raw]) => raw.toString("base64") === text)
    .map(([, raw]) => raw);
}

export function check(request, body) {
  const signed = signedText(request, body);
  if (!signatures(request, "v1a").some((raw) => raw.length === 64 && verify(null, signed, key, raw))) {
    throw new Refused("webhook-signature");
  }
}

if (process.argv[1].endsWith("ed25519.mjs")) serve({ check, eventId });
