import { displayName } from "../../src/core/display-name.ts";
import { ModelError } from "../../src/core/errors.ts";
import type { Outcome } from "../../src/core/outcome.ts";
import type { Model } from "../../src/models/model.ts";
import { answered } from "./scripted-model.ts";

/** A voice that a test leads by the hand; what it says before it is asked waits until then. */
export type SteppedModel = Model & {
  /** Resolves once the call is on its way. */
  asked(): Promise<void>;
  write(text: string): Promise<void>;
  end(): void;
  fail(outcome: Outcome): void;
};

export function steppedModel(name: string): SteppedModel {
  let text = "";
  let call = Promise.withResolvers<(text: string) => void>();
  let ended = Promise.withResolvers<void>();

  return {
    name,
    displayName: displayName(name),
    id: `stepped/${name}`,
    async ask(_prompt, { signal, onText }) {
      const onAbort = () => ended.reject(new ModelError("stopped"));
      signal.addEventListener("abort", onAbort);
      call.resolve(onText);
      try {
        await ended.promise;
        return answered(text);
      } finally {
        signal.removeEventListener("abort", onAbort);
        text = "";
        call = Promise.withResolvers();
        ended = Promise.withResolvers();
      }
    },
    async asked() {
      await call.promise;
    },
    async write(more) {
      const onText = await call.promise;
      text += more;
      onText(more);
    },
    end: () => ended.resolve(),
    fail: (outcome) => ended.reject(new ModelError(outcome, { partialText: text })),
  };
}
