/**
 * The house's own codes in the viewer's language: channels, identity kinds, event types and names.
 * A code without a word of its own (a company's own event, a channel newer than this page) is shown as it is written.
 */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Customer, Identity, Touch } from "../api/types";
import { bestIdentities } from "./identities";

export interface Words {
  channel(code: string): string;
  identity(kind: string): string;
  customerKind(kind: string): string;
  touch(touch: Pick<Touch, "type" | "event" | "properties">): string;
  /** What sort of touch: `page`. */
  type(code: string): string;
  rule(code: string): string;
  linkState(code: string): string;
  stage(code: string): string;
  role(code: string): string;
  attribute(name: string): string;
  purpose(code: string): string;
  /** Given, withdrawn, expired or silence. */
  consent(code: string): string;
  basis(code: string): string;
  method(code: string): string;
  /** An entry of the audit trail: `user.create`. */
  action(code: string): string;
  /** A part that the doctor looks at. */
  finding(code: string): string;
  /** Something that is wrong with the data, `missing:name`. */
  fault(code: string, label: (attribute: string) => string): string;
  /** The name; of somebody known without one, what one would reach them by. */
  customer(customer: Pick<Customer, "name" | "kind"> & { known?: boolean; identities?: Identity[] | number }): string;
  /** What one would reach a customer by, when it is not their name already. */
  reach(customer: Pick<Customer, "name" | "known" | "identities">): string;
}

export function useWords(): Words {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    // Codes may hold dots and colons ("Order Completed: web"), which i18next would read as paths.
    const word = (group: string, code: string): string => {
      const found = (i18n.getResourceBundle(i18n.language, "translation") as Record<string, unknown> | undefined) ?? {};
      let node: unknown = found;
      for (const step of group.split(".")) node = (node as Record<string, unknown> | undefined)?.[step];
      const text = (node as Record<string, unknown> | undefined)?.[code];
      return typeof text === "string" ? text : code;
    };
    const customerKind = (kind: string) => word("words.customers", kind);
    return {
      channel: (code) => word("words.channels", code),
      identity: (kind) => word("words.identities", kind),
      customerKind,
      touch: ({ type, event }) => (event ? word("words.events", event) : word("words.types", type)),
      type: (code) => word("words.types", code),
      rule: (code) => word("customer.rules", code),
      linkState: (code) => word("customer.link_states", code),
      stage: (code) => word("words.stages", code),
      role: (code) => word("words.roles", code),
      attribute: (name) => word("words.attributes", name),
      purpose: (code) => word("words.purposes", code),
      consent: (code) => word("words.consents", code),
      basis: (code) => word("words.bases", code),
      method: (code) => word("words.methods", code),
      action: (code) => word("words.actions", code),
      finding: (code) => word("words.findings", code),
      fault: (code, label) => {
        const [what = "", attribute = ""] = code.split(":");
        return what === "any" ? t("customers.filters.any_finding") : t("customers.filters.finding", { what: word("words.faults", what), name: label(attribute) });
      },
      customer: ({ name, kind, known, identities }) => name || (known && Array.isArray(identities) && bestIdentities(identities)[0]?.value) || t("customer.anonymous_name", { kind: customerKind(kind) }),
      reach: ({ name, known, identities }) => bestIdentities(identities)[!name && known ? 1 : 0]?.value ?? "",
    };
  }, [t, i18n, i18n.language]);
}
