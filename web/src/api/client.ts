/**
 * The one way to the server. Requests carry the session cookie; unsafe ones also the CSRF token that came with the
 * session, and an idempotency key, so that a repeated click or a retry takes effect once.
 */
import createClient from "openapi-fetch";
import { ApiError } from "./problem";
import type { paths } from "./schema";
import type { Problem } from "./types";

let csrfToken = "";

/** Called when a session begins or is read anew. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

export const api = createClient<paths>({ baseUrl: "/", credentials: "same-origin" });

api.use({
  onRequest({ request }) {
    if (safe.has(request.method)) return;
    if (csrfToken) request.headers.set("X-CSRF-Token", csrfToken);
    if (request.method === "POST") request.headers.set("Idempotency-Key", newKey());
  },
});

/** `crypto.randomUUID` exists only in secure contexts, and a shop's server may well be plain HTTP in its own network. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The data of an answer, or an `ApiError`: what TanStack Query wants of a query function. */
export async function unwrap<Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ApiError(response.status, asProblem(error));
  return data as NonNullable<Data>;
}

function asProblem(error: unknown): Partial<Problem> {
  return typeof error === "object" && error !== null ? (error as Partial<Problem>) : {};
}
