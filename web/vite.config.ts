import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";

// Everything the server answers itself; the rest of the addresses belong to the interface.
const served = ["/api", "/v1", "/hooks", "/healthz", "/readyz", "/metrics", "/sourceConfig", "/beacon", "/rsaMetrics"];
const server = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
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
