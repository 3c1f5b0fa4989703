/**
 * The HTTP API as types, in the shape openapi-typescript writes.
 * `npm run generate:api` writes this file anew from docs/openapi.json.
 */
export interface paths {
  "/api/v1/session": {
    get: Op<never, never, Session>;
    post: Op<never, components["schemas"]["SignIn"], Session>;
    delete: Op<never, never, never>;
  };
  "/api/v1/customers": {
    get: Op<
      {
        query?: {
          q?: string;
          identity?: string;
          kind?: components["schemas"]["CustomerScope"];
          limit?: number;
          cursor?: string;
        };
      },
      never,
      List<"Customer">
    >;
  };
  "/api/v1/customers/{id}": {
    get: Op<ById, never, components["schemas"]["Customer"]>;
  };
  "/api/v1/customers/{id}/timeline": {
    get: Op<
      ById & { query?: { limit?: number; cursor?: string; channel?: string; type?: string } },
      never,
      List<"Touch">
    >;
  };
  "/api/v1/customers/{id}/identities": {
    get: Op<ById, never, components["schemas"]["IdentityGraph"]>;
  };
  "/api/v1/customers/{id}/merges": {
    get: Op<ById, never, List<"Merge">>;
  };
  "/api/v1/customers/{id}/merge": {
    post: Op<ById, components["schemas"]["MergeRequest"], components["schemas"]["MergeAnswer"]>;
  };
  "/api/v1/merges/{id}/undo": {
    post: Op<ById, never, components["schemas"]["MergeAnswer"]>;
  };
  "/api/v1/figures/today": {
    get: Op<never, never, components["schemas"]["FiguresToday"]>;
  };
  "/api/v1/touchpoints": {
    get: Op<
      { query?: { limit?: number; cursor?: string } },
      never,
      List<"Touchpoint">
    >;
    post: Op<never, components["schemas"]["NewTouchpoint"], components["schemas"]["Touchpoint"]>;
  };
  "/api/v1/touchpoints/{id}": {
    patch: Op<ById, components["schemas"]["TouchpointChange"], components["schemas"]["Touchpoint"]>;
  };
  "/api/v1/sources": {
    get: Op<
      { query?: { limit?: number; cursor?: string } },
      never,
      List<"Source">
    >;
    post: Op<never, components["schemas"]["NewSource"], components["schemas"]["SourceWithKey"]>;
  };
}

type Session = components["schemas"]["Session"];
type ById = { path: { id: string } };
type List<Name extends keyof components["schemas"]> = {
  data: components["schemas"][Name][];
  next_cursor?: string | null;
};
type Op<Parameters, Body, Answer> = {
  parameters: [Parameters] extends [never] ? { query?: never; path?: never } : Parameters;
  responses: {
    200: { content: { "application/json": Answer } };
    default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
  };
} & ([Body] extends [never] ? { requestBody?: never } : { requestBody: { content: { "application/json": Body } } });

export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      detail?: string | null;
      code: string;
      errors?: { field: string; message: string }[];
    };
    SignIn: { email: string; password: string } | { one_time_token: string };
    Session: {
      user: {
        id: string;
        email: string;
        name: string;
        role: string;
        locale?: string | null;
        time_zone?: string | null;
      };
      permissions: string[];
      csrf_token: string;
      needs_password?: boolean;
      company: { name: string; locale: string; time_zone: string; country: string };
    };
    CustomerScope: "known" | "anonymous" | "all";
    /** Minor units of the currency. */
    Money: { currency: string; amount: number };
    Identity: {
      id: string;
      kind: string;
      value: string;
      context: boolean;
      first_seen_at: string;
      last_seen_at?: string | null;
      touches: number;
    };
    Customer: {
      id: string;
      kind: string;
      known: boolean;
      name?: string | null;
      merged_from: string[];
      created_at: string;
      first_touch_at?: string | null;
      last_touch_at?: string | null;
      touches: number;
      orders: number;
      spend: components["schemas"]["Money"][];
      channels: { [channel: string]: number };
      tags: string[];
      identities: components["schemas"]["Identity"][];
      attributes: { [name: string]: unknown };
    };
    Touch: {
      id: string;
      message_id?: string | null;
      seq: number;
      source?: string | null;
      touchpoint?: string | null;
      channel?: string | null;
      type: string;
      event?: string | null;
      customer_id?: string | null;
      identities: { kind: string; value: string }[];
      at: string;
      received_at: string;
      properties: { [name: string]: unknown };
      traits?: { [name: string]: unknown };
      context?: { [name: string]: unknown };
      erased?: boolean;
    };
    Link: {
      a: string;
      b: string;
      rule: string;
      source?: string | null;
      first_touch?: string | null;
      first_at?: string | null;
      last_day?: string | null;
      state: string;
      reason?: string | null;
    };
    IdentityGraph: {
      data: components["schemas"]["Identity"][];
      links: components["schemas"]["Link"][];
    };
    MergeRequest: { other: string; reason: string };
    MergeAnswer: { id: string; survivor: string; other: string };
    Merge: {
      id: string;
      survivor: string;
      other: string;
      rule: string;
      at: string;
      actor: string;
      reason?: string | null;
      undone_at?: string | null;
      undone_by?: string | null;
    };
    FiguresToday: {
      touches_by_channel: { channel: string; count: number }[];
      touches_today: number;
      touches_last_week_same_time: number;
      customers_new: number;
      customers_recognised: number;
      merges: number;
      attention: { code: string; count: number }[];
    };
    Touchpoint: {
      id: string;
      name: string;
      name_en?: string | null;
      channel: string;
      state: string;
      unit?: string | null;
      stage?: string | null;
      owner?: string | null;
      standard?: string | null;
      response_minutes?: number | null;
      cost?: components["schemas"]["Money"] | null;
      discovered_key?: string | null;
      touches?: number;
      last_touch_at?: string | null;
      created_at: string;
    };
    NewTouchpoint: { name: string; channel: string };
    TouchpointChange: { name?: string; state?: string };
    Source: {
      id: string;
      name: string;
      touchpoint: string;
      channel: string;
      key_hint: string;
      created_at: string;
      disabled_at?: string | null;
      last_touch_at?: string | null;
      touches?: number;
    };
    NewSource: { name: string; touchpoint?: string; channel?: string };
    SourceWithKey: components["schemas"]["Source"] & { write_key: string };
  };
}
