/** Which of a customer's identities a person would use first. */
import type { Identity } from "../api/types";

// How one would reach or address somebody comes before what only a machine can read.
const order = ["phone", "email", "card", "user_id", "openid", "unionid", "external_userid", "plate", "order"];

const rank = (identity: Identity) => {
  const place = order.indexOf(identity.kind);
  return (identity.context ? 100 : 0) + (place < 0 ? order.length : place);
};

export function bestIdentities(identities: Identity[]): Identity[] {
  return [...identities].sort((a, b) => rank(a) - rank(b));
}
