import { describe, expect, test } from "vitest";
import { createCallSlots } from "../../src/engine/call-slots.ts";

const never = new AbortController().signal;

describe("createCallSlots", () => {
  test("lets no more calls begin than there are slots", async () => {
    const slots = createCallSlots(2);
    let inFlight = 0;
    let most = 0;

    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const release = await slots.acquire(`place ${index % 3}`, never);
        most = Math.max(most, (inFlight += 1));
        await Promise.resolve();
        inFlight -= 1;
        release();
      }),
    );

    expect(most).toBe(2);
    expect(inFlight).toBe(0);
  });

  test("takes places in turn, so that one that asks much waits behind itself", async () => {
    const slots = createCallSlots(1);
    const order: string[] = [];
    const release = await slots.acquire("busy", never);
    const calls = ["busy", "busy", "busy", "quiet"].map(async (place) => {
      const done = await slots.acquire(place, never);
      order.push(place);
      done();
    });

    release();
    await Promise.all(calls);

    expect(order).toEqual(["busy", "quiet", "busy", "busy"]);
  });

  test("a call that is aborted while it waits takes no slot", async () => {
    const slots = createCallSlots(1);
    const release = await slots.acquire("web", never);
    const abort = new AbortController();
    const waiting = slots.acquire("web", abort.signal);

    abort.abort(new Error("stopped"));
    release();

    await expect(waiting).rejects.toThrow("stopped");
    await expect(slots.acquire("web", never)).resolves.toBeTypeOf("function");
    await expect(slots.acquire("web", abort.signal)).rejects.toThrow("stopped");
  });
});
