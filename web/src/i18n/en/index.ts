import app from "./app.json";
import attention from "./attention.json";
import customer from "./customer.json";
import customers from "./customers.json";
import errors from "./errors.json";
import imports from "./imports.json";
import plan from "./plan.json";
import session from "./session.json";
import settings from "./settings.json";
import sources from "./sources.json";
import time from "./time.json";
import today from "./today.json";
import touchpoints from "./touchpoints.json";
import webhooks from "./webhooks.json";
import welcome from "./welcome.json";
import words from "./words.json";

export default { app, attention, customer, customers, errors, imports, plan, session, settings, sources, time, today, touchpoints, webhooks, welcome, words };
