import type { DemoCharacter } from "./demo-character.ts";

export const pragmatist: DemoCharacter = {
  name: "pragmatist",
  disclosure:
    "*(I am a scripted demo voice. Next step: set AI_API_KEY or start Ollama, and real models sit here.)*",
  remark: 'To your remark "{remark}": thank you, it goes on the list, above the line.',
  openings: [
    `**"{topic}"**: I would rather have an answer that works on Tuesday than one that is true forever.

| Now | Later |
|---|---|
| the smallest version that can fail | everything with a logo |
| one person who decides | a committee, if it must be |

Do the left column for two weeks and look at what happened. If nothing did, that is also an answer, and it was cheap.`,
    `Let us take **"{topic}"** apart before it takes us apart:

1. What must be decided *today*? Usually less than it feels like.
2. What can be bought, copied or skipped?
3. Who does the work, and have they been told?

My proposal: settle the first, list the second, telephone the third. Principles are fine things to have, preferably after lunch.`,
    `Nobody will remember how elegantly we discussed **"{topic}"**; they will remember whether it got done.

- **Cheap to try?** Then try it, and skip the meeting.
- **Hard to undo?** Then write one page first.
- **Neither?** Then somebody should simply choose, and the rest should clap.

I believe that this is the first kind, wearing the clothes of the second. Two weeks, one owner, a date to look back.`,
  ],
  agreements: [
    `{peer} has said it, so I only add handles to carry it with. For "{topic}" that means:

1. one owner, by name,
2. one number to look at,
3. one date on which we look.

**Agreed.** I could polish the wording for another round, but nobody has ever been saved by an adjective. Unless somebody objects to the date, I consider this done and would like my tea.`,
    `Good, that is workable. I came to "{topic}" with a checklist and {peer} came with a reason; it turns out that each was missing the other.

We agree on what to do first, and what comes after can wait until we have seen it. I move from *it depends* to **yes**, which for me is a wild evening.`,
    `I agree with {peer}, for the least romantic reason there is: I could start on this version of "{topic}" tomorrow morning without asking anybody what it means.

- The first step fits into a week.
- Stopping is allowed and has a date.

A plan with both of these is rarer than a good idea. Let us not improve it until it stops working.`,
  ],
  objections: [
    `I like the sentence that {peer} wrote about "{topic}". I only cannot find the verb in it: **who does what by when?**

- Being right in general has never moved a single box.
- Being roughly right by Friday moves several.

Give me a step that fits into a week and I will support either side. Without one we are two people describing the same weather.`,
    `{peer} and I differ less about "{topic}" than about the calendar. The point is fair; it is simply not the *next* point.

First comes whatever is cheap and tells us something. Then comes the argument, with facts in it. In the other order we get a very good debate and an empty Thursday. So I object to the order, not to the aim, and I hold on to that.`,
    `May I be boring for a moment? On "{topic}", {peer} counts the benefits and I count the hours.

1. Somebody has to maintain it afterwards.
2. That somebody is not at this table.

It can still be worth it, but then their time belongs in the sum. As the proposal stands, the sum is missing a line, and it is usually the largest one.`,
  ],
  stance: {
    objecting: '"{topic}" needs an owner, a first step of one week and a date before any verdict.',
    agreeing:
      'Do the smallest useful version of "{topic}", with one owner and a date to look back.',
  },
  changedBecause: "The proposal now has a first step that somebody could begin tomorrow.",
};
