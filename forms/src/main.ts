// Shows a form inside a page of any site, and sends it without leaving the page; on the form's own page only the latter.
//
//   <script src="https://HOST/forms.js" data-form="frm_…" async></script>
//
// data-lang (zh, en) chooses the language, else the page's; data-into (a selector) where it goes, else after the script;
// data-theme="auto" follows the visitor's dark mode. The page may set --rf-accent and --rf-radius on `.rapport-form`, and hears
// `rapport:form` when one was sent. The markup comes from the server, written there by one renderer that escapes
// everything; here only texts are set.
import css from "./form.css";
import { work } from "./sha256.ts";

interface Wrong {
  field: string;
  message: string;
}

interface Answer {
  id?: string;
  thanks?: string;
  title?: string;
  redirect?: string | null;
  code?: string;
  detail?: string;
  stamp?: string;
  difficulty?: number;
  errors?: Wrong[];
}

type Root = Document | ShadowRoot;

const script = document.currentScript as HTMLScriptElement | null;
const own = script?.dataset.form;
if (script && own) embed(script, own).catch(() => undefined);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => enhanceAll(document));
else enhanceAll(document);

async function embed(script: HTMLScriptElement, id: string): Promise<void> {
  const { lang, into, theme } = script.dataset;
  const origin = new URL(script.src).origin;
  const language = lang || document.documentElement.lang || navigator.language || "";
  const address = `${origin}/f/${encodeURIComponent(id)}`;
  const host = document.createElement("div");
  host.className = "rapport-form";
  if (theme) host.dataset.theme = theme;
  const place = into && document.querySelector(into);
  if (place) place.append(host);
  else script.after(host);
  const root = host.attachShadow({ mode: "open" });
  dress(root);
  const card = document.createElement("div");
  card.className = "rf-card";
  root.append(card);
  try {
    const answer = await fetch(`${address}/embed?lang=${encodeURIComponent(language)}`, { credentials: "omit" });
    if (!answer.ok) throw new Error(String(answer.status));
    card.innerHTML = await answer.text();
    enhanceAll(root, origin);
  } catch {
    // Whatever keeps the form out of the page does not keep the visitor from it.
    const link = document.createElement("a");
    link.href = address;
    link.textContent = address;
    card.replaceChildren(link);
  }
}

/** A sheet made here is one that no policy of the page refuses. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}

function enhanceAll(root: Root, origin = ""): void {
  root.querySelectorAll<HTMLFormElement>("form[data-form]").forEach((form) => enhance(form, root, origin));
}

function enhance(form: HTMLFormElement, root: Root, origin: string): void {
  let busy = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = form.querySelector<HTMLButtonElement>(".rf-send")!;
    const label = button.textContent;
    button.setAttribute("aria-disabled", "true");
    button.textContent = form.dataset.sending || label;
    void send(form, root, origin).finally(() => {
      busy = false;
      button.removeAttribute("aria-disabled");
      button.textContent = label;
    });
  });
  form.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    root.getElementById(link.getAttribute("href")!.slice(1))?.focus();
  });
}

async function send(form: HTMLFormElement, root: Root, origin: string): Promise<void> {
  for (let tries = 0; tries < 2; tries++) {
    let answer: Answer;
    let good = false;
    try {
      const reply = await fetch(`${origin}/api/forms/${form.dataset.form}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: "omit",
        body: JSON.stringify(await gather(form, !!origin)),
      });
      good = reply.ok;
      answer = (await reply.json()) as Answer;
    } catch {
      return showErrors(form, root, { detail: form.dataset.offline });
    }
    if (good) return done(form, root, answer);
    if (answer.stamp) {
      field(form, "_stamp").value = answer.stamp;
      field(form, "_difficulty").value = String(answer.difficulty || 0);
    }
    // The work that is asked for now can be done without asking the visitor; so can the wait of a new stamp.
    if (answer.code !== "work" || tries) return showErrors(form, root, answer);
    await new Promise((waited) => setTimeout(waited, 2100));
  }
}

async function gather(form: HTMLFormElement, embedded: boolean): Promise<Record<string, unknown>> {
  const answers: Record<string, string | string[]> = {};
  const body: Record<string, unknown> = { answers };
  new FormData(form).forEach((value, name) => {
    if (typeof value !== "string") return;
    if (name[0] === "_") body[name.slice(1)] = value;
    else if (name === "website_url") body[name] = value;
    else {
      const held = answers[name];
      answers[name] = held === undefined ? value : ([] as string[]).concat(held, value);
    }
  });
  const difficulty = Number(body.difficulty);
  if (difficulty) body.work = await work(String(body.stamp), difficulty);
  if (embedded) {
    body.page = location.href.split("#")[0];
    body.referrer = document.referrer;
    body.anonymous_id = visitor();
  }
  return body;
}

/** The visitor as our snippet remembers them, which it does only with their consent. */
function visitor(): string | undefined {
  try {
    return (JSON.parse(localStorage.getItem("rapport") || "{}") as { anonymousId?: string }).anonymousId;
  } catch {
    return undefined;
  }
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
}

function done(form: HTMLFormElement, root: Root, answer: Answer): void {
  const target = root instanceof ShadowRoot ? root.host : form;
  target.dispatchEvent(new CustomEvent("rapport:form", { bubbles: true, detail: { form: form.dataset.form, id: answer.id } }));
  if (answer.redirect) return location.assign(answer.redirect);
  const panel = element("div", "rf rf-done");
  panel.tabIndex = -1;
  panel.setAttribute("role", "status");
  panel.lang = form.lang;
  const mark = element("div", "rf-mark", "✓");
  mark.setAttribute("aria-hidden", "true");
  panel.append(mark, element("h1", "", answer.title));
  (answer.thanks || "").split(/\n\n+/).forEach((part) => panel.append(element("p", "rf-intro", part)));
  root.querySelector(".rf-languages")?.remove();
  form.replaceWith(panel);
  panel.focus();
}

/** Says beside each field what is wrong with it, and above everything what is wrong at all. */
function showErrors(form: HTMLFormElement, root: Root, answer: Answer): void {
  const errors = (answer.errors || []).map(({ field, message }) => ({ key: field.replace(/^answers\./, ""), message }));
  const list = document.createElement("ul");
  form.querySelectorAll<HTMLElement>("[data-field]").forEach((box) => {
    const key = box.dataset.field!;
    const wrong = errors.find((one) => one.key === key);
    box.classList.toggle("rf-wrong", !!wrong);
    const says = root.getElementById(`rf-${key}-error`)!;
    says.hidden = !wrong;
    says.replaceChildren(...(wrong ? [element("span", "rf-spoken", form.dataset.mark), wrong.message] : []));
    const control = root.getElementById(`rf-${key}`);
    if (control && control.tagName !== "FIELDSET") wrong ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
    if (!wrong) return;
    const link = document.createElement("a");
    link.href = `#rf-${key}`;
    link.textContent = (box.querySelector("legend, label") as HTMLElement).innerText.split("\n")[0]!;
    const item = document.createElement("li");
    item.append(link, " ", wrong.message);
    list.append(item);
  });
  const summary = form.querySelector<HTMLElement>(".rf-errors[role]")!;
  const known = list.childElementCount > 0;
  summary.replaceChildren(element("p", "", known ? form.dataset.errors : answer.detail || form.dataset.offline), ...(known ? [list] : []));
  summary.hidden = false;
  summary.focus();
  summary.scrollIntoView({ block: "nearest" });
}

function element(name: string, className = "", text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
