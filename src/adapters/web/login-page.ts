import type { Texts } from "../../core/texts/english.ts";

/**
 * The way in before the page itself may be seen: one field, without a script. `query` leads on to where the page was
 * to be opened, encoded and with its question mark, or is empty.
 */
export function loginPage(texts: Texts, sentence: string, query: string): string {
  const { page } = texts;
  return document(
    texts,
    "",
    `<main><h1>moai</h1><p>${sentence}</p>
<form method="post" action="/login${query}">
<label for="token">${page.token}</label>
<input id="token" type="password" name="token" autocomplete="current-password" autofocus required>
<button>${page.open}</button>
</form></main>`,
  );
}

/** Not a redirect: a browser that follows one from another site would leave the strict cookie out. */
export function welcomePage(texts: Texts, query: string): string {
  const refresh = `<meta http-equiv="refresh" content="0; url=/${query}">`;
  return document(texts, refresh, `<main><p>${texts.page.welcome}</p></main>`);
}

/** Served apart, because the policy allows no style inside a page, and without the token. */
export const loginStyle = `:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f7f5f0, #151618); color: light-dark(#211e19, #eceae4); font: 1rem/1.6 system-ui, sans-serif; }
main { width: min(22rem, 100vw - 2rem); }
h1 { margin: 0; font: 600 2rem/1.2 "Iowan Old Style", Palatino, Georgia, serif; }
form { display: grid; grid-template-columns: 1fr auto; gap: .25rem .5rem; }
label { grid-column: 1 / -1; font-size: .875rem; }
input, button { min-width: 0; padding: .5rem .75rem; border: 1px solid light-dark(#8c8575, #747981); border-radius: .625rem; background: light-dark(#fffefb, #1e2023); color: inherit; font: inherit; }
button { border-color: transparent; background: light-dark(#23201b, #efece5); color: light-dark(#fffefb, #17181a); font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid light-dark(#2456b8, #8fb4ff); outline-offset: 2px; }
`;

function document({ code }: Texts, head: string, body: string): string {
  return `<!doctype html><html lang="${code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>moai</title><link rel="stylesheet" href="/login.css">${head}</head><body>${body}</body></html>\n`;
}
