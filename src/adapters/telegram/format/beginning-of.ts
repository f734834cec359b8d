import { concatenate, type FormattedText } from "./formatted-text.ts";
import { splitMessage } from "./split-message.ts";

/** Enough for a notification to say something. */
const beginningLength = 80;

/** The first words, never all of them: the edit that completes them has to change something. */
export function beginningOf(formatted: FormattedText): FormattedText {
  const length = Math.min(beginningLength, Math.floor(formatted.text.length / 2));
  const [first] = length > 0 ? splitMessage(formatted, { length }) : [];
  const more = { text: " …", entities: [] };
  return first && first.text.length < formatted.text.length ? concatenate(first, more) : more;
}
