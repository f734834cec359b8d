import { limits } from "./limits.ts";

/**
 * The address of a link that Telegram accepts. One it refuses fails the whole message (tdlib,
 * LinkManager.cpp and HttpUrl.cpp): a host without a dot, an unknown scheme, `tg://user` of a
 * stranger. Those are shown as text instead.
 */
export function toSafeUrl(href: string): string | undefined {
  if (!/^https?:\/\//i.test(href)) return undefined;
  const url = URL.parse(href);
  if (url === null || url.href.length > limits.url) return undefined;
  return /^[\w-]+(?:\.[\w-]+)+\.?$/.test(url.hostname) && url.port !== "0" ? url.href : undefined;
}
