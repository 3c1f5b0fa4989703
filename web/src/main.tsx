/** Starts the interface: language first, so that the first paint already speaks it. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createQueries } from "./app/queries";
import { createAppRouter } from "./app/router";
import { startI18n } from "./i18n";
import { DisplayProvider } from "./ui/display";
import "./ui/base.css";

const queries = createQueries();
const router = createAppRouter(queries);

await startI18n();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <DisplayProvider>
          <RouterProvider router={router} />
        </DisplayProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
