// Reads {"secret", "id", "body"} as JSON lines and prints, for each, the three headers of a message signed now, as JSON.
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, id, body } = JSON.parse(line);
  const at = new Date();
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
  console.log(JSON.stringify(headers));
}
