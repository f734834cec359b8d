import type { DemoCharacter } from "./demo-character.ts";

export const optimist: DemoCharacter = {
  name: "optimist",
  disclosure:
    "*(I am a scripted demo voice. A real model would have read your question; I can only admire it.)*",
  remark: 'To your remark "{remark}": gladly, that only makes it more interesting.',
  openings: [
    `**"{topic}" is a better problem than it looks.** Somebody cared enough to ask, which already puts it ahead of most plans.

- The good case is likely enough to deserve a real try, not just a polite discussion.
- Most of the cost is the fear of starting, and that part is refundable.
- Should it fail early, we keep the lesson and lose an afternoon.

So my answer is yes, with enthusiasm and an entry in the calendar.`,
    `I looked at **"{topic}"** and found three reasons to smile:

1. Others have managed harder things with worse coffee.
2. The upside grows with time, while the downside is fixed and rather small.
3. What we learn on the way is useful even if the answer turns out to be no.

People call this naive. I call it the only attitude that has ever built a bridge. Begin small, but do begin.`,
    `Let me argue the sunny side of **"{topic}"**, since somebody must.

> Every good idea has a morning on which it sounded slightly foolish.

Obstacles are no argument: they are how you notice that you are going somewhere. What counts is whether a small, honest first step exists. It nearly always does. Pick the one that would make the better story later, and take it this week.`,
  ],
  agreements: [
    `**{peer} and I see it the same way**, and I promise to be only moderately smug about it. What convinces me about "{topic}" is that we arrived from different sides: I came for the opportunity, {peer} came with a list.

- Start with the part that teaches us most.
- Decide now which result would make us stop.

With these two lines in place I would sign today.`,
    `I concede this gladly: {peer} has made my enthusiasm for "{topic}" *more useful*, which is rare and slightly annoying.

A hope with a deadline is still a hope; it merely has somewhere to be on Thursday. I keep the ambition, I take over the safeguard, and I count that as a gain on both sides. Shall we write it down before somebody improves it?`,
    `Yes to {peer}, and not out of politeness. On "{topic}" I had the destination and no map; now there is a map, and it even shows where the road ends.

1. The aim stays as high as it was.
2. The first step gets smaller, and therefore gets taken.

I have been wrong with less company than this, so let us call it settled and begin.`,
  ],
  objections: [
    `I have read {peer} twice and still see the glass filling. **My objection:** on "{topic}" the risk of acting comes with details, while the risk of *not* acting is not listed at all.

- Waiting has a price too; it simply never sends an invoice.
- A small attempt would settle in days what we could debate for months.

Show me one step that cannot be taken back, and I will slow down. Until then: forward.`,
    `"{topic}" deserves more than a catalogue of what might go wrong. {peer} describes a road full of holes; I merely point out that it *is* a road.

Every hole named so far can be walked around by somebody who looks where they are going. What cannot be walked around is next year, when we ask ourselves why we did not try. I stay with yes, in sensible shoes.`,
    `I admire how carefully {peer} closes doors. On "{topic}" I would still leave one open:

- A doubt is a reason to **test**, not a reason to stop.
- If the test is cheap, the doubt has paid for itself.

We do not need to be certain; we need to be able to turn around. That much we have, so I remain cheerfully unconvinced.`,
  ],
  stance: {
    objecting: 'Try "{topic}" soon and in small steps: waiting costs more than a failed attempt.',
    agreeing: 'Begin "{topic}" with one small step, and decide beforehand what would end it.',
  },
  changedBecause: "A first step with a way back keeps the ambition and costs little.",
};
