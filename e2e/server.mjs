/** Where the tests find the server, and how they sign in: once, then every browser carries the same session. */
const base = process.env.BASE_URL;
if (!base) throw new Error("BASE_URL is not set; `npm run test:fixture` starts the stand-in and sets it");

export const baseUrl = base.replace(/\/$/, "");
export const token = process.env.ONE_TIME_TOKEN;
export const email = process.env.EMAIL;
// The walk's first start sets this one, so that what runs after it can sign in with no more than the address.
export const firstPassword = "quiet river stone";
export const password = process.env.PASSWORD ?? firstPassword;

/** Sends items the way a stock SDK does. */
export async function sendBatch(writeKey, batch) {
  const items = batch.map((item) => ({ messageId: `e2e-${crypto.randomUUID()}`, timestamp: new Date().toISOString(), ...item }));
  const answer = await fetch(`${baseUrl}/v1/batch`, {
    method: "POST",
    headers: { Authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`, "Content-Type": "application/json" },
    body: JSON.stringify({ batch: items, sentAt: new Date().toISOString() }),
  });
  if (answer.status !== 200) throw new Error(`/v1/batch answered ${answer.status}: ${await answer.text()}`);
}
