// Asks a judge about deliveries, one JSON object a line on stdin, and answers each with one on stdout:
//   {"secret": "whsec_…", "headers": {"webhook-id": "…", …}, "body_b64": "…", "now": 1614265330,
//    "id": "msg_1", "timestamp": 1614265330}
//   {"accepted": true, "words": "accepted", "headers": {"webhook-id": "…", …}}
// `words` are the judge's own; `headers` are what the judge signs the same body with, absent when it does not sign it,
// or when no `id` was given. Exits 2 when the judge is not installed, 3 when a delivery cannot be read.
import { createInterface } from "node:readline";

function stop(code, why) {
  console.error(why);
  process.exit(code);
}

// Names in lower case, as Node's servers hand them on.
function lower_cased(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function read(line) {
  try {
    const delivery = JSON.parse(line);
    const body = Buffer.from(delivery.body_b64, "base64");
    return { ...delivery, headers: lower_cased(delivery.headers), body };
  } catch (error) {
    stop(3, `the delivery is not JSON: ${error.message}`);
  }
}

async function ask(judge, delivery) {
  try {
    return (await judge.verify(delivery)) === false
      ? { accepted: false, words: "refused" }
      : { accepted: true, words: "accepted" };
  } catch (error) {
    return { accepted: false, words: error.message };
  }
}

async function sign(judge, delivery) {
  try {
    return await judge.sign(delivery);
  } catch {
    return undefined;
  }
}

// Serves a package; `judge_of` makes of it `verify`, which throws or returns false when it refuses, and `sign`.
export async function serve(name, judge_of) {
  const judge = judge_of(await import(name).catch(() => stop(2, `${name} is not installed`)));
  for await (const line of createInterface({ input: process.stdin })) {
    const delivery = read(line);
    if (delivery.now !== undefined) Date.now = () => delivery.now * 1000;
    const answer = await ask(judge, delivery);
    if (delivery.id !== undefined) answer.headers = await sign(judge, delivery);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
