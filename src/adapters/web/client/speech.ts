import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { danishPage } from "../../../core/texts/danish.ts";
import { englishPage, type PageTexts } from "../../../core/texts/english.ts";
import { createFormats, type Formats } from "../../../core/texts/formats.ts";

/** How the page speaks to somebody. */
export type Speech = {
  readonly code: string;
  /** With the country, for times of day: the browser's own where it has the language. */
  readonly locale: string;
  readonly says: PageTexts;
  readonly format: Formats;
};

const languages = [
  { code: "en", says: englishPage, format: createFormats("en-GB") },
  { code: "da", says: danishPage, format: createFormats("da") },
] as const;

/** Some browsers on some machines name others as well, like `en-US@posix`, which nothing takes. */
const isLanguageTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** In the first of these languages that the page speaks, or else in English. */
export function speechOf(wanted: readonly string[]): Speech {
  const codes = wanted.map(codeOf);
  const [english] = languages;
  const code = codes.find((one) => languages.some((known) => known.code === one));
  const language = languages.find((known) => known.code === code) ?? english;
  const locale = navigator.languages.find(
    (one) => codeOf(one) === language.code && isLanguageTag.test(one),
  );
  return { ...language, locale: locale ?? language.code };
}

export const SpeechContext = createContext<Speech>(speechOf([]));

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}

function codeOf(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}
