/**
 * Where the viewer was last: addresses of pages and ids of customers, kept on this device for each user. Names are not
 * kept: they are personal data, and are asked for anew when they are shown.
 */
const most = 6;
const keyOf = (user: string) => `rapport.recent.${user}`;

export function recentPaths(user: string): string[] {
  const stored: unknown = JSON.parse(localStorage.getItem(keyOf(user)) ?? "[]");
  return Array.isArray(stored) ? stored.filter((one): one is string => typeof one === "string").slice(0, most) : [];
}

export function remember(user: string, path: string): void {
  const paths = [path, ...recentPaths(user).filter((one) => one !== path)].slice(0, most);
  localStorage.setItem(keyOf(user), JSON.stringify(paths));
}

/** The customer that a path leads to. */
export function customerOf(path: string): string | undefined {
  return /^\/customers\/(cus_[^/]+)$/.exec(path)?.[1];
}
