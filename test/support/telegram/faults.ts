import type { ApiMethods } from "grammy/types";

export type Fault =
  | { readonly kind: "rate_limited"; readonly retryAfter: number }
  | { readonly kind: "server_error"; readonly status?: number }
  | { readonly kind: "refused"; readonly code: number; readonly description: string }
  /** No answer, until the caller or the test gives up. */
  | { readonly kind: "hang" }
  /** The connection breaks, before or after the method took effect. */
  | { readonly kind: "reset"; readonly when: "before" | "after" };

/** Faults that a test has ordered, by method, each for a number of calls. */
export function createFaults() {
  const ordered = new Map<string, Fault[]>();

  return { order, take, clear: () => ordered.clear() };

  function order(method: keyof ApiMethods, fault: Fault, times: number): void {
    ordered.set(method, [
      ...(ordered.get(method) ?? []),
      ...Array.from({ length: times }, () => fault),
    ]);
  }

  function take(method: string): Fault | undefined {
    return ordered.get(method)?.shift();
  }
}
