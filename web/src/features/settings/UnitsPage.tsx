/** The tree of brands, regions, shops and teams. */
import { useState } from "react";
import { App, Button, Drawer, Form, Input, Select } from "antd";
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { permissions } from "../../api/permissions";
import { useMay } from "../../api/session";
import type { Unit } from "../../api/types";
import { Sections } from "../../app/Sections";
import { PageTitle } from "../../ui/panel";
import { Failure, Rows, Teach, useFailureText } from "../../ui/states";
import { Tag } from "../../ui/tag";
import table from "../../ui/table.module.css";
import { unitsQuery, useCreateUnit, useUnitNames } from "./queries";
import styles from "./settings.module.css";

const kinds: Unit["kind"][] = ["brand", "region", "shop", "team"];
const indentPx = 22;

/** Parents before their children, each with its depth. */
function asTree(units: Unit[]): { unit: Unit; depth: number }[] {
  const known = new Set(units.map(({ id }) => id));
  const above = ({ parent }: Unit) => (parent && known.has(parent) ? parent : "");
  const walk = (parent: string, depth: number): { unit: Unit; depth: number }[] =>
    units.filter((unit) => above(unit) === parent).flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)]);
  return walk("", 0);
}

export function UnitsPage() {
  const { t } = useTranslation();
  const mayWrite = useMay(permissions.writeUnits);
  const units = useQuery(unitsQuery);
  const [making, setMaking] = useState(false);
  const names = useUnitNames();
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
      {t("settings.units.create")}
    </Button>
  );
  return (
    <>
      <PageTitle title={t("settings.units.title")} intro={t("settings.units.intro")} actions={units.data && units.data.length > 0 && create} />
      <Sections of="settings" />
      <div className={table.surface}>
        {units.isPending && <Rows count={4} />}
        {units.isError && <Failure error={units.error} retry={() => void units.refetch()} />}
        {units.data?.length === 0 && (
          <Teach title={t("settings.units.empty.title")} action={create}>
            {t("settings.units.empty.help")}
          </Teach>
        )}
        {units.data && units.data.length > 0 && (
          <table className={table.table} aria-label={t("settings.units.list")}>
            <thead>
              <tr>
                <th scope="col">{t("settings.units.columns.name")}</th>
                <th scope="col">{t("settings.units.columns.kind")}</th>
              </tr>
            </thead>
            <tbody>
              {asTree(units.data).map(({ unit, depth }) => (
                <tr key={unit.id}>
                  <th scope="row">
                    <span className={styles.indent} style={{ paddingLeft: depth * indentPx }}>
                      {names(unit.id) || unit.name}
                    </span>
                  </th>
                  <td>
                    <Tag>{t(`settings.units.kinds.${unit.kind}`)}</Tag>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Drawer title={t("settings.units.create")} open={making} onClose={() => setMaking(false)} size={440} destroyOnHidden>
        <NewUnit units={units.data ?? []} close={() => setMaking(false)} />
      </Drawer>
    </>
  );
}

interface Fields {
  name: string;
  kind: Unit["kind"];
  parent: string;
}

function NewUnit({ units, close }: { units: Unit[]; close(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const create = useCreateUnit();
  const names = useUnitNames();
  const submit = ({ name, kind, parent }: Fields) =>
    create.mutate(
      { name, kind, ...(parent ? { parent } : {}) },
      { onSuccess: () => (message.success(t("settings.saved")), close()), onError: (error) => message.error(failureText(error)) },
    );
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ kind: "shop", parent: "" }}>
      <Form.Item name="name" label={t("settings.units.columns.name")} rules={[{ required: true, whitespace: true, message: t("settings.units.name_missing") }]}>
        <Input autoFocus maxLength={120} />
      </Form.Item>
      <Form.Item name="kind" label={t("settings.units.columns.kind")}>
        <Select options={kinds.map((kind) => ({ value: kind, label: t(`settings.units.kinds.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="parent" label={t("settings.units.parent")}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={[{ value: "", label: t("settings.units.top") }, ...units.map(({ id, name }) => ({ value: id, label: names(id) || name }))]}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={create.isPending}>
        {t("settings.units.submit")}
      </Button>
    </Form>
  );
}
