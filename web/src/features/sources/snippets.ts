/**
 * Code to paste, with the address and the key already in it. Each is the stock library with only the host changed.
 * One more language: an entry here, and its name under `sources.snippets` in each language.
 */
export interface Snippet {
  key: "curl" | "browser" | "node" | "python";
  text: string;
}

export function snippets(origin: string, key: string): Snippet[] {
  return [
    {
      key: "curl",
      text: `curl ${origin}/v1/track -u '${key}:' -H 'Content-Type: application/json' -d '{
  "userId": "u-1001",
  "event": "Order Completed",
  "properties": { "order_id": "A-1", "total": 128.00, "currency": "CNY" }
}'`,
    },
    {
      key: "browser",
      text: `import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load({
  writeKey: "${key}",
  cdnURL: "${origin}",
});
analytics.page();
analytics.identify("u-1001", { email: "li@example.com" });`,
    },
    {
      key: "node",
      text: `import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "${key}", host: "${origin}" });
analytics.track({ userId: "u-1001", event: "Order Completed", properties: { order_id: "A-1" } });
await analytics.closeAndFlush();`,
    },
    {
      key: "python",
      text: `import segment.analytics as analytics

analytics.write_key = "${key}"
analytics.host = "${origin}"
analytics.track("u-1001", "Order Completed", {"order_id": "A-1"})
analytics.flush()`,
    },
  ];
}
