/**
 * A form as it is being written: pure functions over its definition. The server judges it (`usePreview`); here it is only
 * put together. One more thing to ask: an entry in `palette.json`, and its name under `forms.add` in each language.
 */
import type { Form, FormDefinition, FormField, FormWords } from "../../api/types";
import palette from "./palette.json";

/** What the server may leave out is written out here, so that nothing asks twice whether it is there. */
type Whole<T> = T extends (infer Item)[] ? Whole<Item>[] : T extends object ? { [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> } : T;

export type Definition = Whole<FormDefinition>;
export type Field = Whole<FormField>;
export type Words = Whole<FormWords>;
export type Choice = Field["options"][number];
export type Target = Field["maps_to"];
export type Kind = Field["kind"];
export type Consent = NonNullable<Field["consent"]>;

export const kinds: Kind[] = ["text", "long_text", "email", "phone", "number", "date", "choice", "multi_choice", "checkbox", "region", "industry", "consent"];
export const purposes = ["marketing", "service", "profiling", "research", "newsletter", "membership"];
export const formKinds: Definition["classification"]["kind"][] = ["contact", "membership", "registration", "booking", "survey", "feedback", "complaint", "application", "other"];

export type Addable = keyof typeof palette.fields;
export const addable = Object.keys(palette.fields) as Addable[];
export type Template = keyof typeof palette.templates;
export const templates = Object.keys(palette.templates) as Template[];

/** A question with an identity of its own, so that it stays itself while it moves and its key is rewritten. */
export interface Row {
  id: number;
  field: Field;
}

/** All that the builder edits. */
export interface Draft {
  definition: Omit<Definition, "fields">;
  rows: Row[];
  unit: string | null;
  opens_at: string | null;
  closes_at: string | null;
  rate_per_minute: number;
}

let lastRow = 0;
export const rowOf = (field: Field): Row => ({ id: (lastRow += 1), field });

const noWords = (): Words => ({ zh: "", en: "" });

const emptyField: Omit<Field, "label" | "help" | "options" | "maps_to"> = { key: "", kind: "text", required: false, min: null, max: null, from: null, until: null, consent: null };

const field = (given: Partial<Field>): Field =>
  structuredClone({ ...emptyField, label: noWords(), help: noWords(), options: [], maps_to: { to: "answer" }, ...given });

export function draftOf(template: Template): Draft {
  const { kind, name, intro, fields, required } = palette.templates[template];
  const known = { ...palette.fields, ...palette.own } as unknown as Record<string, Partial<Field>>;
  return {
    definition: {
      name: { ...name },
      title: noWords(),
      intro: { ...intro },
      classification: { kind: kind as Definition["classification"]["kind"], region: null, industry: null },
      submit: noWords(),
      thanks: noWords(),
      redirect: null,
      sites: [],
    },
    rows: fields.map((key) => rowOf(field({ ...known[key], key, required: (required as string[]).includes(key) }))),
    unit: null,
    opens_at: null,
    closes_at: null,
    rate_per_minute: 20,
  };
}

export function draftFrom(form: Form): Draft {
  const { fields, ...definition } = structuredClone(form.definition) as Definition;
  return {
    definition,
    rows: fields.map(rowOf),
    unit: form.unit ?? null,
    opens_at: form.opens_at ?? null,
    closes_at: form.closes_at ?? null,
    rate_per_minute: form.rate_per_minute,
  };
}

export const definitionOf = ({ definition, rows }: Draft): Definition => ({ ...definition, fields: rows.map(({ field }) => field) });

/** Equal for two drafts that would be kept alike. */
export const essence = (draft: Draft): string => JSON.stringify([definitionOf(draft), draft.unit, draft.opens_at, draft.closes_at, draft.rate_per_minute]);

/** A new question, under a key that no other has. */
export function newField(what: Addable, rows: Row[]): Field {
  const given = palette.fields[what] as unknown as Partial<Field>;
  return field({ ...given, key: freeKey(what, rows) });
}

export function freeKey(wanted: string, rows: Row[]): string {
  const taken = new Set(rows.map(({ field: { key } }) => key));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}_${number}`)) number += 1;
  return `${wanted}_${number}`;
}

export function newChoice(options: Choice[]): Choice {
  let number = options.length + 1;
  while (options.some(({ value }) => value === String(number))) number += 1;
  return { value: String(number), label: noWords() };
}

/** Another kind of question keeps what still means something. */
export function asKind(before: Field, kind: Kind): Field {
  const chosen = (one: Kind) => one === "choice" || one === "multi_choice";
  const fits = targetsOf(kind).includes(targetKey(before.maps_to));
  return field({
    key: before.key,
    kind,
    label: before.label,
    help: before.help,
    required: before.required,
    options: chosen(kind) ? (before.options.length > 0 ? before.options : structuredClone(palette.fields.choice.options)) : [],
    maps_to: fits ? before.maps_to : { to: "answer" },
    consent: kind === "consent" ? (structuredClone(palette.fields.consent.consent) as Consent) : null,
  });
}

/** What an answer of this kind may say of the customer, as the server allows it. */
export type TargetKey = "answer" | "attribute" | "email" | "phone" | "card" | "order" | "plate";

export function targetsOf(kind: Kind): TargetKey[] {
  if (kind === "consent") return ["answer"];
  if (kind === "email") return ["email", "attribute", "answer"];
  if (kind === "phone") return ["phone", "attribute", "answer"];
  if (kind === "text") return ["answer", "attribute", "card", "order", "plate"];
  return ["answer", "attribute"];
}

export const targetKey = (target: Target): TargetKey => (target.to === "identity" ? (target.kind as TargetKey) : target.to);

export function targetOf(key: TargetKey, before: Target, fieldKey: string): Target {
  if (key === "answer") return { to: "answer" };
  if (key === "attribute") return { to: "attribute", name: before.to === "attribute" ? before.name : fieldKey };
  return { to: "identity", kind: key } as Target;
}

export function moved<Item>(items: Item[], from: number, to: number): Item[] {
  const left = items.filter((_, index) => index !== from);
  const item = items[from];
  return item === undefined ? items : [...left.slice(0, to), item, ...left.slice(to)];
}

/** A text in the viewer's language, or in the other one when there is none. */
export const said = (words: { zh?: string; en?: string }, language: string): string => {
  const [first, second] = language.startsWith("zh") ? [words.zh, words.en] : [words.en, words.zh];
  return first || second || "";
};

export type FormStanding = "draft" | "open" | "scheduled" | "ended" | "closed";

/** What visitors find, which the dates decide as well. */
export function standingOf({ state, opens_at, closes_at }: Pick<Form, "state" | "opens_at" | "closes_at">, now = Date.now()): FormStanding {
  if (state !== "open") return state;
  if (opens_at && Date.parse(opens_at) > now) return "scheduled";
  return closes_at && Date.parse(closes_at) <= now ? "ended" : "open";
}

/** Which of our texts says what is wrong at a place of the definition. */
export type Wrong = "name" | "fields" | "label" | "option" | "options" | "key" | "maps_to" | "limits" | "days" | "consent_text" | "consent_version" | "consent_purpose" | "link" | "valid_days" | "redirect" | "sites" | "closes_at" | "rate" | "text" | "other";

const places: [RegExp, Wrong][] = [
  [/\.(zh|en)$/, "text"],
  [/^name$/, "name"],
  [/^fields$/, "fields"],
  [/options\[\d+\]/, "option"],
  [/\.label$/, "label"],
  [/\.options$/, "options"],
  [/\.key$/, "key"],
  [/\.maps_to$/, "maps_to"],
  [/\.(min|max)$/, "limits"],
  [/\.(from|until)$/, "days"],
  [/\.consent\.text$/, "consent_text"],
  [/\.consent\.version$/, "consent_version"],
  [/\.consent\.purpose$/, "consent_purpose"],
  [/\.consent\.link$/, "link"],
  [/\.consent\.valid_days$/, "valid_days"],
  [/^redirect$/, "redirect"],
  [/^sites/, "sites"],
  [/^closes_at$/, "closes_at"],
  [/^rate_per_minute$/, "rate"],
];

export const wrongOf = (place: string): Wrong => places.find(([pattern]) => pattern.test(place))?.[1] ?? "other";
