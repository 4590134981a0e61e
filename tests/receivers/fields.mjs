// A correct receiver of signatures in fields, `t=…,v1=…`, as Stripe makes them.

import { createHmac, timingSafeEqual } from "node:crypto";
import { Refused, only, serve } from "./endpoint.mjs";

const tolerance = 300;

function fieldsOf(header) {
  const fields = header.split(",").map((field) => field.trim().split("="));
  const values = (name) => fields.filter((field) => field.length === 2 && field[0] === name).map((field) => field[1]);
  return { times: values("t"), signatures: values("v1") };
}

function check(request, body) {
  const { times, signatures } = fieldsOf(only(request, "stripe-signature"));
  if (times.length !== 1 || !/^[1-9][0-9]{0,11}$/.test(times[0])) throw new Refused("t");
  if (Math.abs(Date.now() / 1000 - Number(times[0])) > tolerance) throw new Refused("t");
  const due = createHmac("sha256", process.env.SECRET).update(`${times[0]}.`).update(body).digest("hex");
  const isRight = (given) => given.length === due.length && timingSafeEqual(Buffer.from(given), Buffer.from(due));
  if (!signatures.slice(0, 32).some((given) => /^[0-9a-f]{64}$/.test(given) && isRight(given))) throw new Refused("v1");
}

function eventId(request, body) {
  try {
    return JSON.parse(body).id;
  } catch {
    return body.toString("latin1");
  }
}

serve({ check, eventId });
