import { danish } from "./danish.ts";
import { english, type Texts } from "./english.ts";

/** All that moai speaks. Another language is one more file like these, and its name here and in the page's list. */
export const languages: readonly Texts[] = [english, danish];

/** By a code such as `da` or `da-DK`; English where that is unknown or not spoken. */
export function textsOf(language: string | null | undefined): Texts {
  const code = languageCode(language);
  return languages.find((texts) => texts.code === code) ?? english;
}

/** The language alone, without a country or a script: `da` of `da-DK`. */
export function languageCode(language: string | null | undefined): string | undefined {
  return /^([a-z]{2,3})(?:[-_]|$)/.exec(language?.toLowerCase() ?? "")?.[1];
}
