/** Weeks, hours and months as the viewer's language writes them. They are days of a calendar, in no zone of their own. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export function useDates() {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
    const day = format({ month: "short", day: "numeric" });
    const weekday = format({ weekday: "short" });
    const month = format({ year: "numeric", month: "short" });
    const shortMonth = format({ month: "short" });
    const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
    return {
      /** `2026-03-02` */
      day: (date: string) => day.format(new Date(`${date}T00:00:00Z`)),
      /** Monday is 0. */
      weekday: (place: number) => weekday.format(new Date(Date.UTC(2024, 0, 1 + place))),
      /** `2026-03` */
      month: (name: string) => month.format(new Date(`${name}-01T00:00:00Z`)),
      shortMonth: (name: string) => shortMonth.format(new Date(`${name}-01T00:00:00Z`)),
      hours: (hour: number) => `${clock(hour)}–${clock((hour + 1) % 24)}`,
    };
  }, [language]);
}
