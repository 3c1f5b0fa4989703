// Makes the plan's calls through a stock Node SDK: `send_node.mjs segment|rudder`, a job as JSON on stdin.
//
// The job: {host, lossy_host, key, calls}. Answers on stdout {sent: {label: messageId}, errors: […]}.
import { readFileSync } from "node:fs";

const FIELDS = [
  "userId", "anonymousId", "previousId", "groupId", "messageId", "event", "name", "category", "properties", "traits",
];
const job = JSON.parse(readFileSync(0, "utf8"));
const errors = [];
const clients = new Map();
const flavours = { segment: await segment(), rudder: await rudder() };
const flavour = flavours[process.argv[2]];

const sent = {};
for (const call of job.calls) {
  if (call.flush) await flush();
  const message = Object.fromEntries(FIELDS.filter((name) => name in call).map((name) => [name, call[name]]));
  if (call.timestamp) message.timestamp = new Date(call.timestamp);
  clientOf(call)[call.type](message);
  sent[call.label] = call.messageId;
}
await flush();
process.stdout.write(JSON.stringify({ sent, errors, checks: [] }), () => process.exit(0));

function clientOf(call) {
  const host = call.lossy ? job.lossy_host : job.host;
  const gzip = call.compress !== "other";
  const name = `${host} ${gzip}`;
  if (!clients.has(name)) clients.set(name, flavour.make(host, gzip));
  return clients.get(name);
}

async function flush() {
  for (const client of clients.values()) await flavour.flush(client);
}

async function segment() {
  const { Analytics } = await import("@segment/analytics-node");
  return {
    make(host) {
      const client = new Analytics({ writeKey: job.key, host, flushInterval: 200, maxRetries: 5 });
      client.on("error", (error) => errors.push({ message: String(error.reason ?? error) }));
      return client;
    },
    // Closing is the way to flush; the next call gets a client of its own.
    async flush(client) {
      for (const [name, known] of clients) if (known === client) clients.delete(name);
      await client.closeAndFlush({ timeout: 20000 });
    },
  };
}

async function rudder() {
  const { default: Analytics } = await import("@rudderstack/rudder-sdk-node");
  return {
    make: (host, gzip) =>
      new Analytics(job.key, {
        dataPlaneUrl: host,
        gzip,
        flushInterval: 200,
        logLevel: "none",
        errorHandler: (error) => errors.push({ message: String(error), status: error.response?.status }),
      }),
    // The SDK sends its first call at once and apart, so one flush may find the queue empty and that request still out.
    async flush(client) {
      await client.flush();
      while (client.queue.length) await client.flush();
      await client.pendingFlush;
    },
  };
}
