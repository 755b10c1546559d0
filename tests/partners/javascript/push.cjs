// Reads what to send as JSON, signs it with the package http-message-signatures, sends it, and tells the answer as JSON.
const { createHash, randomBytes } = require("node:crypto");
const http = require("node:http");
const { createSigner, httpbis } = require("http-message-signatures");

function digested(wish) {
  const headers = { ...wish.headers };
  if (wish.body) {
    headers["content-digest"] = `${wish.digest}=:${createHash(wish.digest.replace("-", "")).update(wish.body).digest("base64")}:`;
  }
  return headers;
}

async function signed(wish) {
  const key = wish.algorithm === "hmac-sha256" ? Buffer.from(wish.key, "base64") : wish.key;
  return httpbis.signMessage(
    {
      key: createSigner(key, wish.algorithm, wish.key_id),
      fields: wish.fields,
      params: wish.params,
      paramValues: { created: new Date(), nonce: randomBytes(18).toString("base64url") },
    },
    { method: wish.method, url: wish.url, headers: digested(wish) },
  );
}

function sent(request, body) {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(request.url, { method: request.method, headers: request.headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() }));
    });
    outgoing.on("error", reject);
    outgoing.end(body || undefined);
  });
}

async function main() {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  const told = [];
  for (const wish of JSON.parse(Buffer.concat(parts).toString())) {
    told.push(await sent(await signed(wish), wish.body));
  }
  process.stdout.write(JSON.stringify(told));
}

main();
