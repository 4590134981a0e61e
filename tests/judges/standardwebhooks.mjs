// Asks the Standard Webhooks library about one delivery, read from stdin:
//   {"secret": "whsec_…", "headers": {"webhook-id": "…", …}, "body_b64": "…", "now": 1614265330}
// `now` (Unix seconds) is optional. Prints the judge's words; exits 0 when it accepts, 1 when it refuses, 2 when the
// judge is not installed, 3 when the delivery cannot be read.
import { readFileSync } from "node:fs";

function stop(code, why) {
  console.error(why);
  process.exit(code);
}

function readDelivery() {
  try {
    return JSON.parse(readFileSync(0, "utf8"));
  } catch (error) {
    stop(3, `the delivery is not JSON: ${error.message}`);
  }
}

const { Webhook } = await import("standardwebhooks").catch(() => stop(2, "standardwebhooks is not installed"));
const { secret, headers, body_b64, now } = readDelivery();
if (now !== undefined) Date.now = () => now * 1000;

try {
  new Webhook(secret).verify(Buffer.from(body_b64, "base64"), headers, { jsonParse: false });
  console.log("accepted");
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
}
