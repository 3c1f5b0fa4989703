import app from "./app.json";
import customer from "./customer.json";
import customers from "./customers.json";
import errors from "./errors.json";
import session from "./session.json";
import sources from "./sources.json";
import time from "./time.json";
import today from "./today.json";
import touchpoints from "./touchpoints.json";
import words from "./words.json";

export default { app, customer, customers, errors, session, sources, time, today, touchpoints, words };
