/** Putting people together: a person into a household or an organisation, new or known; or a member into this one. */
import { useState } from "react";
import { App, Button, Drawer, Form, Grid, Input, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { useWords } from "../../ui/words";
import { CustomerPicker } from "./CustomerPicker";
import { useHouseholds } from "./households";
import styles from "./merge.module.css";

interface Props {
  customer: Customer;
  open: boolean;
  close(): void;
}

export function HouseholdDrawer({ customer, open, close }: Props) {
  const { t } = useTranslation();
  const { md } = Grid.useBreakpoint();
  const isGroup = customer.kind !== "person";
  return (
    <Drawer title={t(isGroup ? "customer.members.add" : "customer.members.join")} open={open} onClose={close} size={md ? 520 : "100%"} destroyOnHidden>
      {isGroup ? <AddMember customer={customer} close={close} /> : <Join customer={customer} close={close} />}
    </Drawer>
  );
}

function useDone(close: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  return {
    onSuccess: () => {
      message.success(t("settings.saved"));
      close();
    },
    onError: (error: Error) => void message.error(failureText(error)),
  };
}

function RoleField({ role, change }: { role: string; change(role: string): void }) {
  const { t } = useTranslation();
  return (
    <Form.Item label={t("customer.members.role")} htmlFor="member-role">
      <Input id="member-role" value={role} onChange={(event) => change(event.target.value)} placeholder={t("customer.members.role_example")} maxLength={100} />
    </Form.Item>
  );
}

function AddMember({ customer, close }: Omit<Props, "open">) {
  const { t } = useTranslation();
  const { join } = useHouseholds();
  const done = useDone(close);
  const [member, setMember] = useState<Customer>();
  const [role, setRole] = useState("");
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (member) join.mutate({ member: member.id, group: customer.id, ...(role.trim() ? { role: role.trim() } : {}) }, done);
  };
  return (
    <Form layout="vertical" onFinish={submit} className={styles.form}>
      <CustomerPicker
        name="member"
        without={[customer.id]}
        label={t("customer.members.whom")}
        start={t("customer.members.whom_start")}
        none={t("customer.merging.none")}
        chosen={member}
        choose={setMember}
        missing={tried && !member ? t("customer.merging.other_missing") : undefined}
      />
      <RoleField role={role} change={setRole} />
      <Submit close={close} saving={join.isPending} label={t("customer.members.add")} />
    </Form>
  );
}

type How = "new" | "known";
type Sort = "household" | "organisation";

function Join({ customer, close }: Omit<Props, "open">) {
  const { t } = useTranslation();
  const words = useWords();
  const { begin, join } = useHouseholds();
  const done = useDone(close);
  const [how, setHow] = useState<How>("new");
  const [kind, setKind] = useState<Sort>("household");
  const [name, setName] = useState("");
  const [group, setGroup] = useState<Customer>();
  const [role, setRole] = useState("");
  const [tried, setTried] = useState(false);
  const as = role.trim() ? { role: role.trim() } : {};
  const submit = () => {
    setTried(true);
    if (how === "new" && name.trim()) begin.mutate({ kind, name: name.trim(), members: [{ customer: customer.id, ...as }] }, done);
    if (how === "known" && group) join.mutate({ member: customer.id, group: group.id, ...as }, done);
  };
  return (
    <Form layout="vertical" onFinish={submit} className={styles.form}>
      <p className={styles.intro}>{t("customer.members.intro")}</p>
      <Form.Item>
        <Segmented<How> block aria-label={t("customer.members.how")} value={how} onChange={setHow} options={[{ value: "new", label: t("customer.members.new") }, { value: "known", label: t("customer.members.known") }]} />
      </Form.Item>
      {how === "new" && (
        <>
          <Form.Item>
            <Segmented<Sort> block aria-label={t("customer.members.sort")} value={kind} onChange={setKind} options={(["household", "organisation"] as const).map((value) => ({ value, label: words.customerKind(value) }))} />
          </Form.Item>
          <Form.Item label={t("customer.members.name")} htmlFor="group-name" validateStatus={tried && !name.trim() ? "error" : ""} help={tried && !name.trim() ? t("customer.members.name_missing") : undefined}>
            <Input id="group-name" value={name} onChange={(event) => setName(event.target.value)} placeholder={t(`customer.members.example.${kind}`)} maxLength={200} autoFocus />
          </Form.Item>
        </>
      )}
      {how === "known" && (
        <CustomerPicker
          name="group"
          without={[customer.id]}
          fits={(one) => one.kind !== "person"}
          label={t("customer.members.which")}
          start={t("customer.members.which_start")}
          none={t("customer.members.which_none")}
          chosen={group}
          choose={setGroup}
          missing={tried && !group ? t("customer.members.which_missing") : undefined}
        />
      )}
      <RoleField role={role} change={setRole} />
      <Submit close={close} saving={begin.isPending || join.isPending} label={t(how === "new" ? "customer.members.begin" : "customer.members.join_it")} />
    </Form>
  );
}

function Submit({ close, saving, label }: { close(): void; saving: boolean; label: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.actions}>
      <Button onClick={close}>{t("app.cancel")}</Button>
      <Button type="primary" htmlType="submit" loading={saving}>
        {label}
      </Button>
    </div>
  );
}
