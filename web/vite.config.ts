import { defineConfig } from "vite";
import type { Plugin } from "vite";
import react from "@vitejs/plugin-react";

// Everything the server answers itself; the rest of the addresses belong to the interface.
const served = ["/api", "/v1", "/hooks", "/healthz", "/readyz", "/metrics", "/sourceConfig", "/beacon", "/rsaMetrics", "^/f/", "/forms.js", "/forms.css"];
const server = "http://127.0.0.1:8080";

/** Ant Design's icons say their English names to screen readers; here they stand beside words, or in buttons that have a name. */
const silentIcons: Plugin = {
  name: "silent-icons",
  transform(code, id) {
    if (!/@ant-design\/icons\/es\/components\/AntdIcon(Light)?\.js$/.test(id)) return;
    const silent = code.replace(/role: "img",\s*"aria-label": icon\.name/, '"aria-hidden": true');
    if (silent === code) this.error("the icons name themselves in another way now: see silentIcons");
    return { code: silent, map: null };
  },
};

export default defineConfig({
  plugins: [react(), silentIcons],
  build: {
    target: "es2022",
    // The manifest is what scripts/check-size.mjs measures the first load by.
    manifest: true,
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(served.map((path) => [path, { target: server, changeOrigin: false, ws: true }])),
  },
});
