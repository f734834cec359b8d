import { defineConfig } from "vitest/config";
import { hangGuardMs } from "./test/support/hang-guard.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/postgres-server.ts", "test/support/page-setup.ts"],
    // Only against hanging: no test waits for a clock.
    testTimeout: 5 * hangGuardMs,
    hookTimeout: 5 * hangGuardMs,
    expect: { poll: { timeout: hangGuardMs } },
    // More than the cores of a small machine: many tests wait for other processes.
    maxWorkers: 4,
    // There is no module state, so files can share a process and what it has loaded.
    isolate: false,
  },
});
