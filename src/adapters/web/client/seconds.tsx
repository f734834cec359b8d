import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useSpeech } from "./speech.ts";

/** Counts while something goes on. Not read aloud: it would never end. */
export function Seconds({ sinceMs }: { readonly sinceMs: number }) {
  const { says } = useSpeech();
  const nowMs = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (nowMs.value = Date.now()), 1000);
    return () => clearInterval(timer);
  }, [nowMs]);
  const seconds = Math.max(0, Math.floor((nowMs.value - sinceMs) / 1000));
  return <span aria-hidden="true">{says.turn.seconds(String(seconds))}</span>;
}
