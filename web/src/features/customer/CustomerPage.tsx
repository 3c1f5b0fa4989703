/** One customer: who they are, how to reach them, what they are worth, and everything that ever happened. */
import { useEffect, useState } from "react";
import { Alert, Segmented, Skeleton } from "antd";
import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import { CustomerSign } from "../customers/CustomerSign";
import { Failure } from "../../ui/states";
import { Tag } from "../../ui/tag";
import { useClock } from "../../ui/time";
import { useDocumentTitle } from "../../ui/useDocumentTitle";
import { useWords } from "../../ui/words";
import { AttributesPanel } from "./AttributesPanel";
import { ConsentPanel } from "./ConsentPanel";
import { CustomerActions } from "./CustomerActions";
import { IdentitiesPanel } from "./IdentitiesPanel";
import { MembersPanel } from "./MembersPanel";
import { MergesPanel } from "./MergesPanel";
import { NotesPanel } from "./NotesPanel";
import { NumbersPanel } from "./NumbersPanel";
import { RhythmPanel } from "./RhythmPanel";
import { Tags } from "./Tags";
import { Timeline } from "./Timeline";
import { customerQuery } from "./queries";
import styles from "./customer.module.css";

export function CustomerPage() {
  const { t } = useTranslation();
  const { customerId } = useParams({ from: "/signed-in/customers/$customerId" });
  const { merged } = useSearch({ from: "/signed-in/customers/$customerId" });
  const navigate = useNavigate();
  const customer = useQuery(customerQuery(customerId));

  // A merged customer answers with the one that survived: the address follows.
  const survivor = customer.data?.id;
  useEffect(() => {
    if (!survivor || survivor === customerId) return;
    void navigate({
      to: "/customers/$customerId",
      params: { customerId: survivor },
      search: { merged: customerId },
      replace: true,
    });
  }, [survivor, customerId, navigate]);

  if (customer.isError) return <Failure error={customer.error} retry={() => void customer.refetch()} />;

  return (
    <>
      <Link to="/customers" className={styles.back}>
        <ArrowLeftOutlined /> {t("customer.back")}
      </Link>
      {merged && <Alert type="info" showIcon closable className={styles.alert} title={t("customer.was_merged")} />}
      {customer.data ? <Loaded key={customer.data.id} customer={customer.data} /> : <Loading />}
    </>
  );
}

type View = "timeline" | "about";
const views: View[] = ["timeline", "about"];
// Values do not stay plain on a screen that somebody walked away from.
const plainForMs = 5 * 60_000;

/** Side by side where there is room; on a phone one at a time, because the timeline has no end to scroll past. */
function Loaded({ customer: masked }: { customer: Customer }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("timeline");
  const [plain, setPlain] = useState<Customer>();
  const mayConsent = useMay(permissions.readConsent);
  // Numbers and tags stay live while values are shown plain.
  const customer = plain ? { ...masked, name: plain.name ?? null, identities: plain.identities, attributes: plain.attributes } : masked;
  useEffect(() => {
    if (!plain) return;
    const timer = window.setTimeout(() => setPlain(undefined), plainForMs);
    return () => window.clearTimeout(timer);
  }, [plain]);
  return (
    <>
      <Heading customer={customer} revealed={plain !== undefined} reveal={setPlain} />
      <div className={styles.views}>
        <Segmented<View>
          block
          aria-label={t("customer.view")}
          value={view}
          onChange={setView}
          options={views.map((value) => ({ value, label: t(`customer.views.${value}`) }))}
        />
      </div>
      <div className={styles.columns} data-view={view}>
        <div className={styles.about}>
          {/* Of a household or an organisation its members are what one comes for. */}
          {customer.kind !== "person" && <MembersPanel customer={customer} />}
          <NumbersPanel customer={customer} />
          <RhythmPanel customer={customer} />
          <IdentitiesPanel customer={customer} />
          <AttributesPanel customer={customer} changed={() => setPlain(undefined)} />
          <NotesPanel customer={customer} />
          {customer.kind === "person" && <MembersPanel customer={customer} />}
          {mayConsent && <ConsentPanel customer={customer} />}
          <MergesPanel customer={customer} />
        </div>
        <div className={styles.happened}>
          <Timeline customer={customer} />
        </div>
      </div>
    </>
  );
}

interface HeadingProps {
  customer: Customer;
  revealed: boolean;
  reveal(plain: Customer | undefined): void;
}

function Heading({ customer, revealed, reveal }: HeadingProps) {
  const { t } = useTranslation();
  const words = useWords();
  const clock = useClock();
  const name = words.customer(customer);
  useDocumentTitle(name);
  return (
    <div className={styles.heading}>
      <CustomerSign customer={customer} large />
      <div className={styles.headingText}>
        <h1>{name}</h1>
        <p>
          <Tag tone={customer.known ? "accent" : "plain"}>{t(customer.known ? "customer.known" : "customer.anonymous")}</Tag>
          <span>{words.customerKind(customer.kind)}</span>
          <span>{t("customer.since", { date: clock.date(customer.created_at) })}</span>
          <Tags customer={customer} />
        </p>
      </div>
      <CustomerActions customer={customer} revealed={revealed} reveal={reveal} />
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("app.loading")}>
      <div className={styles.heading}>
        <Skeleton avatar={{ size: 52 }} active title={{ width: 180 }} paragraph={{ rows: 1, width: 260 }} />
      </div>
      <div className={styles.columns}>
        <Skeleton active paragraph={{ rows: 8 }} />
        <Skeleton active paragraph={{ rows: 12 }} />
      </div>
    </div>
  );
}
