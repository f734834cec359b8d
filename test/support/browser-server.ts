import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type BrowserServer, chromium } from "playwright-core";

const args = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium's sandbox refuses root, and many containers refuse the sandbox.
  "--no-sandbox",
];

/** The font of the package beside those of the machine, which may have none at all. */
const fontsConfiguration = (directory: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}/fonts</dir>
  <cachedir>${directory}/fonts-cache</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
`;

/**
 * A real Chromium: the one from npm on Linux x64, elsewhere an installed Chrome. Undefined where there is
 * neither, so that its tests can be skipped aloud.
 */
export async function startBrowserServer(): Promise<BrowserServer | undefined> {
  if (process.platform === "linux" && process.arch === "x64") return await startUnpacked();
  try {
    return await chromium.launchServer({ channel: "chrome", args });
  } catch {
    console.warn("Skipped: tests of the page. They need Chrome, and none is installed here.");
    return undefined;
  }
}

/**
 * Not started with the package's own list of arguments: that one turns the browser's web security off,
 * which is among the things that are tested.
 */
async function startUnpacked(): Promise<BrowserServer> {
  const directory = await unpack();
  return await chromium.launchServer({
    executablePath: join(directory, "chromium"),
    args,
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(directory, "fonts.conf"),
      // Where the machine lacks the libraries of a desktop, those of the package serve.
      LD_LIBRARY_PATH: [process.env["LD_LIBRARY_PATH"], join(directory, "al2023/lib")]
        .filter(Boolean)
        .join(":"),
    },
  });
}

/** Unpacks once for all test runs; renamed into place, so that nobody starts one that is half there. */
async function unpack(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const packageDirectory = dirname(dirname(entry));
  const cache = join(dirname(dirname(packageDirectory)), ".cache");
  const manifest = readFileSync(join(packageDirectory, "package.json"), "utf8");
  const [, version = ""] = /"version": "([^"]+)"/.exec(manifest) ?? [];
  const directory = join(cache, `moai-chromium-${version}`);
  if (existsSync(directory)) return directory;

  mkdirSync(cache, { recursive: true });
  const half = mkdtempSync(join(cache, "moai-chromium-half-"));
  const temporary = process.env["TMPDIR"];
  process.env["TMPDIR"] = half;
  try {
    const { default: packed, inflate } = await import("@sparticuz/chromium");
    await packed.executablePath();
    await inflate(join(packageDirectory, "bin/al2023.tar.br"));
    writeFileSync(join(half, "fonts.conf"), fontsConfiguration(directory));
  } finally {
    if (temporary === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = temporary;
  }
  try {
    renameSync(half, directory);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  }
  return directory;
}
