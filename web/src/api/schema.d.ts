/**
 * The HTTP API as types. Generated from docs/openapi.json: `npm run generate:api`.
 */
export interface paths {
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists customers, or finds them. */
        get: {
            parameters: {
                query?: {
                    /** @description An exact identifier, `KIND:VALUE`, such as `email:ann@example.com`. One that many share answers several. */
                    identity?: string;
                    /** @description Part of a name (characters, pinyin, initials, Latin), or any identifier. */
                    q?: string;
                    /** @description `known` (the default), `anonymous` or `all`. */
                    kind?: "known" | "anonymous" | "all";
                    /** @description Rows in the page: 1 to 200, 50 by default. */
                    limit?: number;
                    /** @description The `next_cursor` of the page before. */
                    cursor?: components["schemas"]["Cursor"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CustomerPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one customer; the id of one that was merged answers the survivor. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CustomerId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why are these one? The identities of a customer, with the evidence of each link. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CustomerId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IdentitiesAnswer"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes two customers one; this one goes on. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CustomerId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MergeInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergeAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The merges a customer took part in, the newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CustomerId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergesAnswer"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The timeline of a customer: every touch of every channel, the newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Rows in the page: 1 to 200, 50 by default. */
                    limit?: number;
                    /** @description The `next_cursor` of the page before. */
                    cursor?: components["schemas"]["Cursor"];
                    /** @description Only touches of this channel. */
                    channel?: components["schemas"]["Channel"];
                    /** @description Only touches of this type. */
                    type?: components["schemas"]["TouchType"];
                };
                header?: never;
                path: {
                    id: components["schemas"]["CustomerId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TouchPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the demo company; answers a line of JSON now and then, and `done` in the last. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DemoInput"];
                };
            };
            responses: {
                /** @description Lines of JSON */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": string;
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks that all is well; changes nothing. */
        post: {
            parameters: {
                query?: {
                    /** @description Rebuild what each reader keeps and compare. */
                    verify_readers?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoctorAnswer"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a merge back; taking it back twice changes nothing more. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["MergeId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergeAnswer"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signed"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Signs in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signed"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Signs out. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists sources. */
        get: {
            parameters: {
                query?: {
                    /** @description Rows in the page: 1 to 500, 50 by default. */
                    limit?: number;
                    /** @description The `next_cursor` of the page before. */
                    cursor?: components["schemas"]["Cursor"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourcePage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a source. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SourceInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceMade"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why events of a source were refused: the newest hundred since this process started. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["SourceId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RefusalsAnswer"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Streams touches and decisions, over SSE, or over a WebSocket when the request asks for one. */
        get: {
            parameters: {
                query?: {
                    /** @description The last `seq` the client has; without it the stream begins with what comes next. */
                    after?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A WebSocket of JSON texts {seq, kind, data} */
                101: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Server-sent events: `id` is the seq, `event` touch, merge, undo or another decision */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists API tokens. */
        get: {
            parameters: {
                query?: {
                    /** @description Rows in the page: 1 to 500, 50 by default. */
                    limit?: number;
                    /** @description The `next_cursor` of the page before. */
                    cursor?: components["schemas"]["Cursor"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes an API token. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenMade"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revokes an API token, at once and for good. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TokenId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiToken"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/touches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Touches in the order of commit, oldest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Touches after this place in the order of commit. */
                    after_seq?: number;
                    /** @description Rows in the page: 1 to 500, 100 by default. */
                    limit?: number;
                    /** @description The `next_cursor` of the page before. */
                    cursor?: components["schemas"]["Cursor"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TouchPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Keeps touches; they are on disk when this answers. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TouchesInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TouchesAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/touchpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists touchpoints. */
        get: {
            parameters: {
                query?: {
                    /** @description Only of this channel. */
                    channel?: components["schemas"]["Channel"];
                    /** @description Only in this state. */
                    state?: components["schemas"]["State"];
                    /** @description Only of this unit and those below it. */
                    unit?: components["schemas"]["UnitId"];
                    /** @description Rows in the page: 1 to 500, 50 by default. */
                    limit?: number;
                    /** @description The `next_cursor` of the page before. */
                    cursor?: components["schemas"]["Cursor"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TouchpointPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a touchpoint. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewTouchpoint"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Touchpoint"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/touchpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a touchpoint. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TouchpointId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Touchpoint"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a touchpoint; a draft is confirmed by making it live. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TouchpointId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TouchpointChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Touchpoint"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists people. */
        get: {
            parameters: {
                query?: {
                    /** @description Rows in the page: 1 to 500, 50 by default. */
                    limit?: number;
                    /** @description The `next_cursor` of the page before. */
                    cursor?: components["schemas"]["Cursor"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserPage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Adds a person. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewUser"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserMade"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/figures/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Today"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An API token, without its secret. */
        ApiToken: {
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Who made it. */
            created_by: string;
            expires_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["TokenId"];
            /** @description Its name. */
            name: string;
            revoked_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its role. */
            role: components["schemas"]["Role"];
            /** @description What it may do of that; none: all. */
            scopes?: components["schemas"]["Permission"][] | null;
            unit?: components["schemas"]["UnitId"] | null;
            used_at?: components["schemas"]["Timestamp"] | null;
        };
        /** @description The kind of a touchpoint. One module of `channels` speaks each that has a wire of its own. */
        Channel: string;
        /** @example CNY */
        Currency: string;
        /** @description A customer at a glance. */
        Customer: {
            /** @description Its attributes as shown, masked unless revealed. */
            attributes: Record<string, unknown>;
            /** @description Touches by channel. */
            channels: {
                [key: string]: number;
            };
            /** @description When it began. */
            created_at: components["schemas"]["Timestamp"];
            first_touch_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["CustomerId"];
            /** @description Its identities, strongest first. */
            identities: components["schemas"]["Identity"][];
            /** @description `person`, `household` or `organisation`. */
            kind: string;
            /** @description Whether something names it. */
            known: boolean;
            last_touch_at?: components["schemas"]["Timestamp"] | null;
            /** @description Customers that were merged into it. */
            merged_from: components["schemas"]["CustomerId"][];
            /** @description Its name, masked unless revealed. */
            name?: string | null;
            /**
             * Format: int64
             * @description How many orders it has.
             */
            orders: number;
            /** @description What it spent, net of refunds, one amount a currency. */
            spend: components["schemas"]["Money"][];
            /** @description Tags. */
            tags: string[];
            /**
             * Format: int64
             * @description How many touches it has.
             */
            touches: number;
        };
        /** @example cus_06cmtxq5x9f3t8dw1s2r7vne4k */
        CustomerId: string;
        /** @description A page of customers. */
        CustomerPage: {
            data: components["schemas"]["Customer"][];
            next_cursor?: string | null;
        };
        /** @description How large a demo company. */
        DemoInput: {
            /**
             * Format: int32
             * @description How many customers.
             */
            customers: number;
            /**
             * Format: int64
             * @description The same seed makes the same company.
             */
            seed?: number;
        };
        /** @description What the check found. */
        DoctorAnswer: {
            findings: components["schemas"]["Finding"][];
            well: boolean;
        };
        /** @description One thing that was checked. */
        Finding: {
            detail: string;
            name: string;
            well: boolean;
        };
        /** @description The identities of a customer and the links between them. */
        IdentitiesAnswer: {
            data: components["schemas"]["Identity"][];
            links: components["schemas"]["LinkShown"][];
            next_cursor?: string | null;
        };
        /** @description One identity of a customer. */
        Identity: {
            /** @description Whether many share it, so that it says nothing of anybody. */
            context: boolean;
            /** @description When it was first seen. */
            first_seen_at: components["schemas"]["Timestamp"];
            /** @description Its id. */
            id: components["schemas"]["IdentityId"];
            /** @description What sort of identifier it is. */
            kind: components["schemas"]["IdentityKind"];
            last_seen_at?: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description How many touches it anchors.
             */
            touches: number;
            /** @description Its value, masked unless revealed. */
            value: string;
        };
        /** @example idn_000000000002s */
        IdentityId: string;
        /** @description An identifier of a touch. */
        IdentityInput: {
            /** @description What sort of identifier it is. */
            kind: components["schemas"]["IdentityKind"];
            /** @description As it was seen; it is normalised here. */
            value: string;
        };
        /** @description What sort of identifier an identity is. How each is normalised, trusted and limited stands in `identity`. */
        IdentityKind: string;
        /**
         * @description What says that two identities are one.
         * @enum {string}
         */
        LinkRule: "seen_together" | "person";
        /** @description Why two identities are one, or are not. */
        LinkShown: {
            a: components["schemas"]["IdentityId"];
            b: components["schemas"]["IdentityId"];
            first_at: components["schemas"]["Timestamp"];
            first_touch?: components["schemas"]["TouchId"] | null;
            /** @description The last day it was said again. */
            last_day: components["schemas"]["Timestamp"];
            merge?: components["schemas"]["MergeId"] | null;
            /** @description Why it was refused. */
            reason?: string | null;
            /** @description What says so. */
            rule: components["schemas"]["LinkRule"];
            source?: components["schemas"]["SourceId"] | null;
            state: components["schemas"]["LinkState"];
        };
        /**
         * @description What became of a link.
         * @enum {string}
         */
        LinkState: "joins" | "refused" | "undone";
        /**
         * @description A language of the screens.
         * @enum {string}
         */
        Locale: "en" | "zh-CN";
        /** @description A merge that was made or taken back. */
        MergeAnswer: {
            id: components["schemas"]["MergeId"];
            other: components["schemas"]["CustomerId"];
            survivor: components["schemas"]["CustomerId"];
        };
        /** @example mrg_06cmtxq5x9f3t8dw1s2r7vne4k */
        MergeId: string;
        /** @description Which customer is the same as this one, and why. */
        MergeInput: {
            /** @description The customer that is merged into this one. */
            other: components["schemas"]["CustomerId"];
            /** @description Why they are one. */
            reason?: string;
        };
        /** @description One merge in the history of a customer. */
        MergeShown: {
            actor: string;
            at: components["schemas"]["Timestamp"];
            id: components["schemas"]["MergeId"];
            other: components["schemas"]["CustomerId"];
            reason?: string | null;
            rule: components["schemas"]["LinkRule"];
            survivor: components["schemas"]["CustomerId"];
            undone_at?: components["schemas"]["Timestamp"] | null;
            undone_by?: string | null;
        };
        /** @description The merges of a customer. */
        MergesAnswer: {
            data: components["schemas"]["MergeShown"][];
            next_cursor?: string | null;
        };
        /** @description An amount in minor units of a currency: 12.50 CNY is `{1250, CNY}`, 100 JPY is `{100, JPY}`. */
        Money: {
            /**
             * Format: int64
             * @description Minor units; negative for what flows back.
             */
            amount: number;
            /** @description ISO 4217. */
            currency: components["schemas"]["Currency"];
        };
        /** @description A token to be made. */
        NewToken: {
            expires_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its name. */
            name: string;
            /** @description Its role. */
            role: components["schemas"]["Role"];
            /** @description What it may do of that; none: all. */
            scopes?: components["schemas"]["Permission"][] | null;
            unit?: components["schemas"]["UnitId"] | null;
        };
        /** @description A touchpoint to be made. */
        NewTouchpoint: {
            /** @description Its channel, for good. */
            channel: components["schemas"]["Channel"];
            cost?: components["schemas"]["Money"] | null;
            /** @description Its name. */
            name: string;
            /** @description Its name in English. */
            name_en?: string | null;
            /** @description Who answers for it. */
            owner?: string | null;
            /**
             * Format: int64
             * @description Minutes within which a customer is answered.
             */
            response_minutes?: number | null;
            stage?: components["schemas"]["Stage"] | null;
            /** @description What the brand promises there. */
            standard?: string | null;
            state?: components["schemas"]["State"] | null;
            unit?: components["schemas"]["UnitId"] | null;
        };
        /** @description A person to be added. */
        NewUser: {
            /** @description Their email address. */
            email: string;
            locale?: components["schemas"]["Locale"] | null;
            /** @description Their name. */
            name: string;
            /** @description Their role. */
            role: components["schemas"]["Role"];
            /** @description Their time zone. */
            time_zone?: string | null;
            unit?: components["schemas"]["UnitId"] | null;
        };
        /** @description One thing that may be done, written `resource:verb`. */
        Permission: string;
        /** @description Why a request was not done. */
        Problem: {
            /** @description What happened, for a program. */
            code: string;
            /** @description What happened, for a person. */
            detail: string;
            /** @description The fields that are wrong. */
            errors?: components["schemas"]["ProblemField"][];
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The status in words. */
            title: string;
            /** @description A name for this sort of problem. */
            type: string;
        };
        /** @description One wrong field. */
        ProblemField: {
            /** @description Where, such as `touches[3].at`. */
            field: string;
            /** @description What is wrong and what would be right. */
            message: string;
        };
        /** @description One refused event, without its values. */
        Refusal: {
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description Which field is wrong. */
            field: string;
            /** @description What is wrong and what would be right. */
            message: string;
            /** @description The source's own id of it. */
            message_id?: string | null;
        };
        /** @description The newest refusals of a source. */
        RefusalsAnswer: {
            data: components["schemas"]["Refusal"][];
            next_cursor?: string | null;
        };
        /**
         * @description What a person or a program is here for.
         * @enum {string}
         */
        Role: "owner" | "admin" | "supervisor" | "agent" | "marketer" | "analyst" | "store" | "auditor";
        /** @description The settings of the company. */
        Settings: {
            /** @description ISO 3166 country; numbers without a country code are read as of this one. */
            country: string;
            /** @description ISO 4217 currency of its books. */
            currency: components["schemas"]["Currency"];
            /** @description The language of those who chose none. */
            locale: components["schemas"]["Locale"];
            /** @description Its name. */
            name: string;
            /** @description IANA time zone its days begin in. */
            time_zone: string;
        };
        /** @description What proves who signs in: an address and its password, or a one-time token. */
        SignIn: {
            /** @description The email address. */
            email?: string | null;
            /** @description A token from a one-time address; good once. */
            one_time_token?: string | null;
            /** @description Its password. */
            password?: string | null;
        };
        /** @description Who is signed in, and what they may do. */
        Signed: {
            company: components["schemas"]["Settings"];
            /** @description To be sent as `X-CSRF-Token` with whatever changes something. */
            csrf_token: string;
            /** @description Whether a password is still to be set. */
            needs_password: boolean;
            /** @description The permissions, `resource:verb`. */
            permissions: string[];
            user: components["schemas"]["User"];
        };
        /** @description A source. */
        Source: {
            /** @description The channel of its touchpoint. */
            channel: components["schemas"]["Channel"];
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            disabled_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["SourceId"];
            /** @description The last characters of its write key. */
            key_hint: string;
            /** @description Its name. */
            name: string;
            /** @description Its touchpoint. */
            touchpoint: components["schemas"]["TouchpointId"];
        };
        /** @example src_06cmtxq5x9f3t8dw1s2r7vne4k */
        SourceId: string;
        /** @description A source to make. */
        SourceInput: {
            channel?: components["schemas"]["Channel"] | null;
            /** @description Its name. */
            name: string;
            /** @description The touchpoint it belongs to: an id or a name; a website of the source's name is made when it is not given. */
            touchpoint?: string | null;
        };
        /** @description A new source, with the key that is shown once. */
        SourceMade: components["schemas"]["Source"] & {
            /** @description What its SDKs send; it is not shown again. */
            write_key: string;
        };
        /** @description A page of sources. */
        SourcePage: {
            data: components["schemas"]["Source"][];
            next_cursor?: string | null;
        };
        /**
         * @description Where on the customer's journey a touchpoint stands.
         * @enum {string}
         */
        Stage: "discover" | "consider" | "buy" | "use" | "return";
        /**
         * @description Whether a touchpoint is in use.
         * @enum {string}
         */
        State: "draft" | "live" | "archived";
        /**
         * Format: date-time
         * @example 2026-05-01T08:30:00.000000Z
         */
        Timestamp: string;
        /** @example tok_06cmtxq5x9f3t8dw1s2r7vne4k */
        TokenId: string;
        /** @description A new token, shown once. */
        TokenMade: components["schemas"]["ApiToken"] & {
            /** @description The token itself; it is not shown again. */
            token: string;
        };
        /** @description A page of tokens. */
        TokenPage: {
            data: components["schemas"]["ApiToken"][];
            next_cursor?: string | null;
        };
        /** @description One touch. */
        Touch: {
            /** @description When it happened. */
            at: components["schemas"]["Timestamp"];
            channel?: components["schemas"]["Channel"] | null;
            /** @description The page, app, campaign and device around it. */
            context: Record<string, unknown>;
            customer_id?: components["schemas"]["CustomerId"] | null;
            /** @description Whether its personal part was erased. */
            erased: boolean;
            /** @description What happened. */
            event?: string | null;
            /** @description Its id. */
            id: components["schemas"]["TouchId"];
            /** @description All its identities, strongest first. */
            identities: components["schemas"]["TouchIdentity"][];
            /** @description The source's own id of it. */
            message_id?: string | null;
            /** @description What was told of it. */
            properties: Record<string, unknown>;
            /** @description When it reached us. */
            received_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Its place in the order of commit.
             */
            seq: number;
            source?: components["schemas"]["SourceId"] | null;
            touchpoint?: components["schemas"]["TouchpointId"] | null;
            /** @description What it told of the customer. */
            traits: Record<string, unknown>;
            /** @description What sort of touch it is. */
            type: components["schemas"]["TouchType"];
        };
        /** @example tch_06cmtxq5x9f3t8dw1s2r7vne4k */
        TouchId: string;
        /** @description An identity as a touch carries it. */
        TouchIdentity: {
            /** @description What sort of identifier it is. */
            kind: components["schemas"]["IdentityKind"];
            /** @description Its value, masked unless revealed. */
            value: string;
        };
        /** @description One touch. */
        TouchInput: {
            at?: components["schemas"]["Timestamp"] | null;
            /** @description What happened. */
            event?: string | null;
            /** @description Whose it is. */
            identities?: components["schemas"]["IdentityInput"][];
            /** @description Your own id of it: the same one is taken once. */
            message_id?: string | null;
            /** @description What is told of it. */
            properties?: Record<string, unknown>;
            /** @description Where it happened: the id or the name of a touchpoint; the API's own when it is not given. */
            touchpoint?: string | null;
            /** @description What it tells of the customer. */
            traits?: Record<string, unknown>;
            type?: components["schemas"]["TouchType"] | null;
        };
        /** @description A page of touches. */
        TouchPage: {
            data: components["schemas"]["Touch"][];
            next_cursor?: string | null;
        };
        /** @description The type of a ledger entry: the six of the tracking API, and the decisions Rapport itself records. */
        TouchType: string;
        /** @description What became of them. */
        TouchesAnswer: {
            /** @description Kept now. */
            accepted: number;
            /** @description The id of each, in the order of the request. */
            ids: components["schemas"]["TouchId"][];
            /** @description There already. */
            repeated: number;
        };
        /** @description Touches to keep. */
        TouchesInput: {
            /** @description Up to 1,000; all are kept or, when one is wrong, none. */
            touches: components["schemas"]["TouchInput"][];
        };
        /** @description A touchpoint. */
        Touchpoint: {
            /** @description Its channel. */
            channel: components["schemas"]["Channel"];
            cost?: components["schemas"]["Money"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            /** @description What it was recognised by, when a touch found it. */
            discovered_key?: string | null;
            /** @description Its id. */
            id: components["schemas"]["TouchpointId"];
            /** @description Its name. */
            name: string;
            /** @description Its name in English. */
            name_en?: string | null;
            /** @description Who answers for it: a person or a position. */
            owner?: string | null;
            /**
             * Format: int64
             * @description Minutes within which a customer is answered.
             */
            response_minutes?: number | null;
            stage?: components["schemas"]["Stage"] | null;
            /** @description What the brand promises there. */
            standard?: string | null;
            /** @description Whether it is in use. */
            state: components["schemas"]["State"];
            unit?: components["schemas"]["UnitId"] | null;
        };
        /** @description What to change; what is missing stays, null takes away. */
        TouchpointChange: {
            /** @default null */
            cost?: components["schemas"]["Money"] | null;
            /**
             * @description Another name.
             * @default null
             */
            name?: string | null;
            /**
             * @description Another name in English.
             * @default null
             */
            name_en?: string | null;
            /**
             * @description Another one who answers for it.
             * @default null
             */
            owner?: string | null;
            /**
             * Format: int64
             * @description Another response target, in minutes.
             * @default null
             */
            response_minutes?: number | null;
            /** @default null */
            stage?: components["schemas"]["Stage"] | null;
            /**
             * @description Another promise.
             * @default null
             */
            standard?: string | null;
            /** @default null */
            state?: components["schemas"]["State"] | null;
            /** @default null */
            unit?: components["schemas"]["UnitId"] | null;
        };
        /** @example tpt_06cmtxq5x9f3t8dw1s2r7vne4k */
        TouchpointId: string;
        /** @description A page of touchpoints. */
        TouchpointPage: {
            data: components["schemas"]["Touchpoint"][];
            next_cursor?: string | null;
        };
        /** @example unt_06cmtxq5x9f3t8dw1s2r7vne4k */
        UnitId: string;
        /** @description A person. */
        User: {
            /** @description When they were added. */
            created_at: components["schemas"]["Timestamp"];
            disabled_at?: components["schemas"]["Timestamp"] | null;
            /** @description Their email address, by which they sign in. */
            email: string;
            /** @description Whether they have a password. */
            has_password: boolean;
            /** @description Their id. */
            id: components["schemas"]["UserId"];
            locale?: components["schemas"]["Locale"] | null;
            locked_until?: components["schemas"]["Timestamp"] | null;
            /** @description Their name. */
            name: string;
            /** @description Their role. */
            role: components["schemas"]["Role"];
            signed_in_at?: components["schemas"]["Timestamp"] | null;
            /** @description The time zone they chose. */
            time_zone?: string | null;
            unit?: components["schemas"]["UnitId"] | null;
        };
        /** @example usr_06cmtxq5x9f3t8dw1s2r7vne4k */
        UserId: string;
        /** @description A new person, with the token of their one-time sign-in address. */
        UserMade: components["schemas"]["User"] & {
            /** @description Goes into `/sign-in?token=…`; good once, for seven days. */
            one_time_token: string;
        };
        /** @description A page of people. */
        UserPage: {
            data: components["schemas"]["User"][];
            next_cursor?: string | null;
        };
        ChannelCount: {
            channel: string;
            count: number;
        };
        Attention: {
            code: string;
            count: number;
        };
        Today: {
            touches_by_channel: components["schemas"]["ChannelCount"][];
            touches_today: number;
            touches_last_week_same_time: number;
            customers_new: number;
            customers_recognised: number;
            merges: number;
            attention: components["schemas"]["Attention"][];
        };
        Cursor: string;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
