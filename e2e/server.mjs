/** Where the tests find the server, and how they sign in: once, then every browser carries the same session. */
const base = process.env.BASE_URL;
if (!base) throw new Error("BASE_URL is not set; `npm run test:fixture` starts the stand-in and sets it");

export const baseUrl = base.replace(/\/$/, "");
export const token = process.env.ONE_TIME_TOKEN;
export const email = process.env.EMAIL;
// The walk's first start sets this one, so that what runs after it can sign in with no more than the address.
export const firstPassword = "quiet river stone";
export const password = process.env.PASSWORD ?? firstPassword;

/** A session over the API: `call` asks as its person, `cookies` are for a browser that is to be theirs. */
export async function openSession(proof = { email, password }) {
  const answer = await fetch(`${baseUrl}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(proof) });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  const [name, value] = answer.headers.get("set-cookie").split(";")[0].split("=");
  const session = await answer.json();
  const headers = { Cookie: `${name}=${value}`, "X-CSRF-Token": session.csrf_token, "Content-Type": "application/json" };
  const call = async (method, path, sent) => {
    const got = await fetch(`${baseUrl}/api/v1${path}`, { method, headers, ...(sent ? { body: JSON.stringify(sent) } : {}) });
    return { status: got.status, body: await got.json().catch(() => null) };
  };
  return { call, user: session.user, cookies: [{ name, value, url: baseUrl }] };
}

/** Somebody new with a role, past their first sign-in. `owner` is an owner's session. */
export async function newPerson(owner, role) {
  const made = await owner.call("POST", "/users", { email: `${role}.${Math.random().toString(36).slice(2, 8)}@shop.example`, name: `A ${role}`, role });
  if (made.status !== 201) throw new Error(`a person was not made: ${JSON.stringify(made.body)}`);
  const person = await openSession({ one_time_token: made.body.one_time_token });
  const set = await person.call("POST", "/session/password", { new_password: firstPassword });
  if (set.status !== 200) throw new Error(`the password was not set: ${JSON.stringify(set.body)}`);
  return person;
}

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
