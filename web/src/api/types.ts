/**
 * The names the features use for what the API speaks of.
 * One more resource: add its schema here, so that a feature never reaches into the generated file.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Customer = Schemas["Customer"];
export type CustomerScope = Schemas["CustomerScope"];
export type FiguresToday = Schemas["FiguresToday"];
export type Identity = Schemas["Identity"];
export type IdentityGraph = Schemas["IdentityGraph"];
export type Link = Schemas["Link"];
export type Merge = Schemas["Merge"];
export type Money = Schemas["Money"];
export type Problem = Schemas["Problem"];
export type Session = Schemas["Session"];
export type SignIn = Schemas["SignIn"];
export type Source = Schemas["Source"];
export type SourceWithKey = Schemas["SourceWithKey"];
export type Touch = Schemas["Touch"];
export type Touchpoint = Schemas["Touchpoint"];
