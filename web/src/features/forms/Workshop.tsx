/** The page of one form, with what was changed and not kept yet; leaving asks before that is lost. */
import { useMemo, useRef, useState } from "react";
import { App, Button, Modal } from "antd";
import { useBlocker, useNavigate, useSearch } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { toApiError } from "../../api/problem";
import { useMay } from "../../api/session";
import type { Form } from "../../api/types";
import sections from "../../app/sections.module.css";
import { PageTitle } from "../../ui/panel";
import { useFailureText } from "../../ui/states";
import { Builder } from "./Builder";
import { Preview, usePreview } from "./Preview";
import { Results } from "./Results";
import { Share } from "./Share";
import { Standing } from "./Standing";
import { WrongPlaces } from "./wrongs";
import { definitionOf, draftFrom, essence, said } from "./definition";
import type { Draft } from "./definition";
import { useSaveForm, useSetState } from "./queries";
import type { State } from "./queries";
import styles from "./builder.module.css";

export const tabs = ["build", "preview", "share", "results"] as const;
export type Tab = (typeof tabs)[number];

export function Workshop({ form, first }: { form?: Form; first: Draft }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const search = useSearch({ strict: false });
  const mayWrite = useMay(permissions.writeForms);
  const [draft, setDraft] = useState(first);
  const [clean, setClean] = useState(() => (form ? essence(first) : ""));
  // Whether somebody asked to keep it: before that nobody is told what is still missing.
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string[]>([]);
  const leaving = useRef(false);
  const save = useSaveForm(form?.id ?? "");
  const setState = useSetState(form?.id ?? "");
  const definition = useMemo(() => definitionOf(draft), [draft]);
  const dirty = mayWrite && essence(draft) !== clean && (form !== undefined || essence(draft) !== essence(first));
  const usual: Tab = !form || (mayWrite && form.state === "draft") ? "build" : "results";
  const open = form ? tabs.filter((tab) => mayWrite || tab === "share" || tab === "results") : (["build", "preview"] as const);
  const tab = open.find((one) => one === search.tab) ?? usual;
  const name = said(draft.definition.name, i18n.language) || t("forms.new");
  const kept = useMemo(() => new Set(form?.definition.fields.map(({ key }) => key)), [form]);

  const change = (how: (draft: Draft) => Draft) => {
    setDraft(how);
    setRefused([]);
  };
  const keep = (state?: State) =>
    save.mutate(
      { draft, ...(state ? { state } : {}) },
      {
        onSuccess: (made) => {
          const now = draftFrom(made);
          setDraft(now);
          setClean(essence(now));
          setAsked(false);
          setRefused([]);
          message.success(t(state === "open" ? "forms.published" : "forms.saved"));
          if (!form || state === "open") {
            leaving.current = true;
            void navigate({ to: "/forms/$formId", params: { formId: made.id }, search: { tab: state === "open" ? "share" : "build" }, replace: !form });
          }
        },
        onError: (error) => {
          const { fields } = toApiError(error);
          setAsked(true);
          setRefused(fields.map(({ field }) => field.replace(/^definition\./, "")));
          message.error(fields.length > 0 ? t("forms.look") : failureText(error));
          if (fields.length > 0 && tab !== "build") go("build");
        },
      },
    );
  const go = (to: Tab) => {
    if (form) void navigate({ to: "/forms/$formId", params: { formId: form.id }, search: { tab: to } });
    else void navigate({ to: "/forms/new", search: (before) => ({ ...before, tab: to }) });
  };
  const switchTo = (state: State, undo: State) =>
    setState.mutate(state, {
      onSuccess: () => {
        const key = `form ${form?.id}`;
        message.success({
          key,
          duration: 8,
          content: (
            <>
              {t(state === "open" ? "forms.published" : "forms.closed")}
              {undo !== "draft" && (
                <Button type="link" size="small" onClick={() => (message.destroy(key), setState.mutate(undo))}>
                  {t("app.undo")}
                </Button>
              )}
            </>
          ),
        });
      },
      onError: (error) => void message.error(failureText(error)),
    });

  return (
    <>
      <PageTitle
        title={name}
        intro={
          <>
            <Link to="/forms">{t("forms.title")}</Link>
            {form && (
              <>
                {" "}
                <Standing form={form} />
              </>
            )}
          </>
        }
        actions={mayWrite && <Actions form={form} dirty={dirty} busy={save.isPending || setState.isPending} keep={keep} switchTo={switchTo} />}
      />
      <nav className={`${sections.sections} ${styles.tabs}`} aria-label={t("forms.parts")}>
        {open.map((one) =>
          form ? (
            <Link key={one} to="/forms/$formId" params={{ formId: form.id }} search={{ tab: one }} data-tab={one} aria-current={tab === one ? "page" : undefined}>
              {t(`forms.tabs.${one}`)}
            </Link>
          ) : (
            <Link key={one} to="/forms/new" search={(before) => ({ ...before, tab: one })} data-tab={one} aria-current={tab === one ? "page" : undefined}>
              {t(`forms.tabs.${one}`)}
            </Link>
          ),
        )}
      </nav>
      {(tab === "build" || tab === "preview") && (
        <Known definition={definition} asked={asked} refused={refused}>
          <div className={styles.bench} data-tab={tab}>
            <Builder draft={draft} change={change} kept={kept} made={form !== undefined} />
            <Preview definition={definition} />
          </div>
        </Known>
      )}
      {tab === "share" && form && <Share form={form} />}
      {tab === "results" && form && <Results form={form} period={search.period ?? "all"} share={() => go("share")} />}
      <Leaving dirty={dirty} leaving={leaving} />
    </>
  );
}

