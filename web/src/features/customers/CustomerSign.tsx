/** The small round sign before a customer's name: an initial, or what sort of customer it is. */
import { HomeOutlined, BankOutlined, UserOutlined } from "@ant-design/icons";
import type { Customer } from "../../api/types";
import styles from "./sign.module.css";

export function CustomerSign({ customer, large = false }: { customer: Pick<Customer, "kind" | "known" | "name">; large?: boolean }) {
  const initial = customer.known && customer.name ? [...customer.name][0] : undefined;
  return (
    <span className={styles.sign} data-large={large || undefined} data-known={customer.known || undefined} aria-hidden="true">
      {customer.kind === "household" ? <HomeOutlined /> : customer.kind === "organisation" ? <BankOutlined /> : (initial ?? <UserOutlined />)}
    </span>
  );
}
