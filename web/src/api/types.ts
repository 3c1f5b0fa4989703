/**
 * The names the features use for what the API speaks of.
 * One more resource: add its schema here, so that a feature never reaches into the generated file.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type ApiToken = Schemas["ApiToken"];
export type Attribute = Schemas["AttributeShown"];
export type Attempt = Schemas["Attempt"];
export type AuditEntry = Schemas["AuditEntry"];
export type BackupFound = Schemas["BackupFound"];
export type BackupTaken = Schemas["BackupTaken"];
export type CannotLink = Schemas["CannotLinkShown"];
export type Company = Schemas["Settings"];
export type Consent = Schemas["Consent"];
export type Customer = Schemas["Customer"];
export type CustomerScope = "known" | "anonymous" | "all";
export type Delivery = Schemas["Delivery"];
export type DoubtfulLink = Schemas["DoubtfulLink"];
export type DoubtfulSide = Schemas["DoubtfulSide"];
export type EventType = Schemas["EventTypeShown"];
export type FailingSource = Schemas["FailingSource"];
export type FiguresToday = Schemas["TodayAnswer"];
export type HealthFinding = Schemas["DoctorFinding"];
export type Graph = Schemas["IdentityGraph"];
export type GraphLink = Schemas["GraphLink"];
export type GroupValue = Schemas["GroupValue"];
export type Identity = Schemas["Identity"];
export type Import = Schemas["Import"];
export type Membership = Schemas["Membership"];
export type Merge = Schemas["MergeShown"];
export type MergePreview = Schemas["MergePreview"];
export type MergeSide = Schemas["MergeSide"];
export type Money = Schemas["Money"];
export type NewConsent = Schemas["NewConsent"];
export type Month = Schemas["RhythmMonth"];
export type NewGroup = Schemas["GroupInput"];
export type Note = Schemas["NoteShown"];
export type Outside = Schemas["OutsideIdentity"];
export type Problem = Schemas["Problem"];
export type Refusal = Schemas["Refusal"];
export type Rhythm = Schemas["Rhythm"];
export type Role = Schemas["Role"];
export type RoleShown = Schemas["RoleShown"];
export type Session = Schemas["Signed"];
export type SignIn = Schemas["SignIn"];
export type Source = Schemas["Source"];
export type SourceWithKey = Schemas["SourceMade"];
export type Standing = Schemas["Standing"];
export type TimelinePage = Schemas["TimelinePage"];
export type Touch = Schemas["Touch"];
export type Touchpoint = Schemas["Touchpoint"];
export type TouchpointChange = Schemas["TouchpointChange"];
export type TouchpointVolume = Schemas["TouchpointVolume"];
export type Trend = Schemas["Trend"];
export type Unit = Schemas["Unit"];
export type User = Schemas["User"];
export type Week = Schemas["RhythmWeek"];
export type Window = Schemas["Window"];
export type Webhook = Schemas["Webhook"];
export type WebhookKind = Webhook["kinds"][number];
export type WebhookWithSecret = Schemas["WebhookMade"];