/** Once somebody asked to keep the form, what is wrong is said until it is right, as the server sees it now. */
function Known({ definition, asked, refused, children }: { definition: Parameters<typeof usePreview>[0]; asked: boolean; refused: string[]; children: React.ReactNode }) {
  const { i18n } = useTranslation();
  const { data } = usePreview(definition, i18n.language === "en" ? "en" : "zh");
  const places = useMemo(() => (asked ? [...new Set([...refused, ...(data?.errors ?? []).map(({ field }) => field)])] : []), [asked, refused, data]);
  return <WrongPlaces value={places}>{children}</WrongPlaces>;
}

interface ActionsProps {
  form: Form | undefined;
  dirty: boolean;
  busy: boolean;
  keep(state?: State): void;
  switchTo(state: State, undo: State): void;
}

function Actions({ form, dirty, busy, keep, switchTo }: ActionsProps) {
  const { t } = useTranslation();
  if (form?.state === "open") {
    return (
      <>
        <Button disabled={busy} onClick={() => switchTo("closed", "open")}>
          {t("forms.close")}
        </Button>
        <Button type="primary" disabled={!dirty} loading={busy} onClick={() => keep()}>
          {t("forms.save_open")}
        </Button>
      </>
    );
  }
  const publish = t(form?.state === "closed" ? "forms.reopen" : "forms.publish");
  return (
    <>
      <Button disabled={busy || (form !== undefined && !dirty)} onClick={() => keep()}>
        {t(form?.state === "closed" ? "forms.save" : "forms.save_draft")}
      </Button>
      <Button type="primary" loading={busy} onClick={() => (form && !dirty ? switchTo("open", form.state) : keep("open"))}>
        {publish}
      </Button>
    </>
  );
}

function Leaving({ dirty, leaving }: { dirty: boolean; leaving: React.RefObject<boolean> }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !leaving.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <Modal
      open={blocker.status === "blocked"}
      title={t("forms.leaving.title")}
      okText={t("forms.leaving.stay")}
      cancelText={t("forms.leaving.leave")}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
    >
      {t("forms.leaving.help")}
    </Modal>
  );
}
