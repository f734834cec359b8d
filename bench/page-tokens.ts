/** 100 tokens a second. */
export const tokenMs = 10;

const section = `## A question of seams

A modular monolith, **for now**. Five people cannot staff the seams that services need; see [the paper](https://example.com/paper), which says it with \`numbers\` and *examples*.

1. How often does each part ship?
2. Who is called at night?
   - and how often?
   - and by whom?
3. Does any part need another runtime?

| Part | Now | Later |
|---|---|---:|
| Billing | apart | apart |
| Catalogue | inside | 2 |

\`\`\`ts
export async function deploy(target: Target, retries = 3): Promise<Result> {
  const plan = await build(target); // one module, one owner
  if (!plan.isReady) throw new Error(\`not ready: \${target.name}\`);
  return run(plan, { retries });
}
\`\`\`

> A distributed monolith has the costs of both and the benefits of neither.

`;

/** What each of three voices writes: ten seconds of everything that Markdown has. */
export const tokens: readonly string[] = (section.repeat(6).match(/\s*\S{1,5}/g) ?? []).slice(
  0,
  1000,
);
