/**
 * Code to paste, with the address and the key already in it. Each is the stock library with only the host changed.
 * One more language: an entry here, and its name under `sources.snippets` in each language.
 */
export interface Snippet {
  key: "html" | "curl" | "browser" | "node" | "python" | "go";
  text: string;
}

export function snippets(origin: string, key: string): Snippet[] {
  return [
    {
      key: "html",
      text: `<script>
!function(w,d){var r=w.rapport=w.rapport||[];if(r.load)return;
"load identify track page group alias reset consent".split(" ").forEach(function(m){r[m]=function(){r.push([m].concat([].slice.call(arguments)))}});
var s=d.createElement("script");s.async=true;s.src="${origin}/rapport.js";d.head.appendChild(s)}(window,document);
rapport.load("${key}",{host:"${origin}"});
</script>`,
    },
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
    {
      key: "go",
      text: `client, err := analytics.NewWithConfig("${key}", analytics.Config{Endpoint: "${origin}"})
if err != nil {
	log.Fatal(err)
}
defer client.Close()
client.Enqueue(analytics.Track{
	UserId:     "u-1001",
	Event:      "Order Completed",
	Properties: analytics.NewProperties().Set("order_id", "A-1"),
})`,
    },
  ];
}
