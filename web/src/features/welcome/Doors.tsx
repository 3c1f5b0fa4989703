/** Three ways to begin: look round, connect a website, bring a file. */
import { useState } from "react";
import { App, Button } from "antd";
import { ApiOutlined, InboxOutlined, ShopOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SourceWithKey } from "../../api/types";
import { useFailureText } from "../../ui/states";
import { SourceCreated } from "../sources/SourceCreated";
import { useCreateSource } from "../sources/queries";
import { useMakeDemo } from "./queries";
import styles from "./welcome.module.css";

// Enough to search and merge in, made in seconds.
const demoCustomers = 2_000;

export function Doors() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const demo = useMakeDemo();
  const connect = useCreateSource();
  const [source, setSource] = useState<SourceWithKey>();
  const fail = (error: unknown) => message.error(failureText(error), 6);
  return (
    <>
      <div className={styles.doors}>
        <section>
          <ShopOutlined />
          <h2>{t("welcome.doors.demo.title")}</h2>
          <p>{t("welcome.doors.demo.help")}</p>
          <Button block loading={demo.isPending} onClick={() => demo.mutate(demoCustomers, { onSuccess: () => void navigate({ to: "/" }), onError: fail })}>
            {t(demo.isPending ? "welcome.doors.demo.making" : "welcome.doors.demo.action")}
          </Button>
        </section>
        <section>
          <ApiOutlined />
          <h2>{t("welcome.doors.website.title")}</h2>
          <p>{t("welcome.doors.website.help")}</p>
          <Button
            block
            type="primary"
            loading={connect.isPending}
            onClick={() => connect.mutate({ name: t("welcome.doors.website.name"), channel: "web" }, { onSuccess: setSource, onError: fail })}
          >
            {t("welcome.doors.website.action")}
          </Button>
        </section>
        <section>
          <InboxOutlined />
          <h2>{t("welcome.doors.file.title")}</h2>
          <p>{t("welcome.doors.file.help")}</p>
          <Button block onClick={() => void navigate({ to: "/imports/new" })}>
            {t("welcome.doors.file.action")}
          </Button>
        </section>
      </div>
      <p className={styles.skip}>
        <Link to="/">{t("welcome.skip")}</Link>
      </p>
      {source && <SourceCreated source={source} first="browser" close={() => void navigate({ to: "/" })} />}
    </>
  );
}
