/**
 * What went wrong, as one error type for the whole interface: an answer of the server (RFC 9457 problem details),
 * or no answer at all (`status` 0). Screens decide by `status` and `code`, never by the text.
 */
import type { Problem } from "./types";

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: { field: string; message: string }[];

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? problem.code ?? String(status));
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? "";
    this.fields = problem.errors ?? [];
  }
}

/** Turns whatever a query threw into the one error type. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(0, { code: "unreachable", detail: error instanceof Error ? error.message : String(error) });
}
