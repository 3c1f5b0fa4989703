/** Countries, currencies and time zones by their names in the viewer's language, found by code or either name. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const countryCodes =
  "CN HK MO TW SG MY TH VN ID PH JP KR IN AE SA TR IL AU NZ US CA MX BR AR CL CO PE GB IE FR DE NL BE LU CH AT IT ES PT GR DK SE NO FI IS PL CZ SK HU RO BG HR SI EE LV LT UA RU KZ ZA NG KE EG MA".split(" ");
const currencyCodes =
  "CNY HKD MOP TWD SGD MYR THB VND IDR PHP JPY KRW INR AED SAR TRY ILS AUD NZD USD CAD MXN BRL ARS CLP COP PEN GBP EUR CHF DKK SEK NOK ISK PLN CZK HUF RON BGN UAH RUB KZT ZAR NGN KES EGP MAD".split(" ");

export interface Choice {
  value: string;
  label: string;
  search: string;
}

export function useRegions(): { countries: Choice[]; currencies: Choice[]; zones: Choice[] } {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const named = (type: "region" | "currency", codes: string[]): Choice[] => {
      const mine = new Intl.DisplayNames(i18n.language, { type });
      const english = new Intl.DisplayNames("en", { type });
      return codes.map((code) => {
        const label = mine.of(code) ?? code;
        return { value: code, label: type === "currency" ? `${label} (${code})` : label, search: `${label} ${code} ${english.of(code)}` };
      });
    };
    const zones = Intl.supportedValuesOf("timeZone").map((zone) => {
      const offset = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(0).find(({ type }) => type === "timeZoneName")?.value ?? "";
      const own = new Intl.DateTimeFormat(i18n.language, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(0).find(({ type }) => type === "timeZoneName")?.value ?? "";
      const place = zone.replaceAll("_", " ");
      return { value: zone, label: `${place} (${offset})`, search: `${place} ${own} ${offset}` };
    });
    return { countries: named("region", countryCodes), currencies: named("currency", currencyCodes), zones };
  }, [i18n.language]);
}
