/** Two customers who were seen together and whom a limit keeps apart: a person looks at both and says what they are. */
import { App, Button } from "antd";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { DoubtfulLink, DoubtfulSide } from "../../api/types";
import { useNumbers } from "../../ui/numbers";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach, useFailureText } from "../../ui/states";
import { Ago, useClock } from "../../ui/time";
import { useWords } from "../../ui/words";
import { useRefusal } from "../customer/LineEvidence";
import { doubtfulQuery, useKeepApart, useMergeTwo, useUndo } from "./queries";
import styles from "./attention.module.css";

export function DoubtfulPage() {
  const { t } = useTranslation();
  const doubtful = useInfiniteQuery(doubtfulQuery);
  const links = doubtful.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <PageTitle title={t("attention.doubtful.title")} intro={t("attention.doubtful.intro")} />
      {doubtful.isPending && <Rows count={5} height={96} />}
      {doubtful.isError && <Failure error={doubtful.error} retry={() => void doubtful.refetch()} />}
      {doubtful.isSuccess && links.length === 0 && <Teach title={t("attention.doubtful.none.title")}>{t("attention.doubtful.none.help")}</Teach>}
      <ul className={styles.pairs}>
        {links.map((link) => (
          <Pair key={`${link.one.identity} ${link.other.identity}`} link={link} />
        ))}
      </ul>
      {doubtful.hasNextPage && (
        <div className={styles.more}>
          <Button onClick={() => void doubtful.fetchNextPage()} loading={doubtful.isFetchingNextPage}>
            {t("attention.more")}
          </Button>
        </div>
      )}
    </>
  );
}

function Pair({ link }: { link: DoubtfulLink }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const clock = useClock();
  const refusal = useRefusal();
  const failureText = useFailureText();
  const mayMerge = useMay(permissions.mergeCustomers);
  const merge = useMergeTwo();
  const apart = useKeepApart();
  const undo = useUndo();
  const fail = { onError: (error: Error) => void message.error(failureText(error)) };
  const join = () =>
    merge.mutate(
      { customer: link.one.customer, other: link.other.customer, reason: t("attention.doubtful.reason") },
      {
        onSuccess: ({ id }) =>
          void message.success({
            key: id,
            duration: 8,
            content: (
              <>
                {t("attention.doubtful.merged")}{" "}
                <Button type="link" size="small" onClick={() => undo.mutate(id, { onSuccess: () => void message.success({ key: id, content: t("customer.merging.undone") }), ...fail })}>
                  {t("app.undo")}
                </Button>
              </>
            ),
          }),
        ...fail,
      },
    );
  // The last sighting is kept to the day, which begins before a first sighting of the same day.
  const first = clock.date(link.first_at);
  const last = clock.date(link.last_day < link.first_at ? link.first_at : link.last_day);
  return (
    <li>
      <Side side={link.one} />
      <Side side={link.other} />
      <div className={styles.verdict}>
        <p className="muted">{refusal(link.reason) ?? link.reason}</p>
        <p className="faint">{first === last ? t("attention.doubtful.seen_once", { day: first }) : t("attention.doubtful.seen", { first, last })}</p>
        {mayMerge && (
          <div className={styles.actions}>
            <Button type="primary" onClick={join} loading={merge.isPending}>
              {t("attention.doubtful.same")}
            </Button>
            <Button
              loading={apart.isPending}
              onClick={() => apart.mutate({ one: link.one.identity, other: link.other.identity }, { onSuccess: () => void message.success(t("attention.doubtful.kept")), ...fail })}
            >
              {t("attention.doubtful.two")}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function Side({ side }: { side: DoubtfulSide }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const words = useWords();
  return (
    <div>
      <Link to="/customers/$customerId" params={{ customerId: side.customer }}>
        <strong>{side.name ?? t("customer.anonymous_name", { kind: words.customerKind("person") })}</strong>
      </Link>
      <p>
        <span className="muted">{words.identity(side.kind)}</span> {side.value}
      </p>
      <p className="faint">
        {t("attention.doubtful.touches", { count: side.touches, shown: numbers.count(side.touches) })} · <Ago at={side.last_touch_at} />
      </p>
    </div>
  );
}
