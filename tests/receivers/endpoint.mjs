// What the receivers in JavaScript share: a small HTTP server, and an endpoint that acts once on each event.
// A receiver prints its port, takes its keys from the environment and counts what it did at GET /effects.

import { createServer } from "node:http";

export class Refused extends Error {}

// The value of a header that must be there once.
export function only(request, name) {
  const values = [];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    if (request.rawHeaders[i].toLowerCase() === name) values.push(request.rawHeaders[i + 1]);
  }
  if (values.length !== 1 || !values[0]) throw new Refused(name);
  return values[0];
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

// `check(request, body)` throws Refused, `eventId(request, body)` names the event.
export function serve({ check, eventId }) {
  const seen = new Set();
  const answer = (request, body) => {
    try {
      check(request, body);
      seen.add(eventId(request, body));
      return 200;
    } catch (error) {
      if (error instanceof Refused) return 401;
      throw error;
    }
  };
  const server = createServer(async (request, response) => {
    if (request.method === "GET" && request.url === "/effects") return response.end(String(seen.size));
    const body = await bodyOf(request);
    response.statusCode = request.method === "POST" ? answer(request, body) : 405;
    response.end();
  });
  server.listen({ port: 0, host: "127.0.0.1", backlog: 128 }, () => console.log(server.address().port));
}
