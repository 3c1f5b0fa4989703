/**
 * The HTTP API as types. Generated from docs/openapi.json: `npm run generate:api`.
 */
export interface paths {
    "/api/v1/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the attributes that are defined, by name. */
        get: operations["attributes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attributes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says what an attribute is, or says it anew; values told before stay as they were told. */
        put: operations["attributes_define"];
        post?: never;
        /** Takes a definition back; values stay, and are shown as they look. */
        delete: operations["attributes_undefine"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what was changed, the newest first. */
        get: operations["audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proves that no entry was changed or left out. */
        post: operations["audit_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a backup while everything goes on. */
        post: operations["backups_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proves that a backup is whole. */
        post: operations["backups_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists customers, or finds them. Filters combine. A page looks at 20,000 customers at most: with filters that few pass it may
         *     hold fewer rows than were asked for, even none, and goes on with its `next_cursor`.
         */
        get: operations["customers_list"];
        put?: never;
        /** Makes a customer, or finds it by its identities and adds what is new; several that turn out to be one are merged by the rules. */
        post: operations["customers_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts the customers that a filter lists, 20,000 at most at a time: as long as there is a `next_cursor`, ask with it and add up. */
        get: operations["customers_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts and takes tags of many customers: of those that are named, or of all that a filter lists. With a filter an answer is of
         *     one piece; whoever wants all sends the same again with its `run` and `next_cursor`, and stops whenever they like.
         */
        post: operations["customers_tag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/tags/{run}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a piece of a run back, for exactly those whose tags it changed; as long as there is `more`, ask again. */
        post: operations["customers_tags_undo"];
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
        get: operations["customers_get"];
        put?: never;
        post?: never;
        /** Erases a customer for good: keys are destroyed, and a keyed hash stays to keep them from coming back with a restore. */
        delete: operations["customers_erase"];
        options?: never;
        head?: never;
        /** Edits a customer; what people here say goes before what sources tell. */
        patch: operations["customers_change"];
        trace?: never;
    };
    "/api/v1/customers/{id}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a customer stands to everything it was ever asked, and every entry that led there; evidence only when revealed. */
        get: operations["customers_consents_list"];
        put?: never;
        /** Records that consent was given or taken back; it is in force at once. */
        post: operations["customers_consents_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is held about a customer, as one JSON document; plain where the caller may and says why. */
        get: operations["customers_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why are these one? The identities as a graph, with the evidence of every line, also of those that were refused or undone. */
        get: operations["customers_graph"];
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
        get: operations["customers_identities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a customer belongs to, and who belongs to it. */
        get: operations["customers_memberships_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/memberships/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Makes a customer a member of a household or an organisation. */
        put: operations["customers_memberships_join"];
        post?: never;
        /** Ends a membership. */
        delete: operations["customers_memberships_leave"];
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
        post: operations["customers_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/merge/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What merging another customer into this one would change; nothing is decided, and what would be refused is refused here too. */
        get: operations["customers_merge_preview"];
        put?: never;
        post?: never;
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
        get: operations["customers_merges_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the notes on a customer, the newest first. */
        get: operations["customers_notes_list"];
        put?: never;
        /** Writes a note. */
        post: operations["customers_notes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a note. */
        delete: operations["customers_notes_remove"];
        options?: never;
        head?: never;
        /** Writes a note anew. */
        patch: operations["customers_notes_change"];
        trace?: never;
    };
    "/api/v1/customers/{id}/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of the data on a customer is missing, implausible or conflicting. */
        get: operations["customers_quality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/rhythm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When a customer is met, and what it spends: touches by week, hours of the week, spend by month, over the last year. */
        get: operations["customers_rhythm"];
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
        get: operations["customers_timeline"];
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
        post: operations["demo_create"];
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
        post: operations["doctor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doubtful-merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers who may be one: they were seen together, and a limit keeps them apart. */
        get: operations["doubtful_merges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doubtful-merges/keep-apart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that the customers of two identities that were seen together are two; no rule joins them from now on. */
        post: operations["doubtful_merges_keep_apart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the event types that were seen or have a rule, with what they carry. */
        get: operations["event_types_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Says of a property whether it is personal. It holds for what comes from now on: what was sealed stays sealed. */
        patch: operations["event_types_mark"];
        trace?: never;
    };
    "/api/v1/event-types/rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives an event type a rule, or takes it away. */
        put: operations["event_types_rule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exports the customers that a filter lists, all of them without one, in the order in which they began. */
        get: operations["exports_customers"];
        put?: never;
        /** The same, for a filter that is too long for an address, such as a list of customers. */
        post: operations["exports_some_customers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/forms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exports what was sent with a form, the newest first, with a column for each question it ever asked. A csv has the
         *     questions as its headings, everything else their keys.
         */
        get: operations["exports_forms_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/touches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exports all touches, in the order of commit. */
        get: operations["exports_touches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/failing-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources of which events were refused in the last 24 hours, since this process started; the newest trouble first. */
        get: operations["failing_sources_failing"];
        put?: never;
        post?: never;
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
        /** Today at a glance, in the company's time zone. */
        get: operations["figures_today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/figures/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How today goes beside the days before, in the company's time zone. */
        get: operations["figures_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists forms. */
        get: operations["forms_list"];
        put?: never;
        /** Makes a form, with a touchpoint and a source of its own. */
        post: operations["forms_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/forms/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows how a form would look and says what it lacks; keeps nothing. */
        post: operations["forms_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/forms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a form, in its newest version or another. */
        get: operations["forms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a form. Another definition becomes its next version, which visitors see from now on. */
        patch: operations["forms_change"];
        trace?: never;
    };
    "/api/v1/forms/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a form brought: submissions and views by day, and how often each choice was taken. */
        get: operations["forms_results"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/forms/{id}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what was sent with a form, the newest first. */
        get: operations["forms_submissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a household or an organisation, with its first members. */
        post: operations["groups_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists imports, the newest first. */
        get: operations["imports_list"];
        put?: never;
        /** Imports a file; answers lines of JSON while it is read: how far it is, each row that is refused, and `done` in the last. */
        post: operations["imports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one import. */
        get: operations["imports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes an import back: its touches stay in the ledger and count nowhere, and what they alone said of customers goes with them.
         *     The work goes on by itself; `undo` tells how far it is. Asking again changes nothing.
         */
        post: operations["imports_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The merges of the whole company, the newest first. */
        get: operations["merges_list"];
        put?: never;
        post?: never;
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
        post: operations["merges_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one wants the screens: small values by name, one's own. */
        get: operations["preferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/preferences/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps how one wants something: `customers.columns`. */
        put: operations["preferences_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How good the data on customers is: how many have each finding, the most first. */
        get: operations["quality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers that have a finding, to be repaired. */
        get: operations["quality_customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the roles, the one that may do most first. */
        get: operations["roles"];
        put?: never;
        post?: never;
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
        get: operations["session_get"];
        put?: never;
        /** Signs in. */
        post: operations["session_create"];
        /** Signs out. */
        delete: operations["session_delete"];
        options?: never;
        head?: never;
        /** Changes one's own name, language or time zone. */
        patch: operations["session_change"];
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets one's own password, which ends one's other sessions. */
        post: operations["session_password_set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists one's own sessions, the one used last first. */
        get: operations["sessions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of one's own sessions. */
        delete: operations["sessions_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the company's settings. */
        get: operations["settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the company's settings. A new country counts for identifiers that come from now on. */
        patch: operations["settings_change"];
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
        get: operations["sources_list"];
        put?: never;
        /** Makes a source. */
        post: operations["sources_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a source. */
        get: operations["sources_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Renames a source, disables it or takes it back. */
        patch: operations["sources_change"];
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
        get: operations["sources_refusals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a source a new write key; the old one is refused from now on. */
        post: operations["sources_rotate"];
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
        /** Streams touches and decisions, over SSE, or over a WebSocket when the request asks for one. Who is held to a unit hears of its touches alone. */
        get: operations["stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the tags that customers have, the first 500 by the alphabet. */
        get: operations["tags_list"];
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
        get: operations["tokens_list"];
        put?: never;
        /** Makes an API token. */
        post: operations["tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an API token, never its secret. */
        get: operations["tokens_get"];
        put?: never;
        post?: never;
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
        post: operations["tokens_revoke"];
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
        /** Touches in the order of commit, oldest first. Who is held to a unit gets its touches alone; there a page may be empty and not the last. */
        get: operations["touches_list"];
        put?: never;
        /** Keeps touches; they are on disk when this answers. */
        post: operations["touches_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/touchpoint-volumes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often each touchpoint was met, from numbers kept by day. */
        get: operations["touchpoint_volumes_volumes"];
        put?: never;
        post?: never;
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
        get: operations["touchpoints_list"];
        put?: never;
        /** Makes a touchpoint. */
        post: operations["touchpoints_create"];
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
        get: operations["touchpoints_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a touchpoint; a draft is confirmed by making it live. */
        patch: operations["touchpoints_change"];
        trace?: never;
    };
    "/api/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists units, each after the one it belongs to. */
        get: operations["units_list"];
        put?: never;
        /** Makes a unit. */
        post: operations["units_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a unit. */
        get: operations["units_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a unit, moves it, or archives it. */
        patch: operations["units_change"];
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
        get: operations["users_list"];
        put?: never;
        /** Adds a person. */
        post: operations["users_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a person. */
        get: operations["users_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a person. */
        patch: operations["users_change"];
        trace?: never;
    };
    "/api/v1/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disables a person: their sessions end at once, and what they did stays theirs. */
        post: operations["users_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a disabled person in again. */
        post: operations["users_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/one-time-address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new one-time address, by which a person signs in and sets a password. */
        post: operations["users_one_time_address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a person who typed too many wrong passwords try again at once. */
        post: operations["users_unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists one's own views, then those that others share with the company. */
        get: operations["views_list"];
        put?: never;
        /** Saves a view of one's own. */
        post: operations["views_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a view. */
        delete: operations["views_delete"];
        options?: never;
        head?: never;
        /** Changes a view: one's own, or a shared one where one may share. */
        patch: operations["views_change"];
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists webhooks. */
        get: operations["webhooks_list"];
        put?: never;
        /** Makes a webhook. It is told of what happens from now on. */
        post: operations["webhooks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a webhook, never its secret. */
        get: operations["webhooks_get"];
        put?: never;
        post?: never;
        /** Removes a webhook and all it was told. */
        delete: operations["webhooks_delete"];
        options?: never;
        head?: never;
        /** Changes a webhook, pauses it or lets it go on. */
        patch: operations["webhooks_change"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what a webhook was told and is to be told, newest first. */
        get: operations["webhooks_deliveries_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the newest tries of a delivery, newest first. */
        get: operations["webhooks_attempts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends one delivery again, with the same `webhook-id`. */
        post: operations["webhooks_deliveries_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends all deliveries of a time again, oldest first. */
        post: operations["webhooks_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a webhook a new secret. */
        post: operations["webhooks_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message of the kind `ping`. */
        post: operations["webhooks_test"];
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
        /** @description A one-time address for a person who forgot their password, or whose first one has ended. */
        AddressMade: {
            /** @description Goes into `/sign-in?token=…`; good once, for seven days. The one made before is good no more. */
            one_time_token: string;
        };
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
        /** @description One try. */
        Attempt: {
            /** @description The first bytes of the answer. */
            answer?: string | null;
            /** @description When it was made. */
            at: components["schemas"]["Timestamp"];
            /** @description Why there was no answer. */
            error?: string | null;
            /**
             * Format: int64
             * @description How long the answer took.
             */
            latency_ms: number;
            /**
             * Format: int64
             * @description Which: 1 is the first.
             */
            number: number;
            /**
             * Format: int64
             * @description The HTTP status; nothing when there was no answer.
             */
            status?: number | null;
        };
        /** @description The tries of a delivery. */
        AttemptsAnswer: {
            data: components["schemas"]["Attempt"][];
            next_cursor?: string | null;
        };
        /** @description Something that waits for a person. */
        Attention: {
            /** @description `failing_sources`, `draft_touchpoints`, `doubtful_links`, or a finding such as `missing_name`. */
            code: string;
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
        };
        /** @description An attribute that would change, or in which the two differ. */
        AttributeChange: {
            /** @description What would be shown. */
            after: Record<string, unknown>;
            /** @description When it was told. */
            at: components["schemas"]["Timestamp"];
            /** @description Why that value. */
            because: components["schemas"]["ShownBecause"];
            /** @description What the customer that goes on shows now, masked unless revealed. */
            before: Record<string, unknown>;
            /** @description Whether what the customer that goes on shows would change. */
            changes: boolean;
            /** @description The attribute. */
            name: string;
            /** @description What the other shows now. */
            other: Record<string, unknown>;
            source?: components["schemas"]["SourceId"] | null;
        };
        /** @description What an attribute is. */
        AttributeInput: {
            /** @description The values a choice or a list may have. */
            choices?: string[];
            /** @description What the screen calls it in English. */
            label_en?: string;
            /** @description What the screen calls it in Chinese. */
            label_zh?: string;
            /** @description Whether it is masked from who may not see personal data; so unless it is said. */
            personal?: boolean;
            /** @description The sources that are believed before others, the first most. */
            sources?: components["schemas"]["SourceId"][];
            /** @description What its values are. */
            type: components["schemas"]["AttributeType"];
        };
        /** @description A defined attribute. */
        AttributeShown: {
            choices: string[];
            label_en: string;
            label_zh: string;
            name: string;
            personal: boolean;
            sources: components["schemas"]["SourceId"][];
            type: components["schemas"]["AttributeType"];
        };
        /**
         * @description What the values of an attribute are.
         * @enum {string}
         */
        AttributeType: "text" | "number" | "date" | "bool" | "choice" | "list";
        /** @description The defined attributes. */
        AttributesAnswer: {
            data: components["schemas"]["AttributeShown"][];
            next_cursor?: string | null;
        };
        /** @description An entry, with what its actor is called. */
        AuditEntry: components["schemas"]["Entry"] & {
            /** @description The name of the person or the token. */
            actor_name?: string | null;
        };
        /** @description A page of entries. */
        AuditPage: {
            data: components["schemas"]["AuditEntry"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /** @description What verifying found. */
        AuditVerified: {
            /**
             * Format: int64
             * @description The first place where the chain is broken.
             */
            broken_at?: number | null;
            /**
             * Format: int64
             * @description Entries that are as they were written.
             */
            entries: number;
            /** @description The hash of the last of them, to be compared with one that was noted elsewhere. */
            head: string;
            /** @description Whether every entry is as it was written, and none is missing. */
            intact: boolean;
            /** @description All of that in a line. */
            summary: string;
        };
        /** @description What was found. */
        BackupFound: {
            /** @description The moment it holds. */
            created_at: components["schemas"]["Timestamp"];
            /** @description What is wrong, a sentence each. */
            damaged: string[];
            /** @description The engine it was taken from. */
            engine: string;
            /**
             * Format: int64
             * @description The newest entry of the ledger in it.
             */
            head: number;
            /** @description Whether every file is there and is what the manifest says. */
            intact: boolean;
            /** @description Whether the keyring lies with it; without one nothing personal in it can be read. */
            keyring: boolean;
            /**
             * Format: int64
             * @description Its rows.
             */
            rows: number;
        };
        /** @description Where a backup goes. */
        BackupInput: {
            /** @description A folder on the server's machine, from the root; it is made, or is there and empty. */
            to: string;
        };
        /** @description A backup that was taken. */
        BackupTaken: {
            /**
             * Format: int64
             * @description Bytes on disk, without the keyring.
             */
            bytes: number;
            /** @description The moment it holds. */
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description The newest entry of the ledger in it.
             */
            head: number;
            /**
             * Format: int64
             * @description Their rows.
             */
            rows: number;
            /**
             * Format: double
             * @description How long it took.
             */
            seconds: number;
            /** @description Its tables. */
            tables: number;
            /** @description The folder. */
            to: string;
        };
        /**
         * @description Why data may be used (GDPR article 6, PIPL article 13).
         * @enum {string}
         */
        Basis: "consent" | "contract" | "legal_obligation" | "vital_interest" | "public_task" | "legitimate_interest";
        /** @description Two identities that must not be one. */
        CannotLinkShown: {
            /** @description One. */
            a: components["schemas"]["IdentityId"];
            /** @description Who said so. */
            actor: string;
            /** @description The name of the person or the token. */
            actor_name?: string | null;
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description The other. */
            b: components["schemas"]["IdentityId"];
            lifted_at?: components["schemas"]["Timestamp"] | null;
            merge?: components["schemas"]["MergeId"] | null;
        };
        Channel: string;
        /** @description Touches of one channel. */
        ChannelCount: {
            /** @description The channel. */
            channel: components["schemas"]["Channel"];
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
        };
        /** @description An entry of the ledger of consents. */
        Consent: components["schemas"]["NewConsent"] & {
            /** @description Who recorded it. */
            actor: string;
            /** @description What shows it; null once erased. */
            evidence?: string | null;
            /** @description Its id. */
            id: components["schemas"]["ConsentId"];
            /** @description The identity it came with. */
            identity: components["schemas"]["IdentityId"];
        };
        /** @example con_06cmtxq5x9f3t8dw1s2r7vne4k */
        ConsentId: string;
        /**
         * @description What an entry says.
         * @enum {string}
         */
        ConsentState: "given" | "withdrawn";
        /** @description How many customers have a finding. */
        Count: components["schemas"]["Finding"] & {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
        };
        /** @description How many customers there are, as far as was counted. */
        CountAnswer: {
            /** @description How many of those looked at. */
            count: number;
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /** @description What became of rows. */
        Counts: {
            /**
             * Format: int64
             * @description Rows that became touches.
             */
            accepted: number;
            /**
             * Format: int64
             * @description Rows that were refused.
             */
            rejected: number;
            /**
             * Format: int64
             * @description Rows that were there already.
             */
            repeated: number;
            /**
             * Format: int64
             * @description Rows read, of which the outcome is on disk.
             */
            rows: number;
        };
        /** @example CNY */
        Currency: string;
        /** @example AQAJY3VzdG9tZXJz */
        Cursor: string;
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
            preferred_channel?: components["schemas"]["Channel"] | null;
            /**
             * Format: int32
             * @description The hour of the day, 0 to 23, in which most was heard in the last 90 days.
             */
            preferred_hour?: number | null;
            /** @description What it spent, net of refunds, one amount a currency. */
            spend: components["schemas"]["Money"][];
            /** @description Tags. */
            tags: string[];
            /**
             * Format: int64
             * @description How many touches it has.
             */
            touches: number;
            /** @description The last 30, 90 and 365 days. */
            windows: components["schemas"]["Window"][];
        };
        /** @description Which customers, and in which order. Filters combine: a customer has to pass all of them. */
        CustomerFilter: {
            /**
             * @description `NAME=VALUE`: the attribute has this value; repeatable, all of them. Only attributes that are defined as not personal.
             * @default []
             */
            attribute?: string[];
            /**
             * @description Any of these channels was touched; repeatable.
             * @default []
             */
            channel?: components["schemas"]["Channel"][];
            /**
             * @description `PURPOSE`: there is consent for it on some channel; `PURPOSE:CHANNEL`: on this one.
             * @default null
             */
            consent?: string | null;
            /**
             * @description The currency of `spend_min`.
             * @default null
             */
            currency?: string | null;
            /**
             * @description Only these customers; repeatable.
             * @default []
             */
            customer?: components["schemas"]["CustomerId"][];
            /**
             * @description Any of `person`, `household`, `organisation`; repeatable.
             * @default []
             */
            customer_kind?: components["schemas"]["CustomerKind"][];
            /**
             * @description Something is wrong with the data: `any`, or `CODE:ATTRIBUTE` such as `missing:name`.
             * @default null
             */
            finding?: string | null;
            /**
             * @description The first touch is of this moment or later.
             * @default null
             */
            first_touch_from?: string | null;
            /**
             * @description The first touch is from before this moment.
             * @default null
             */
            first_touch_until?: string | null;
            /** @default null */
            kind?: components["schemas"]["Scope"] | null;
            /**
             * @description The newest touch is of this moment or later: an RFC 3339 time, or `30d` for thirty days ago.
             * @default null
             */
            last_touch_from?: string | null;
            /**
             * @description The newest touch is from before this moment.
             * @default null
             */
            last_touch_until?: string | null;
            /** @default null */
            order?: components["schemas"]["Direction"] | null;
            /**
             * Format: int64
             * @description So many orders at least.
             * @default null
             */
            orders_min?: number | null;
            /**
             * @description Part of a name (characters, pinyin, initials, Latin), or any identifier.
             * @default null
             */
            q?: string | null;
            /** @default null */
            sort?: components["schemas"]["Sort"] | null;
            /**
             * @description Spent so much at least, net of refunds, in `currency`: a decimal such as `99.50`.
             * @default null
             */
            spend_min?: string | null;
            /**
             * @description Any of these tags; repeatable.
             * @default []
             */
            tag?: string[];
        };
        /** @example cus_06cmtxq5x9f3t8dw1s2r7vne4k */
        CustomerId: string;
        /** @description A customer to be made or found. */
        CustomerInput: {
            /** @description What else is known of it. */
            attributes?: Record<string, unknown>;
            /** @description What it is known by: at least one. */
            identities: components["schemas"]["IdentityInput"][];
            /** @description Its name. */
            name?: string | null;
        };
        /**
         * @description What a customer is.
         * @enum {string}
         */
        CustomerKind: "person" | "household" | "organisation";
        /** @description A page of customers. */
        CustomerPage: {
            data: components["schemas"]["Customer"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /** @description In which form, and which customers. */
        CustomersExport: {
            /**
             * @description Which customers, all of them without one; in the order in which they began, whatever order it says.
             * @default {}
             */
            filter?: components["schemas"]["CustomerFilter"];
            /**
             * @description `jsonl` (the default), `csv` or `parquet`.
             * @default null
             */
            format?: ("csv" | "jsonl" | "parquet") | null;
        };
        /** @description The figures of one day. */
        DayFigures: {
            /**
             * Format: int64
             * @description Customers that began.
             */
            customers_new: number;
            /**
             * Format: int64
             * @description Visitors that were recognised.
             */
            customers_recognised: number;
            /** @description The day in the company's zone. */
            day: string;
            /**
             * Format: int64
             * @description Merges.
             */
            merges: number;
            /**
             * Format: int64
             * @description Touches.
             */
            touches: number;
        };
        /** @description One thing that one endpoint is told. */
        Delivery: {
            /**
             * Format: int64
             * @description How often it was tried.
             */
            attempts: number;
            due_at?: components["schemas"]["Timestamp"] | null;
            ended_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its id, which is the `webhook-id` of every try. */
            id: components["schemas"]["DeliveryId"];
            /** @description What it tells of. */
            kind: components["schemas"]["Kind"];
            /** @description When it was planned. */
            planned_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description The entry of the ledger it tells of; nothing for a test.
             */
            seq?: number | null;
            /** @description How far it is. */
            state: components["schemas"]["DeliveryState"];
            /** @description The endpoint. */
            webhook_id: components["schemas"]["WebhookId"];
        };
        /** @example dlv_06cmtxq5x9f3t8dw1s2r7vne4k */
        DeliveryId: string;
        /** @description A page of deliveries. */
        DeliveryPage: {
            data: components["schemas"]["Delivery"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description How far a delivery is.
         * @enum {string}
         */
        DeliveryState: "waiting" | "delivered" | "failed";
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
        /**
         * @description Which end of the order comes first.
         * @enum {string}
         */
        Direction: "desc" | "asc";
        /** @description What the check found. */
        DoctorAnswer: {
            findings: components["schemas"]["DoctorFinding"][];
            well: boolean;
        };
        /** @description One thing that was checked. */
        DoctorFinding: {
            /**
             * @description What was found, for a program: `database`, `database_failed`, `readers_level`, `reader_behind`, `audit_unbroken`,
             *     `audit_broken`, `audit_failed`, `rebuild_same` or `rebuild_differs`.
             */
            code: string;
            /** @description What was found, in a line of English. */
            detail: string;
            name: string;
            /** @description The numbers and names that go with the code. */
            values: Record<string, unknown>;
            well: boolean;
        };
        /** @description Two customers who may be one. */
        DoubtfulLink: {
            first_at: components["schemas"]["Timestamp"];
            last_day: components["schemas"]["Timestamp"];
            one: components["schemas"]["DoubtfulSide"];
            other: components["schemas"]["DoubtfulSide"];
            /** @description Which limit keeps them apart. */
            reason: string;
            source?: components["schemas"]["SourceId"] | null;
        };
        /** @description A page of them. */
        DoubtfulPage: {
            data: components["schemas"]["DoubtfulLink"][];
            next_cursor?: string | null;
        };
        /** @description One of the two. */
        DoubtfulSide: {
            customer: components["schemas"]["CustomerId"];
            identity: components["schemas"]["IdentityId"];
            kind: components["schemas"]["IdentityKind"];
            last_touch_at?: components["schemas"]["Timestamp"] | null;
            /** @description What the customer is called, masked unless revealed. */
            name?: string | null;
            /**
             * Format: int64
             * @description How many touches the customer has.
             */
            touches: number;
            /** @description The value of the identity, masked unless revealed. */
            value: string;
        };
        /** @description What is to be changed; what is left out stays. */
        Edit: {
            /**
             * @description Tags to put.
             * @default []
             */
            add_tags?: string[];
            /** @description Attributes; null says that one is gone. */
            attributes?: Record<string, unknown>;
            /** @default null */
            kind?: components["schemas"]["CustomerKind"] | null;
            /**
             * @description The name; null takes what a person here wrote before back.
             * @default null
             */
            name?: string | null;
            /**
             * @description Tags to take.
             * @default []
             */
            remove_tags?: string[];
        };
        /** @description One entry. */
        Entry: {
            /** @description What: `resource.verb`. */
            action: string;
            /** @description Who: `usr_…`, `tok_…`, `local` or `system`. */
            actor: string;
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description The particulars. */
            detail: Record<string, unknown>;
            /** @description To what: an id, or a word. */
            object: string;
            /**
             * Format: int64
             * @description Its place in the chain, from 1.
             */
            seq: number;
        };
        /** @description What an event must carry; paths are names joined by dots, `[]` for the items of a list, traits under `traits.`. */
        EventRule: {
            /** @description What becomes of one that does not. */
            action: components["schemas"]["RuleAction"];
            /** @description What must be there and not null. */
            required?: string[];
            /** @description What must have a type where it is there and not null. */
            types?: {
                [key: string]: components["schemas"]["ValueType"];
            };
        };
        /** @description One event type. */
        EventTypeShown: {
            /** @description The name; empty for identify, group and alias. */
            event: string;
            first_seen_at?: components["schemas"]["Timestamp"] | null;
            last_seen_at?: components["schemas"]["Timestamp"] | null;
            properties: components["schemas"]["PropertyShown"][];
            /**
             * Format: int64
             * @description How many of them in the last 30 days.
             */
            recent_volume: number;
            rule?: components["schemas"]["EventRule"] | null;
            type: components["schemas"]["TouchType"];
            /**
             * Format: int64
             * @description How many touches there were, from all sources.
             */
            volume: number;
        };
        /** @description The event types. */
        EventTypesAnswer: {
            data: components["schemas"]["EventTypeShown"][];
            next_cursor?: string | null;
        };
        /** @description The touch in which two identities were seen together first. */
        EvidenceTouch: {
            /** @description When it happened. */
            at: components["schemas"]["Timestamp"];
            channel?: components["schemas"]["Channel"] | null;
            /** @description What happened. */
            event?: string | null;
            /** @description Its id. */
            id: components["schemas"]["TouchId"];
            /** @description What sort of touch it is. */
            type: components["schemas"]["TouchType"];
        };
        /** @description A source whose events are refused. */
        FailingSource: {
            /** @description The newest of them. */
            newest: components["schemas"]["Refusal"];
            /** @description How many were refused, of the newest hundred. */
            refused: number;
            source: components["schemas"]["Source"];
        };
        /** @description The sources whose events are refused. */
        FailingSources: {
            data: components["schemas"]["FailingSource"][];
            next_cursor?: string | null;
        };
        /** @description Something about a customer that wants a person's eye. */
        Finding: {
            /** @description The attribute it is about; `contact`: neither a telephone nor a mailbox. */
            attribute: string;
            /** @description `missing`, `implausible` or `conflicting`. */
            code: string;
        };
        /** @description What is found of the data on one customer. */
        FindingsAnswer: {
            data: components["schemas"]["Finding"][];
            next_cursor?: string | null;
        };
        /** @description Who belongs to it from the beginning. */
        FirstMember: {
            customer: components["schemas"]["CustomerId"];
            /** @description Such as `mother` or `buyer`. */
            role?: string | null;
        };
        /** @description A form, in one of its versions. */
        Form: {
            /** @description When it was last changed. */
            changed_at: components["schemas"]["Timestamp"];
            closes_at?: components["schemas"]["Timestamp"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            /** @description What it asks and says. */
            definition: components["schemas"]["FormDefinition"];
            /** @description Its id. */
            id: components["schemas"]["FormId"];
            /**
             * Format: int64
             * @description The newest version, which visitors see.
             */
            newest_version: number;
            opens_at?: components["schemas"]["Timestamp"] | null;
            /** @description Where it is, on this server. */
            path_of_page: string;
            /**
             * Format: int64
             * @description Submissions a minute from one address.
             */
            rate_per_minute: number;
            /** @description Its source. */
            source: components["schemas"]["SourceId"];
            /** @description Whether it takes anything. */
            state: components["schemas"]["FormState"];
            /**
             * Format: int64
             * @description How often it was sent.
             */
            submissions: number;
            submitted_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its touchpoint. */
            touchpoint: components["schemas"]["TouchpointId"];
            unit?: components["schemas"]["UnitId"] | null;
            /**
             * Format: int64
             * @description The version that is shown here.
             */
            version: number;
        };
        /** @description What to change; what is missing stays. */
        FormChange: {
            /** @default null */
            closes_at?: components["schemas"]["Timestamp"] | null;
            /** @default null */
            definition?: components["schemas"]["FormDefinition"] | null;
            /** @default null */
            opens_at?: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Submissions a minute from one address.
             * @default null
             */
            rate_per_minute?: number | null;
            /** @default null */
            state?: components["schemas"]["FormState"] | null;
        };
        /** @description One answer that can be chosen. */
        FormChoice: {
            /** @description What is shown. */
            label: components["schemas"]["FormWords"];
            /** @description What is kept. */
            value: string;
        };
        /** @description One choice. */
        FormChoiceResults: {
            /**
             * Format: int64
             * @description How often it was taken.
             */
            count: number;
            /** @description What is shown. */
            label: components["schemas"]["FormWords"];
            /** @description What is kept. */
            value: string;
        };
        /** @description What a form is for, so that many forms can be told apart. */
        FormClassification: {
            /**
             * @description The industry it is meant for: a section of GB/T 4754, A to T.
             * @default null
             */
            industry?: string | null;
            /**
             * @description The kind of form.
             * @default other
             */
            kind?: components["schemas"]["FormKind"];
            /**
             * @description The region it is meant for: a code of ISO 3166.
             * @default null
             */
            region?: string | null;
        };
        /** @description What a visitor agrees to by ticking a box. */
        FormConsent: {
            /** @description On which channels; none: on every one. */
            channels?: components["schemas"]["Channel"][];
            /** @description Where more is said: an https address. */
            link?: string | null;
            /** @description What for: small letters, digits and underscores, such as `marketing`. */
            purpose: string;
            /** @description What is agreed to, in full; it is kept as evidence. */
            text: components["schemas"]["FormWords"];
            /**
             * Format: int32
             * @description After how many days it ends; none: it holds until it is taken back.
             */
            valid_days?: number | null;
            /** @description The version of the notice. */
            version: string;
        };
        /** @description One day. */
        FormDay: {
            /** @description The day, in the company's time zone. */
            date: string;
            /**
             * Format: int64
             * @description Submissions.
             */
            submissions: number;
            /**
             * Format: int64
             * @description Views.
             */
            views: number;
        };
        /** @description What a form asks and says. */
        FormDefinition: {
            /** @description What it is for. */
            classification?: components["schemas"]["FormClassification"];
            /** @description What it asks, in order. */
            fields: components["schemas"]["FormField"][];
            /** @description What stands above the fields. */
            intro?: components["schemas"]["FormWords"];
            /** @description What people here call it. */
            name: components["schemas"]["FormWords"];
            /** @description Where the visitor goes when it was sent, instead of being thanked: an https address on one of `sites`. */
            redirect?: string | null;
            /** @description The hosts it may be shown on and lead to, such as `www.example.com`; none: it may be shown anywhere and leads nowhere. */
            sites?: string[];
            /** @description The words on its button. */
            submit?: components["schemas"]["FormWords"];
            /** @description What is said when it was sent. */
            thanks?: components["schemas"]["FormWords"];
            /** @description Its heading; the name when it has none. */
            title?: components["schemas"]["FormWords"];
        };
        /** @description One thing that a form asks. */
        FormField: {
            consent?: components["schemas"]["FormConsent"] | null;
            /** @description The first day, such as 2026-05-01. */
            from?: string | null;
            /** @description What helps to answer. */
            help?: components["schemas"]["FormWords"];
            /** @description What its answer is kept under. */
            key: string;
            /** @description What sort of answer it takes. */
            kind: components["schemas"]["FormFieldKind"];
            /** @description What is asked. */
            label: components["schemas"]["FormWords"];
            /** @description Where the answer goes. */
            maps_to?: components["schemas"]["FormTarget"];
            /**
             * Format: double
             * @description The most.
             */
            max?: number | null;
            /**
             * Format: double
             * @description The least: characters of a text, the value of a number, how many are chosen.
             */
            min?: number | null;
            /** @description What can be chosen. */
            options?: components["schemas"]["FormChoice"][];
            /** @description Whether it must be answered. */
            required?: boolean;
            /** @description The last day. */
            until?: string | null;
        };
        /**
         * @description What sort of answer a field takes.
         * @enum {string}
         */
        FormFieldKind: "text" | "long_text" | "email" | "phone" | "number" | "date" | "choice" | "multi_choice" | "checkbox" | "region" | "industry" | "consent";
        /** @description One field. */
        FormFieldResults: {
            /**
             * Format: int64
             * @description How many answered it.
             */
            answered: number;
            /** @description How often each choice was taken, in the order of the form; then those that it no longer offers. */
            choices: components["schemas"]["FormChoiceResults"][];
            /** @description Its key. */
            key: string;
            /** @description What sort of answer it takes. */
            kind: components["schemas"]["FormFieldKind"];
            /** @description What is asked. */
            label: components["schemas"]["FormWords"];
        };
        /** @example frm_06cmtxq5x9f3t8dw1s2r7vne4k */
        FormId: string;
        /**
         * @description The kind of a form.
         * @enum {string}
         */
        FormKind: "contact" | "membership" | "registration" | "booking" | "survey" | "feedback" | "complaint" | "application" | "other";
        /** @description A page of forms. */
        FormPage: {
            data: components["schemas"]["Form"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /** @description A form to be looked at before it is kept. */
        FormPreview: {
            /** @description What it asks and says; it need not be finished. */
            definition: components["schemas"]["FormDefinition"];
            /** @description The language to show it in: `zh` or `en`. */
            language: string;
        };
        /** @description How a form would look, and what it still lacks. */
        FormPreviewed: {
            /** @description What would be refused if it were kept as it is. */
            errors: components["schemas"]["ProblemField"][];
            /** @description The page as visitors would see it. */
            html: string;
        };
        /** @description What a form brought. */
        FormResults: {
            /**
             * Format: double
             * @description The part of the views that became submissions, 0 to 1; null when it was never shown.
             */
            completion?: number | null;
            /** @description Day by day, the newest 400 that have any. */
            days: components["schemas"]["FormDay"][];
            /** @description Each field. */
            fields: components["schemas"]["FormFieldResults"][];
            /**
             * Format: int64
             * @description Submissions.
             */
            submissions: number;
            /**
             * Format: int64
             * @description How often it was shown; a few of the newest may be missing after a crash.
             */
            views: number;
        };
        /**
         * @description Whether a form takes anything.
         * @enum {string}
         */
        FormState: "draft" | "open" | "closed";
        /** @description Where an answer goes, besides the submission itself. */
        FormTarget: {
            /** @enum {string} */
            to: "answer";
        } | {
            /** @description What sort of identifier it is: email, phone, card, order or plate. */
            kind: components["schemas"]["IdentityKind"];
            /** @enum {string} */
            to: "identity";
        } | {
            /** @description The attribute's name. */
            name: string;
            /** @enum {string} */
            to: "attribute";
        };
        /** @description A text in the two languages that forms are shown in. */
        FormWords: {
            /**
             * @description English.
             * @default
             */
            en?: string;
            /**
             * @description 简体中文.
             * @default
             */
            zh?: string;
        };
        /**
         * @description The form of a file.
         * @enum {string}
         */
        Format: "csv" | "jsonl" | "parquet";
        /**
         * @description Who gave it.
         * @enum {string}
         */
        GivenBy: "oneself" | "guardian";
        /** @description What is not shown, because nobody could read it. */
        GraphLeftOut: {
            /** @description Identities of the customer. */
            identities: number;
            /** @description Lines. */
            links: number;
        };
        /** @description A line between two identities, and what it rests on. */
        GraphLink: {
            /** @description One end. */
            a: components["schemas"]["IdentityId"];
            /** @description Who said so, when a person did. */
            actor?: string | null;
            /** @description The name of the person or the token. */
            actor_name?: string | null;
            /** @description The other end. */
            b: components["schemas"]["IdentityId"];
            /** @description When it was first seen or said. */
            first_at: components["schemas"]["Timestamp"];
            /** @description The last day it was seen again. */
            last_day: components["schemas"]["Timestamp"];
            merge?: components["schemas"]["MergeId"] | null;
            /** @description Why it was refused, as a code: `limit:phone:8`, `window:…`, `cap:…`, `context`, `cannot_link`. */
            refusal?: string | null;
            /** @description What says that they are one. */
            rule: components["schemas"]["LinkRule"];
            /** @description Why, in the words of whoever said so. */
            said?: string | null;
            source?: components["schemas"]["SourceId"] | null;
            /** @description Whether it counts. */
            state: components["schemas"]["LinkState"];
            touch?: components["schemas"]["EvidenceTouch"] | null;
        };
        /** @description A household or an organisation to be made. */
        GroupInput: {
            /** @description `household` or `organisation`. */
            kind: components["schemas"]["CustomerKind"];
            /** @description Who belongs to it: up to 50. */
            members?: components["schemas"]["FirstMember"][];
            /** @description What it is called. */
            name: string;
        };
        /** @description What a household or an organisation and its members come to together. */
        GroupValue: {
            /** @description How many members are counted. */
            members: number;
            /** @description Whether there are more, which are not. */
            more: boolean;
            /**
             * Format: int64
             * @description Their orders.
             */
            orders: number;
            /** @description Their spend, net of refunds, one amount a currency. */
            spend: components["schemas"]["Money"][];
            /**
             * Format: int64
             * @description Their touches.
             */
            touches: number;
        };
        /**
         * @description What the rows of a file are.
         * @enum {string}
         */
        Holds: "customers" | "touches" | "orders";
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
        /** @description A customer's part of the graph. */
        IdentityGraph: {
            /** @description Identities of others, and shared ones, that a line leads to. */
            around: components["schemas"]["OutsideIdentity"][];
            /** @description What must not be one. */
            cannot_links: components["schemas"]["CannotLinkShown"][];
            /** @description Its identities, the most believed first. */
            identities: components["schemas"]["Identity"][];
            /** @description What is not shown. */
            left_out: components["schemas"]["GraphLeftOut"];
            /** @description What was seen or said, also what was refused or undone. */
            links: components["schemas"]["GraphLink"][];
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
        IdentityKind: string;
        /** @description An import. */
        Import: components["schemas"]["Counts"] & {
            /** @description Who sent it. */
            actor: string;
            /** @description When something last became of it. */
            changed_at: components["schemas"]["Timestamp"];
            ended_at?: components["schemas"]["Timestamp"] | null;
            /** @description Why it was stopped. */
            failure?: string | null;
            /** @description Its form. */
            format: components["schemas"]["Format"];
            /** @description What its rows are. */
            holds: components["schemas"]["Holds"];
            /** @description Its id, which its touches carry as `context.import`. */
            id: components["schemas"]["ImportId"];
            /** @description Which column is which field, `COLUMN=FIELD`. */
            mapping: string[];
            /** @description The name of the file. */
            name?: string | null;
            /** @description The first of its rejects. */
            rejects: components["schemas"]["Reject"][];
            /** @description When it began. */
            started_at: components["schemas"]["Timestamp"];
            /** @description Where it stands. */
            state: components["schemas"]["ImportState"];
            /** @description The zone of times that say none. */
            time_zone: string;
            /** @description Where its rows happened. */
            touchpoint: components["schemas"]["TouchpointId"];
            undo?: components["schemas"]["ImportUndo"] | null;
        };
        /** @example imp_06cmtxq5x9f3t8dw1s2r7vne4k */
        ImportId: string;
        /** @description A page of imports. */
        ImportPage: {
            data: components["schemas"]["Import"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description Where an import stands.
         * @enum {string}
         */
        ImportState: "running" | "done" | "stopped";
        /** @description How far an import is taken back. */
        ImportUndo: {
            /** @description Who asked for it. */
            actor: string;
            /** @description When that was. */
            begun_at: components["schemas"]["Timestamp"];
            ended_at?: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Touches taken back so far.
             */
            touches: number;
        };
        /** @description Two identities that belong to two customers. */
        KeepApartInput: {
            /** @description One of them. */
            one: string;
            /** @description The other. */
            other: string;
        };
        /**
         * @description What an endpoint can be told of.
         * @enum {string}
         */
        Kind: "touch" | "customer.merged" | "customer.unmerged" | "customer.edited" | "customer.erased" | "consent.changed" | "ping";
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
        /** @description What a person says of a property. */
        MarkInput: {
            /** @description The event; empty for identify, group and alias. */
            event?: string;
            /** @description The property. */
            path: string;
            /** @description Whether it is personal; null: its look decides again. */
            personal?: boolean | null;
            /** @description The type of touch. */
            type: components["schemas"]["TouchType"];
        };
        /** @description What a customer is in a household or an organisation. */
        MemberInput: {
            /**
             * @description Such as `mother` or `buyer`.
             * @default null
             */
            role?: string | null;
        };
        /** @description One side of a membership, seen from the other. */
        Membership: {
            /** @description Whether a person here said so. */
            by_hand: boolean;
            customer?: components["schemas"]["CustomerId"] | null;
            /** @description The group's own id, as its source tells it. */
            group_id?: string | null;
            /** @description The group's name, as its source tells it. */
            group_name?: string | null;
            /** @description `person`, `household` or `organisation`. */
            kind?: string | null;
            last_touch_at?: components["schemas"]["Timestamp"] | null;
            /** @description What that customer is called, masked unless revealed; null beyond the first hundred. */
            name?: string | null;
            /** @description What the member is there, when somebody said so. */
            role?: string | null;
            /** @description What it spent, net of refunds, one amount a currency. */
            spend: components["schemas"]["Money"][];
        };
        /** @description Both ways at once. */
        Memberships: {
            /** @description What the customer belongs to. */
            groups: components["schemas"]["Membership"][];
            /** @description Who belongs to the customer. */
            members: components["schemas"]["Membership"][];
            value?: components["schemas"]["GroupValue"] | null;
        };
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
        /** @description What a merge would come to. */
        MergePreview: {
            /** @description What they would be together. */
            after: components["schemas"]["MergeSide"];
            /** @description The limit for which no rule would make them one, such as `limit:phone:8`; a person's word goes before it. */
            against?: string | null;
            /** @description Attributes that would change, or in which the two differ. */
            attributes: components["schemas"]["AttributeChange"][];
            /** @description Consents that would stand otherwise. */
            consents: components["schemas"]["StandingChange"][];
            /** @description Households and organisations it would belong to as well. */
            groups: components["schemas"]["Membership"][];
            /** @description How many marks that keep the two apart would be lifted. */
            lifted: number;
            /** @description Members that would come over. */
            members: components["schemas"]["Membership"][];
            /** @description The identities that would come over, the most believed first; up to sixty. */
            moved: components["schemas"]["Identity"][];
            /** @description Whether one of the two belongs to the other, which a merge would make nonsense of. */
            one_in_the_other: boolean;
            /** @description The customer that is merged into it, as it is. */
            other: components["schemas"]["MergeSide"];
            /** @description The customer that goes on, as it is. */
            survivor: components["schemas"]["MergeSide"];
            /** @description Tags that would come over. */
            tags: string[];
        };
        /** @description One merge, as history shows it. */
        MergeShown: {
            /** @description `usr_…`, `tok_…`, `local`, or `system` for what a rule found. */
            actor: string;
            /** @description The name of the person or the token. */
            actor_name?: string | null;
            at: components["schemas"]["Timestamp"];
            id: components["schemas"]["MergeId"];
            other: components["schemas"]["CustomerId"];
            /** @description What the other one was called, masked unless revealed. */
            other_name?: string | null;
            reason?: string | null;
            rule: components["schemas"]["LinkRule"];
            survivor: components["schemas"]["CustomerId"];
            undone_at?: components["schemas"]["Timestamp"] | null;
            undone_by?: string | null;
            undone_by_name?: string | null;
        };
        /** @description One of the two, or what they would be together. */
        MergeSide: {
            first_touch_at?: components["schemas"]["Timestamp"] | null;
            /** @description Which customer. */
            id: components["schemas"]["CustomerId"];
            /** @description How many identities it has. */
            identities: number;
            /** @description `person`, `household` or `organisation`. */
            kind: string;
            /** @description Whether something names it. */
            known: boolean;
            last_touch_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its name, masked unless revealed. */
            name?: string | null;
            /**
             * Format: int64
             * @description How many orders.
             */
            orders: number;
            /** @description What it spent, net of refunds, one amount a currency. */
            spend: components["schemas"]["Money"][];
            /**
             * Format: int64
             * @description How many touches.
             */
            touches: number;
        };
        /** @description A page of merges. */
        MergesAnswer: {
            data: components["schemas"]["MergeShown"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
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
        /** @description An entry as it is offered. */
        NewConsent: {
            at?: components["schemas"]["Timestamp"] | null;
            /** @description On what legal basis. */
            basis: components["schemas"]["Basis"];
            channel?: components["schemas"]["Channel"] | null;
            /** @description Who answers for it, when it is not the company itself. */
            controller?: string;
            /** @description By whom. */
            given_by?: components["schemas"]["GivenBy"];
            /** @description How: `form`, `agent`, `sms_reply`, `import` … */
            method: string;
            /** @description The language it was shown in. */
            notice_language?: string | null;
            /** @description The version of the notice that was shown. */
            notice_version?: string | null;
            /** @description What for: small letters, digits and underscores, such as `marketing`. */
            purpose: string;
            /** @description Given or withdrawn. */
            state: components["schemas"]["ConsentState"];
            valid_until?: components["schemas"]["Timestamp"] | null;
        };
        /** @description A form to be made. */
        NewForm: {
            closes_at?: components["schemas"]["Timestamp"] | null;
            /** @description What it asks and says. */
            definition: components["schemas"]["FormDefinition"];
            opens_at?: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Submissions a minute from one address; 20 when it is not said.
             */
            rate_per_minute?: number | null;
            /** @description Whether it takes anything at once, or is a draft; open when it is not said. */
            state?: components["schemas"]["FormState"];
            unit?: components["schemas"]["UnitId"] | null;
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
        /** @description A unit to be made. */
        NewUnit: {
            /** @description What it is. */
            kind: components["schemas"]["UnitKind"];
            /** @description Its name. */
            name: string;
            /** @description Its name in English. */
            name_en?: string | null;
            parent?: components["schemas"]["UnitId"] | null;
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
        /** @description An endpoint to make. */
        NewWebhook: {
            /** @description What it is told of; nothing or empty: everything. */
            kinds?: components["schemas"]["Kind"][];
            /** @description What it is called here. */
            name: string;
            /** @description Where messages are sent: `https://…`. */
            url: string;
        };
        /** @description One note. */
        Note: {
            /** @description Who wrote it last. */
            actor: string;
            /** @description When it was written. */
            at: components["schemas"]["Timestamp"];
            /** @description What was written. */
            body: string;
            edited_at?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["NoteId"];
        };
        /** @example not_06cmtxq5x9f3t8dw1s2r7vne4k */
        NoteId: string;
        /** @description What a note says. */
        NoteInput: {
            /** @description Text of any number of lines. */
            body: string;
        };
        /** @description A note, with what its writer is called. */
        NoteShown: components["schemas"]["Note"] & {
            /** @description The name of the person or the token. */
            actor_name?: string | null;
        };
        /** @description The notes on a customer. */
        NotesAnswer: {
            data: components["schemas"]["NoteShown"][];
            next_cursor?: string | null;
        };
        /** @description What an erasure came to. */
        Outcome: {
            /** @description The customer that is no more. */
            customer: components["schemas"]["CustomerId"];
            /** @description Its id in the ledger of erasures. */
            erasure: string;
            /** @description How many identities it had. */
            identities: number;
        };
        /** @description An identity that is another's, or nobody's, at the far end of a line. */
        OutsideIdentity: {
            /** @description Whether many share it. */
            context: boolean;
            customer?: components["schemas"]["CustomerId"] | null;
            /** @description What that customer is called, masked unless revealed. */
            customer_name?: string | null;
            /** @description Its id. */
            id: components["schemas"]["IdentityId"];
            /** @description What sort of identifier it is. */
            kind: components["schemas"]["IdentityKind"];
            /** @description Its value, masked unless revealed. */
            value: string;
        };
        /** @description What everybody may change of themselves; what is missing stays. */
        OwnChange: {
            /** @default null */
            locale?: components["schemas"]["Locale"] | null;
            /**
             * @description Another name.
             * @default null
             */
            name?: string | null;
            /**
             * @description Another time zone; null: the company's.
             * @default null
             */
            time_zone?: string | null;
        };
        /** @description A password to be set. */
        PasswordInput: {
            /** @description The new one: 12 characters at least, none of the common ones. */
            new_password: string;
            /** @description The one that counts now; not asked where the session says `needs_password`. */
            old_password?: string | null;
        };
        Permission: string;
        /** @description A value to be kept. */
        PreferenceInput: {
            /** @description Any JSON of up to 10,000 bytes; null forgets it. */
            value?: unknown;
        };
        /** @description How somebody wants the screens, by name. */
        PreferencesAnswer: {
            data: Record<string, unknown>;
        };
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
        /** @description One property of an event type. */
        PropertyShown: {
            first_seen_at: components["schemas"]["Timestamp"];
            /** @description What a person said of it. */
            mark?: boolean | null;
            /** @description Where it is. */
            path: string;
            /** @description Whether it is kept sealed: as marked or, unmarked, as it looked at least once. */
            personal: boolean;
            /** @description The types it was seen with. */
            types: components["schemas"]["ValueType"][];
        };
        /** @description How many customers have each finding. */
        QualityAnswer: {
            data: components["schemas"]["Count"][];
            next_cursor?: string | null;
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
        /** @description A row that was not taken. */
        Reject: {
            /** @description The column at fault; empty when it is the row as a whole. */
            column: string;
            /**
             * Format: int64
             * @description The line it begins on, counted from 1; of a Parquet file the row.
             */
            line: number;
            /** @description What is wrong and what would be right, without the value. */
            reason: string;
        };
        /** @description Deliveries to send again. */
        Replay: {
            /** @description Those planned at this moment or later. */
            from: components["schemas"]["Timestamp"];
            state?: components["schemas"]["DeliveryState"] | null;
            until?: components["schemas"]["Timestamp"] | null;
        };
        /** @description How many deliveries are sent again. */
        Replayed: {
            /** Format: int64 */
            replayed: number;
        };
        /** @description What happened when. */
        Rhythm: {
            /** @description For each day of the week, Monday first, and each of its 24 hours: on how many days of that year something happened then. */
            hours: number[][];
            /** @description Orders by month, the oldest first; every month of the last year is there. */
            months: components["schemas"]["RhythmMonth"][];
            /** @description The zone of hours and months. */
            time_zone: string;
            /** @description Touches by week, the oldest first; every week of the last year is there. */
            weeks: components["schemas"]["RhythmWeek"][];
        };
        /** @description Orders of one month. */
        RhythmMonth: {
            /** @description Which, `2026-03`. */
            month: string;
            /**
             * Format: int64
             * @description How many orders were placed.
             */
            orders: number;
            /** @description Spend on these orders, net of refunds, one amount a currency. */
            spend: components["schemas"]["Money"][];
        };
        /** @description Touches of one week. */
        RhythmWeek: {
            /** @description The Monday it begins with, `2026-03-02`. */
            from: string;
            /**
             * Format: int64
             * @description How many touches.
             */
            touches: number;
        };
        /**
         * @description What a person or a program is here for.
         * @enum {string}
         */
        Role: "owner" | "admin" | "supervisor" | "agent" | "marketer" | "analyst" | "store" | "auditor";
        /** @description A role. */
        RoleShown: {
            /** @description Whether the caller may give it. */
            grantable: boolean;
            /** @description What it may do. */
            permissions: components["schemas"]["Permission"][];
            role: components["schemas"]["Role"];
            /** @description What it may do, in a sentence of the caller's language. */
            sentence: string;
        };
        /** @description The roles. */
        RolesAnswer: {
            data: components["schemas"]["RoleShown"][];
            next_cursor?: string | null;
        };
        /** @description How a secret is changed. */
        RotateInput: {
            /**
             * Format: int32
             * @description For how many hours messages are signed with the old secret as well: 24 when it is not given.
             * @default null
             */
            overlap_hours?: number | null;
        };
        /**
         * @description What becomes of an event that breaks the rule.
         * @enum {string}
         */
        RuleAction: "warn" | "refuse";
        /** @description What an event must carry. */
        RuleInput: {
            /** @description The event; empty for identify, group and alias. */
            event?: string;
            rule?: components["schemas"]["EventRule"] | null;
            /** @description The type of touch. */
            type: components["schemas"]["TouchType"];
        };
        /** @description A saved view. */
        SavedView: {
            /** @description When it was changed last. */
            changed_at: components["schemas"]["Timestamp"];
            /** @description The columns, from the first; empty: the usual ones. */
            columns: string[];
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            /** @description The filters and the order, as `GET /api/v1/customers` takes them. */
            filter: Record<string, unknown>;
            /** @description Its id. */
            id: components["schemas"]["ViewId"];
            /** @description Whether the caller may change and remove it. */
            mine: boolean;
            /** @description Its name. */
            name: string;
            /** @description Who made it. */
            owner: string;
            /** @description Whether everybody in the company sees it. */
            shared: boolean;
        };
        /**
         * @description Which customers are listed.
         * @enum {string}
         */
        Scope: "known" | "anonymous" | "all";
        /** @description A session. */
        Session: {
            /** @description When it began. */
            created_at: components["schemas"]["Timestamp"];
            /** @description When it ends in any case. */
            expires_at: components["schemas"]["Timestamp"];
            /** @description Its id. */
            id: components["schemas"]["SessionId"];
            /** @description When it was last used, within some minutes. */
            seen_at: components["schemas"]["Timestamp"];
        };
        /** @example ses_06cmtxq5x9f3t8dw1s2r7vne4k */
        SessionId: string;
        /** @description One of one's own sessions. */
        SessionShown: components["schemas"]["Session"] & {
            /** @description Whether it is the one that asks. */
            current: boolean;
        };
        /** @description One's own sessions. */
        SessionsAnswer: {
            data: components["schemas"]["SessionShown"][];
            next_cursor?: string | null;
        };
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
        /** @description What to change; what is missing stays. */
        SettingsChange: {
            /**
             * @description A new country.
             * @default null
             */
            country?: string | null;
            /** @default null */
            currency?: components["schemas"]["Currency"] | null;
            /** @default null */
            locale?: components["schemas"]["Locale"] | null;
            /**
             * @description A new name.
             * @default null
             */
            name?: string | null;
            /**
             * @description A new time zone.
             * @default null
             */
            time_zone?: string | null;
        };
        /**
         * @description Why one value of an attribute is shown rather than another.
         * @enum {string}
         */
        ShownBecause: "only_value" | "edited" | "preferred_source" | "newer";
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
            /** @description Whether a password is still to be set; the old one is not asked then. */
            needs_password: boolean;
            /** @description The permissions, `resource:verb`. */
            permissions: string[];
            user: components["schemas"]["User"];
        };
        /**
         * @description What a list is sorted by.
         * @enum {string}
         */
        Sort: "last_touch" | "first_touch" | "orders" | "created";
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
        /** @description What to change; what is missing stays. */
        SourceChange: {
            /**
             * @description Refuse its key, or take it again.
             * @default null
             */
            disabled?: boolean | null;
            /**
             * @description Another name.
             * @default null
             */
            name?: string | null;
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
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description Where on the customer's journey a touchpoint stands.
         * @enum {string}
         */
        Stage: "discover" | "consider" | "buy" | "use" | "return";
        /** @description How a customer stands to one purpose on one channel. */
        Standing: components["schemas"]["Verdict"] & {
            channel?: components["schemas"]["Channel"] | null;
            /** @description What for. */
            purpose: string;
        };
        /** @description What a merge would change of how a customer stands to one purpose. */
        StandingChange: {
            /** @description How it would stand. */
            after: components["schemas"]["Verdict"];
            /** @description How the customer that goes on stands now. */
            before: components["schemas"]["Verdict"];
            channel?: components["schemas"]["Channel"] | null;
            /** @description What for. */
            purpose: string;
        };
        /** @description How a customer stands, and every entry that led there. */
        Standings: {
            /** @description Every entry over all its identities, the newest first. */
            history: components["schemas"]["Consent"][];
            /** @description How it stands now. */
            now: components["schemas"]["Standing"][];
        };
        /**
         * @description Whether a touchpoint is in use.
         * @enum {string}
         */
        State: "draft" | "live" | "archived";
        /** @example sub_06cmtxq5x9f3t8dw1s2r7vne4k */
        SubmissionId: string;
        /** @description A page of submissions. */
        SubmissionPage: {
            data: components["schemas"]["SubmissionShown"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /** @description One submission. */
        SubmissionShown: {
            /** @description The answers under the keys of their fields, masked unless revealed. */
            answers: Record<string, unknown>;
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description What was agreed to. */
            consents: Record<string, unknown>[];
            customer_id?: components["schemas"]["CustomerId"] | null;
            /** @description Whether the answers were erased. */
            erased: boolean;
            id: components["schemas"]["SubmissionId"];
            /** @description Who it said it was, masked unless revealed. */
            identities: components["schemas"]["TouchIdentity"][];
            /** @description The language it was shown in. */
            language: string;
            /** @description The touch it is. */
            touch: components["schemas"]["TouchId"];
            /**
             * Format: int64
             * @description The version that was answered.
             */
            version: number;
        };
        /** @description Tags that are in use. */
        TagList: {
            data: string[];
            next_cursor?: string | null;
        };
        /** @example tgr_06cmtxq5x9f3t8dw1s2r7vne4k */
        TagRunId: string;
        /** @description What a piece of a run did. */
        TagsAnswer: {
            /** @description How many of them were not so before. */
            changed: number;
            /** @description How many customers it was about. */
            customers: number;
            next_cursor?: components["schemas"]["Cursor"] | null;
            /** @description What undoes it, for a week. */
            run: components["schemas"]["TagRunId"];
        };
        /** @description Tags to put on and take from many customers. */
        TagsInput: {
            /** @description Tags to put. */
            add?: string[];
            cursor?: components["schemas"]["Cursor"] | null;
            /** @description Up to 1,000. */
            customers?: components["schemas"]["CustomerId"][];
            filter?: components["schemas"]["CustomerFilter"] | null;
            /** @description Tags to take. */
            remove?: string[];
            run?: components["schemas"]["TagRunId"] | null;
        };
        /** @description What a piece of an undo did. */
        TagsUndone: {
            /** @description How many customers have their tags back. */
            changed: number;
            /** @description Whether more of the run is left: then ask again. */
            more: boolean;
        };
        /** @description A page of a timeline. */
        TimelinePage: {
            /** @description The touches, the newest first. */
            data: components["schemas"]["Touch"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
            previous_cursor?: components["schemas"]["Cursor"] | null;
            searched_to?: components["schemas"]["Timestamp"] | null;
        };
        /**
         * Format: date-time
         * @example 2026-05-01T08:30:00.000000Z
         */
        Timestamp: string;
        /** @description Today at a glance. */
        Today: {
            /** @description What waits for a person. */
            attention: components["schemas"]["Attention"][];
            /**
             * Format: int64
             * @description Customers that began today.
             */
            customers_new: number;
            /**
             * Format: int64
             * @description Visitors that were recognised today.
             */
            customers_recognised: number;
            /**
             * Format: int64
             * @description Merges of today.
             */
            merges: number;
            /** @description Touches since midnight, the busiest channel first. */
            touches_by_channel: components["schemas"]["ChannelCount"][];
            /**
             * Format: int64
             * @description Touches a week ago, from midnight to the same time of day.
             */
            touches_last_week_same_time: number;
            /**
             * Format: int64
             * @description Touches since midnight.
             */
            touches_today: number;
        };
        /** @description Today, and the place in the order of commit that it was counted up to: a stream from there misses nothing and repeats nothing. */
        TodayAnswer: components["schemas"]["Today"] & {
            /** Format: int64 */
            last_seq: number;
        };
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
            next_cursor?: components["schemas"]["Cursor"] | null;
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
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
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
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /** @description How often a touchpoint was met. */
        TouchpointVolume: components["schemas"]["Volume"] & {
            touchpoint: components["schemas"]["TouchpointId"];
        };
        /** @description How today goes beside other days. */
        Trend: {
            /** @description The last so many days, today the last. */
            days: components["schemas"]["DayFigures"][];
            /** @description Touches by the hour of the same day a week ago, all of it. */
            last_week: number[];
            /** @description Touches by the hour of today, up to this one. */
            today: number[];
        };
        /** @description A unit. */
        Unit: {
            archived_at?: components["schemas"]["Timestamp"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Its id. */
            id: components["schemas"]["UnitId"];
            /** @description What it is. */
            kind: components["schemas"]["UnitKind"];
            /** @description Its name. */
            name: string;
            /** @description Its name in English. */
            name_en?: string | null;
            parent?: components["schemas"]["UnitId"] | null;
        };
        /** @description What to change; what is missing stays. */
        UnitChange: {
            /**
             * @description Archive it, or take it back.
             * @default null
             */
            archived?: boolean | null;
            /** @default null */
            kind?: components["schemas"]["UnitKind"] | null;
            /**
             * @description Another name.
             * @default null
             */
            name?: string | null;
            /**
             * @description Another name in English; null: none.
             * @default null
             */
            name_en?: string | null;
            /** @default null */
            parent?: components["schemas"]["UnitId"] | null;
        };
        /** @example unt_06cmtxq5x9f3t8dw1s2r7vne4k */
        UnitId: string;
        /**
         * @description What a unit is.
         * @enum {string}
         */
        UnitKind: "brand" | "region" | "shop" | "team";
        /** @description A page of units. */
        UnitPage: {
            data: components["schemas"]["Unit"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
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
        /** @description What to change; what is missing stays. */
        UserChange: {
            /**
             * @description Another email address.
             * @default null
             */
            email?: string | null;
            /** @default null */
            locale?: components["schemas"]["Locale"] | null;
            /**
             * @description Another name.
             * @default null
             */
            name?: string | null;
            /** @default null */
            role?: components["schemas"]["Role"] | null;
            /**
             * @description Another time zone; null: the company's.
             * @default null
             */
            time_zone?: string | null;
            /** @default null */
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
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /**
         * @description A type of JSON.
         * @enum {string}
         */
        ValueType: "null" | "boolean" | "number" | "string" | "array" | "object";
        /** @description The answer to whether something is allowed, and the entry that says so. */
        Verdict: {
            /** @description Whether it is. */
            allowed: boolean;
            /** @description `given`, `withdrawn`, `expired` or `silence`. */
            because: string;
            consent?: components["schemas"]["ConsentId"] | null;
        };
        /** @description Which backup is to be proven. */
        VerifyInput: {
            /** @description A folder on the server's machine, from the root. */
            from: string;
        };
        /** @example viw_06cmtxq5x9f3t8dw1s2r7vne4k */
        ViewId: string;
        /** @description A view to be saved. */
        ViewInput: {
            /** @description The columns, from the first; empty: the usual ones. */
            columns?: string[];
            /** @description The filters and the order; it keeps no search. */
            filter?: components["schemas"]["CustomerFilter"];
            /** @description Its name. */
            name: string;
            /** @description Whether everybody in the company is to see it, which takes a permission. */
            shared?: boolean;
        };
        /** @description What of a view is to be changed; what is missing stays. */
        ViewPatch: {
            /** @description Other columns. */
            columns?: string[] | null;
            filter?: components["schemas"]["CustomerFilter"] | null;
            /** @description Another name. */
            name?: string | null;
            /** @description Whether everybody in the company is to see it. */
            shared?: boolean | null;
        };
        /** @description Views. */
        ViewsAnswer: {
            data: components["schemas"]["SavedView"][];
            next_cursor?: string | null;
        };
        /** @description How often a touchpoint was met. */
        Volume: {
            last_at?: components["schemas"]["Timestamp"] | null;
            /** @description The time in twelve parts, oldest first. */
            parts: number[];
            /**
             * Format: int64
             * @description Touches in the time asked for.
             */
            touches: number;
            /**
             * Format: int64
             * @description Touches in the time of the same length before it.
             */
            touches_before: number;
        };
        /** @description A page of volumes, in the order of touchpoints. */
        VolumePage: {
            data: components["schemas"]["TouchpointVolume"][];
            next_cursor?: string | null;
        };
        /** @description An endpoint. */
        Webhook: {
            /** @description When. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Who made it. */
            created_by: string;
            failing_since?: components["schemas"]["Timestamp"] | null;
            /** @description Its id. */
            id: components["schemas"]["WebhookId"];
            /** @description What it is told of; empty: everything. */
            kinds: components["schemas"]["Kind"][];
            /** @description What it is called here. */
            name: string;
            /** @description Why nothing is sent. */
            pause_reason?: string | null;
            paused_at?: components["schemas"]["Timestamp"] | null;
            previous_secret_until?: components["schemas"]["Timestamp"] | null;
            /** @description Where messages are sent. */
            url: string;
            /**
             * Format: int64
             * @description Deliveries that wait, counted up to ten thousand.
             */
            waiting: number;
        };
        /** @description What to change; what is missing stays. */
        WebhookChange: {
            /**
             * @description What it is told of from now on.
             * @default null
             */
            kinds?: components["schemas"]["Kind"][] | null;
            /**
             * @description A new name.
             * @default null
             */
            name?: string | null;
            /**
             * @description Whether nothing is sent. What happens meanwhile waits.
             * @default null
             */
            paused?: boolean | null;
            /**
             * @description Another place.
             * @default null
             */
            url?: string | null;
        };
        /** @example whk_06cmtxq5x9f3t8dw1s2r7vne4k */
        WebhookId: string;
        /** @description A webhook with a secret that is shown once. */
        WebhookMade: components["schemas"]["Webhook"] & {
            /** @description What its messages are signed with, `whsec_…`; it is not shown again. */
            secret: string;
        };
        /** @description A page of webhooks. */
        WebhookPage: {
            data: components["schemas"]["Webhook"][];
            next_cursor?: components["schemas"]["Cursor"] | null;
        };
        /** @description What happened in the last so many days, today among them. */
        Window: {
            /**
             * Format: int64
             * @description How many days.
             */
            days: number;
            /**
             * Format: int64
             * @description Orders placed.
             */
            orders: number;
            /** @description Spend on these orders, net of refunds, one amount a currency. */
            spend: components["schemas"]["Money"][];
            /**
             * Format: int64
             * @description Touches.
             */
            touches: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    attributes_list: {
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
                    "application/json": components["schemas"]["AttributesAnswer"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attributes_define: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttributeInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttributeShown"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attributes_undefine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_list: {
        parameters: {
            query?: {
                /** @description Of this actor: `usr_…`, `tok_…`, `local` or `system`. */
                actor?: string;
                /** @description Of this action, such as `user.create`; with a dot at its end, of all that begin so, such as `user.`. */
                action?: string;
                /** @description Of this object: an id, or a word. */
                object?: string;
                /** @description At this moment or later. */
                from?: components["schemas"]["Timestamp"];
                /** @description Before this moment. */
                until?: components["schemas"]["Timestamp"];
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
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
                    "application/json": components["schemas"]["AuditVerified"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    backups_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackupInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupTaken"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    backups_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupFound"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_list: {
        parameters: {
            query?: {
                /**
                 * @description An exact identifier, `KIND:VALUE`, such as `email:ann@example.com`. One that many share answers several; no filter is
                 *     asked then.
                 */
                identity?: string;
                /** @description Rows in the page: 1 to 200, 50 by default. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
                /** @description Part of a name (characters, pinyin, initials, Latin), or any identifier. */
                q?: string;
                /** @description `known` (the default), `anonymous` or `all`. */
                kind?: "known" | "anonymous" | "all";
                /** @description Any of `person`, `household`, `organisation`; repeatable. */
                customer_kind?: ("person" | "household" | "organisation")[];
                /** @description Any of these tags; repeatable. */
                tag?: string[];
                /** @description Any of these channels was touched; repeatable. */
                channel?: ("web" | "app" | "web_chat" | "email" | "sms" | "voice" | "wechat_oa" | "wechat_mini" | "wecom" | "weibo" | "douyin" | "messenger" | "instagram" | "whatsapp" | "telegram" | "line" | "x" | "store" | "kiosk" | "event" | "shop" | "web_push" | "mobile_push" | "letter" | "ad" | "community" | "live" | "h5" | "form" | "webhook" | "visit" | "other")[];
                /** @description The newest touch is of this moment or later: an RFC 3339 time, or `30d` for thirty days ago. */
                last_touch_from?: string;
                /** @description The newest touch is from before this moment. */
                last_touch_until?: string;
                /** @description The first touch is of this moment or later. */
                first_touch_from?: string;
                /** @description The first touch is from before this moment. */
                first_touch_until?: string;
                /** @description So many orders at least. */
                orders_min?: number;
                /** @description Spent so much at least, net of refunds, in `currency`: a decimal such as `99.50`. */
                spend_min?: string;
                /** @description The currency of `spend_min`. */
                currency?: string;
                /** @description `NAME=VALUE`: the attribute has this value; repeatable, all of them. Only attributes that are defined as not personal. */
                attribute?: string[];
                /** @description `PURPOSE`: there is consent for it on some channel; `PURPOSE:CHANNEL`: on this one. */
                consent?: string;
                /** @description Something is wrong with the data: `any`, or `CODE:ATTRIBUTE` such as `missing:name`. */
                finding?: string;
                /** @description Only these customers; repeatable. */
                customer?: components["schemas"]["CustomerId"][];
                /** @description `last_touch` (the default), `first_touch`, `orders` or `created`; with `q`, the best match comes first. */
                sort?: "last_touch" | "first_touch" | "orders" | "created";
                /** @description `desc` (the default) or `asc`. */
                order?: "desc" | "asc";
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerInput"];
            };
        };
        responses: {
            /** @description It was known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_count: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the answer before. */
                cursor?: string;
                /** @description Part of a name (characters, pinyin, initials, Latin), or any identifier. */
                q?: string;
                /** @description `known` (the default), `anonymous` or `all`. */
                kind?: "known" | "anonymous" | "all";
                /** @description Any of `person`, `household`, `organisation`; repeatable. */
                customer_kind?: ("person" | "household" | "organisation")[];
                /** @description Any of these tags; repeatable. */
                tag?: string[];
                /** @description Any of these channels was touched; repeatable. */
                channel?: ("web" | "app" | "web_chat" | "email" | "sms" | "voice" | "wechat_oa" | "wechat_mini" | "wecom" | "weibo" | "douyin" | "messenger" | "instagram" | "whatsapp" | "telegram" | "line" | "x" | "store" | "kiosk" | "event" | "shop" | "web_push" | "mobile_push" | "letter" | "ad" | "community" | "live" | "h5" | "form" | "webhook" | "visit" | "other")[];
                /** @description The newest touch is of this moment or later: an RFC 3339 time, or `30d` for thirty days ago. */
                last_touch_from?: string;
                /** @description The newest touch is from before this moment. */
                last_touch_until?: string;
                /** @description The first touch is of this moment or later. */
                first_touch_from?: string;
                /** @description The first touch is from before this moment. */
                first_touch_until?: string;
                /** @description So many orders at least. */
                orders_min?: number;
                /** @description Spent so much at least, net of refunds, in `currency`: a decimal such as `99.50`. */
                spend_min?: string;
                /** @description The currency of `spend_min`. */
                currency?: string;
                /** @description `NAME=VALUE`: the attribute has this value; repeatable, all of them. Only attributes that are defined as not personal. */
                attribute?: string[];
                /** @description `PURPOSE`: there is consent for it on some channel; `PURPOSE:CHANNEL`: on this one. */
                consent?: string;
                /** @description Something is wrong with the data: `any`, or `CODE:ATTRIBUTE` such as `missing:name`. */
                finding?: string;
                /** @description Only these customers; repeatable. */
                customer?: components["schemas"]["CustomerId"][];
                /** @description `last_touch` (the default), `first_touch`, `orders` or `created`; with `q`, the best match comes first. */
                sort?: "last_touch" | "first_touch" | "orders" | "created";
                /** @description `desc` (the default) or `asc`. */
                order?: "desc" | "asc";
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
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_tag: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagsInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagsAnswer"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_tags_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                run: components["schemas"]["TagRunId"];
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
                    "application/json": components["schemas"]["TagsUndone"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_get: {
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_erase: {
        parameters: {
            query: {
                /** @description Why; it is kept in the ledger of erasures, so it must name nobody. */
                reason: string;
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
                    "application/json": components["schemas"]["Outcome"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_change: {
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
                "application/json": components["schemas"]["Edit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_consents_list: {
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
                    "application/json": components["schemas"]["Standings"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_consents_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConsent"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Standings"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_export: {
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
            /** @description The whole document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_graph: {
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
                    "application/json": components["schemas"]["IdentityGraph"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_identities: {
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_memberships_list: {
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
                    "application/json": components["schemas"]["Memberships"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_memberships_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
                group: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Memberships"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_memberships_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
                group: components["schemas"]["CustomerId"];
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
                    "application/json": components["schemas"]["Memberships"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_merge_preview: {
        parameters: {
            query: {
                /** @description The customer that would be merged into this one. */
                other: string;
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
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_merges_list: {
        parameters: {
            query?: {
                /** @description Rows in the page: 1 to 200, 50 by default. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
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
                    "application/json": components["schemas"]["MergesAnswer"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_notes_list: {
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
                    "application/json": components["schemas"]["NotesAnswer"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_notes_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteShown"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_notes_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
                note: components["schemas"]["NoteId"];
            };
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_notes_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CustomerId"];
                note: components["schemas"]["NoteId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteShown"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_quality: {
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
                    "application/json": components["schemas"]["FindingsAnswer"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_rhythm: {
        parameters: {
            query?: {
                /** @description The zone of hours and months, such as `Asia/Shanghai`; the company's when it is not given. */
                time_zone?: string;
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
                    "application/json": components["schemas"]["Rhythm"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    customers_timeline: {
        parameters: {
            query?: {
                /** @description Rows in the page: 1 to 200, 50 by default. */
                limit?: number;
                /** @description The `next_cursor` of a page for what is older, or its `previous_cursor` for what is newer. */
                cursor?: components["schemas"]["Cursor"];
                /** @description Begins with what happened at this moment or before it, rather than with the newest. Not with a cursor. */
                at?: string;
                /** @description Only touches of these channels, with commas between them, such as `web,email`. */
                channel?: string;
                /** @description Only touches of these types, with commas between them, such as `track,page`. */
                type?: string;
                /** @description Only touches that hold this text: in the event, in a property that is not personal, in the name of the touchpoint. */
                q?: string;
                /** @description With `q`: touches of these events as well, with commas between them; for who knows events by other words. */
                event?: string;
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
                    "application/json": components["schemas"]["TimelinePage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    demo_create: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    doctor: {
        parameters: {
            query?: {
                /** @description Rebuild what each reader keeps and compare. */
                verify_readers?: boolean;
            };
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    doubtful_merges: {
        parameters: {
            query?: {
                /** @description Rows in the page: 1 to 100, 20 by default. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
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
                    "application/json": components["schemas"]["DoubtfulPage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    doubtful_merges_keep_apart: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeepApartInput"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    event_types_list: {
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
                    "application/json": components["schemas"]["EventTypesAnswer"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    event_types_mark: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeShown"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    event_types_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeShown"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_customers: {
        parameters: {
            query?: {
                /** @description `jsonl` (the default), `csv` or `parquet`. */
                format?: "csv" | "jsonl" | "parquet";
                /** @description Part of a name (characters, pinyin, initials, Latin), or any identifier. */
                q?: string;
                /** @description `known` (the default), `anonymous` or `all`. */
                kind?: "known" | "anonymous" | "all";
                /** @description Any of `person`, `household`, `organisation`; repeatable. */
                customer_kind?: ("person" | "household" | "organisation")[];
                /** @description Any of these tags; repeatable. */
                tag?: string[];
                /** @description Any of these channels was touched; repeatable. */
                channel?: ("web" | "app" | "web_chat" | "email" | "sms" | "voice" | "wechat_oa" | "wechat_mini" | "wecom" | "weibo" | "douyin" | "messenger" | "instagram" | "whatsapp" | "telegram" | "line" | "x" | "store" | "kiosk" | "event" | "shop" | "web_push" | "mobile_push" | "letter" | "ad" | "community" | "live" | "h5" | "form" | "webhook" | "visit" | "other")[];
                /** @description The newest touch is of this moment or later: an RFC 3339 time, or `30d` for thirty days ago. */
                last_touch_from?: string;
                /** @description The newest touch is from before this moment. */
                last_touch_until?: string;
                /** @description The first touch is of this moment or later. */
                first_touch_from?: string;
                /** @description The first touch is from before this moment. */
                first_touch_until?: string;
                /** @description So many orders at least. */
                orders_min?: number;
                /** @description Spent so much at least, net of refunds, in `currency`: a decimal such as `99.50`. */
                spend_min?: string;
                /** @description The currency of `spend_min`. */
                currency?: string;
                /** @description `NAME=VALUE`: the attribute has this value; repeatable, all of them. Only attributes that are defined as not personal. */
                attribute?: string[];
                /** @description `PURPOSE`: there is consent for it on some channel; `PURPOSE:CHANNEL`: on this one. */
                consent?: string;
                /** @description Something is wrong with the data: `any`, or `CODE:ATTRIBUTE` such as `missing:name`. */
                finding?: string;
                /** @description Only these customers; repeatable. */
                customer?: components["schemas"]["CustomerId"][];
                /** @description `last_touch` (the default), `first_touch`, `orders` or `created`; with `q`, the best match comes first. */
                sort?: "last_touch" | "first_touch" | "orders" | "created";
                /** @description `desc` (the default) or `asc`. */
                order?: "desc" | "asc";
            };
            header?: {
                /** @description Why values are to be plain; it takes a permission and is kept */
                "X-Reveal-Reason"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": number[];
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_some_customers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Why values are to be plain; it takes a permission and is kept */
                "X-Reveal-Reason"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomersExport"];
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": number[];
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_forms_export: {
        parameters: {
            query?: {
                /** @description `jsonl` (the default), `csv` or `parquet`. */
                format?: "csv" | "jsonl" | "parquet";
                /** @description The language of the headings of a csv, `zh` or `en` (the default). */
                language?: string;
            };
            header?: {
                /** @description Why values are to be plain; it takes a permission and is kept */
                "X-Reveal-Reason"?: string | null;
            };
            path: {
                id: components["schemas"]["FormId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": number[];
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_touches: {
        parameters: {
            query?: {
                /** @description `jsonl` (the default), `csv` or `parquet`. */
                format?: "csv" | "jsonl" | "parquet";
            };
            header?: {
                /** @description Why values are to be plain; it takes a permission and is kept */
                "X-Reveal-Reason"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": number[];
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    failing_sources_failing: {
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
                    "application/json": components["schemas"]["FailingSources"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    figures_today: {
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
                    "application/json": components["schemas"]["TodayAnswer"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    figures_trend: {
        parameters: {
            query?: {
                /** @description 8 to 92 days, 14 by default. */
                days?: number;
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
                    "application/json": components["schemas"]["Trend"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forms_list: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                state?: "draft" | "open" | "closed";
                /** @description Only of this kind. */
                kind?: "contact" | "membership" | "registration" | "booking" | "survey" | "feedback" | "complaint" | "application" | "other";
                /** @description Only meant for this region. */
                region?: string;
                /** @description Only meant for this industry. */
                industry?: string;
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
                    "application/json": components["schemas"]["FormPage"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forms_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Form"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forms_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormPreview"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormPreviewed"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forms_get: {
        parameters: {
            query?: {
                /** @description The version; the newest when it is not given. */
                version?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["FormId"];
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
                    "application/json": components["schemas"]["Form"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forms_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FormId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Form"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forms_results: {
        parameters: {
            query?: {
                /** @description From this day on, such as 2026-05-01; from the beginning when it is not given. */
                from?: string;
                /** @description Up to this day, included. */
                until?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["FormId"];
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
                    "application/json": components["schemas"]["FormResults"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forms_submissions: {
        parameters: {
            query?: {
                /** @description Rows in the page: 1 to 200, 50 by default. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
            };
            header?: never;
            path: {
                id: components["schemas"]["FormId"];
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
                    "application/json": components["schemas"]["SubmissionPage"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    groups_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_list: {
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
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_create: {
        parameters: {
            query: {
                /** @description What its rows are: `customers`, `touches` or `orders`. */
                holds: "customers" | "touches" | "orders";
                /** @description `csv`, `jsonl` or `parquet`; by the ending of the name when it is not given. */
                format?: "csv" | "jsonl" | "parquet";
                /** @description The name of the file. */
                name?: string;
                /** @description Which column is which field, `COLUMN=FIELD`; repeatable. Without any, a guess from the columns. */
                map: string[];
                /** @description The touchpoint the rows happened at: an id or a name; one of the imports' own when it is not given. */
                touchpoint?: string;
                /** @description The zone of times that say none, such as `Asia/Shanghai`; the company's when it is not given. */
                timezone?: string;
                /** @description The bytes of the file: a file that is cut off is not taken for a whole one. */
                size?: number;
                /** @description The SHA-256 of the file in hexadecimal digits: with it, an import that was stopped goes on where it was. */
                digest?: string;
                /** @description Reads and checks, and keeps nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file */
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            /** @description Lines of JSON: {rows, accepted, repeated, rejected}, {reject: {line, column, reason}}, and last {done, import, …} */
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ImportId"];
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
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merges_list: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["MergesAnswer"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merges_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preferences: {
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
                    "application/json": components["schemas"]["PreferencesAnswer"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preferences_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferenceInput"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    quality: {
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
                    "application/json": components["schemas"]["QualityAnswer"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    quality_customers: {
        parameters: {
            query: {
                /** @description `missing`, `implausible` or `conflicting`. */
                code: string;
                /** @description Of which attribute. */
                attribute: string;
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    roles: {
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
                    "application/json": components["schemas"]["RolesAnswer"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_get: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_create: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_delete: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnChange"];
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_password_set: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInput"];
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_list: {
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
                    "application/json": components["schemas"]["SessionsAnswer"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settings_get: {
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
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settings_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources_list: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources_get: {
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
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SourceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources_refusals: {
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources_rotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
                    "application/json": components["schemas"]["SourceMade"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tags_list: {
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
                    "application/json": components["schemas"]["TagList"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_list: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_get: {
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    touches_list: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    touches_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    touchpoint_volumes_volumes: {
        parameters: {
            query?: {
                /** @description 7 to 366 days, 28 by default; today is one of them. */
                days?: number;
                /** @description Rows in the page: 1 to 500, 50 by default. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
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
                    "application/json": components["schemas"]["VolumePage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    touchpoints_list: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    touchpoints_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    touchpoints_get: {
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    touchpoints_change: {
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    units_list: {
        parameters: {
            query?: {
                /** @description Also those that were archived. */
                archived?: boolean;
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
                    "application/json": components["schemas"]["UnitPage"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    units_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUnit"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    units_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UnitId"];
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
                    "application/json": components["schemas"]["Unit"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    units_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UnitId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_list: {
        parameters: {
            query?: {
                /** @description Only with this role. */
                role?: components["schemas"]["Role"];
                /** @description Also those who are disabled. */
                disabled?: boolean;
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
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
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UserId"];
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
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_disable: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["UserId"];
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
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_enable: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["UserId"];
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
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_one_time_address: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressMade"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_unlock: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["UserId"];
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
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    views_list: {
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
                    "application/json": components["schemas"]["ViewsAnswer"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    views_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    views_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ViewId"];
            };
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    views_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_list: {
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
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["WebhookId"];
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
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["WebhookId"];
            };
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
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_deliveries_list: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "waiting" | "delivered" | "failed";
                /** @description Rows in the page: 1 to 500, 50 by default. */
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
            };
            header?: never;
            path: {
                id: components["schemas"]["WebhookId"];
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
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_attempts_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["WebhookId"];
                delivery: components["schemas"]["DeliveryId"];
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
                    "application/json": components["schemas"]["AttemptsAnswer"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_deliveries_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["WebhookId"];
                delivery: components["schemas"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_rotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key was used for another request, or that one is being done */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request is answered again, and done once, for a day. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: components["schemas"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Something in the request is wrong */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database does not answer; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
