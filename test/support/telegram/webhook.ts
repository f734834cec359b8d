import { setTimeout as delay } from "node:timers/promises";
import type { UpdateQueue } from "./update-queue.ts";

export interface Webhook {
  readonly url: string;
  readonly secretToken: string | undefined;
}

export type WebhookDelivery = ReturnType<typeof createWebhookDelivery>;

/** Pushes updates to the bot in order, each until it is accepted. Telegram waits longer in between. */
export function createWebhookDelivery(queue: UpdateQueue, onChange: () => void, pauseMs: number) {
  let webhook: Webhook | undefined;
  let stopping = new AbortController();
  let running: Promise<void> | undefined;
  let lastError: string | undefined;

  return { set, wake, state };

  async function set(next: Webhook | undefined): Promise<void> {
    stopping.abort();
    await running;
    stopping = new AbortController();
    webhook = next;
    lastError = undefined;
    wake();
  }

  function wake(): void {
    if (webhook === undefined || running !== undefined || queue.peek() === undefined) return;
    running = run(webhook, stopping.signal);
  }

  function state() {
    return { url: webhook?.url ?? "", lastError };
  }

  async function run(target: Webhook, signal: AbortSignal): Promise<void> {
    let update = queue.peek();
    while (update !== undefined && !signal.aborted) {
      lastError = await deliver(target, JSON.stringify(update), signal);
      if (signal.aborted) break;
      if (lastError === undefined) queue.confirm(update);
      onChange();
      if (lastError !== undefined) {
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
      update = queue.peek();
    }
    running = undefined;
  }
}

/** What went wrong, if anything. */
async function deliver(
  { url, secretToken }: Webhook,
  body: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        ...(secretToken !== undefined && { "X-Telegram-Bot-Api-Secret-Token": secretToken }),
      },
      signal,
    });
    await response.body?.cancel();
    return response.ok
      ? undefined
      : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch {
    return "Connection refused";
  }
}
