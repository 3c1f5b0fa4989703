/** Finding another customer by any identifier or part of a name, and choosing one. */
import { useState } from "react";
import { Form, Input } from "antd";
import { LoadingOutlined, SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../api/types";
import { useWords } from "../../ui/words";
import { CustomerSign } from "../customers/CustomerSign";
import { customersQuery } from "../customers/queries";
import { useDebounced } from "../customers/useDebounced";
import styles from "./merge.module.css";

interface Props {
  /** The name of the choice, for the fields of the form. */
  name: string;
  /** Who is not offered. */
  without: string[];
  /** Whether one may be chosen. */
  fits?(customer: Customer): boolean;
  label: string;
  start: string;
  none: string;
  chosen: Customer | undefined;
  choose(customer: Customer): void;
  missing: string | undefined;
}

const most = 8;

export function CustomerPicker({ name, without, fits = () => true, label, start, none, chosen, choose, missing }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed.trim(), 160);
  const found = useInfiniteQuery({ ...customersQuery({ q, kind: "all" }, most), enabled: q !== "" });
  const others = q ? found.data?.pages[0]?.data.filter((one) => !without.includes(one.id) && fits(one)) : undefined;
  return (
    <>
      <Form.Item label={label} htmlFor={`${name}-search`} validateStatus={missing ? "error" : ""} help={missing}>
        <Input
          type="search"
          id={`${name}-search`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t("customer.merging.search_placeholder")}
          prefix={q !== "" && found.isFetching ? <LoadingOutlined aria-hidden="true" /> : <SearchOutlined aria-hidden="true" />}
          autoFocus
          onPressEnter={(event) => event.preventDefault()}
        />
      </Form.Item>
      <div className={styles.results} role="radiogroup" aria-label={t("customer.merging.results")}>
        {!q && !chosen && <p>{start}</p>}
        {others?.length === 0 && <p>{none}</p>}
        {(others ?? (chosen ? [chosen] : [])).map((candidate) => (
          <label key={candidate.id} data-chosen={candidate.id === chosen?.id || undefined}>
            <input type="radio" name={name} className="sr-only" checked={candidate.id === chosen?.id} onChange={() => choose(candidate)} />
            <CustomerSign customer={candidate} />
            <span>
              <strong>{words.customer(candidate)}</strong>
              <small>{candidate.identities.slice(0, 3).map(({ value }) => value).join(" · ")}</small>
            </span>
          </label>
        ))}
      </div>
    </>
  );
}
