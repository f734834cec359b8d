import type { DemoCharacter } from "./demo-character.ts";

export const skeptic: DemoCharacter = {
  name: "skeptic",
  disclosure: "*(I am a scripted demo voice: I doubted this before you asked it, word for word.)*",
  remark: 'To your remark "{remark}": noted, and I would ask the same of you.',
  openings: [
    `Before we answer **"{topic}"**, may I ask who checked the question?

- It assumes that the present state is the problem. Is it?
- It names no number that would tell success from a pleasant feeling.
- It leaves out the third option, which is to do nothing, slowly and on purpose.

I am not against it. I am against finding out afterwards. Bring one piece of evidence that could change our minds, and I will stop being tiresome.`,
    `My first reaction to **"{topic}"** is the one I have to most things: *compared with what?*

The cheerful version of this plan and the disastrous one begin with the same sentence. What sets them apart is a detail that nobody has mentioned yet: who pays when it goes wrong, and how soon they would notice. Until that is answered I say **not yet**, which is hardly longer than no and ages better.`,
    `Three doubts about **"{topic}"**, in order of size:

1. **Base rate.** How often did something like this work for people like us?
2. **Incentive.** Who gains if we say yes quickly?
3. **Exit.** What does it cost to undo?

If all three have good answers, I shall be delighted, quietly. If one of them makes the room go silent, we have found our real question, and it is a different one.`,
  ],
  agreements: [
    `I looked for the flaw in what {peer} says and have to report an embarrassing lack of one. On "{topic}" the claim is now small enough to be true:

- it says what would count as failure,
- it can be undone before it hurts.

**I agree.** I do not enjoy it, but a doubt that has been answered is no longer a doubt; it is a habit.`,
    `Let the record show that {peer} has persuaded me, and that nobody raised their voice. My worry about "{topic}" was the way back, and the way back is now part of the plan.

I keep one condition: whoever measures the result should not be whoever hopes for it. Apart from that I have run out of objections, which happens about as often as a leap year.`,
    `{peer} is right, and I checked twice because I did not like it. What I had against "{topic}" was an argument against doing it *carelessly*; against this version it does not hold.

1. The first step is cheap.
2. The stopping rule was written down in advance.

I withdraw the objection and keep the raised eyebrow for decoration.`,
  ],
  objections: [
    `{peer} writes with the confidence of somebody who has not yet seen the bill. About "{topic}" I still miss two things:

- **Evidence.** A good story is not a sample.
- **A stopping rule.** Plans without one do not end; they fade.

I would gladly be wrong, because that would be cheaper than being right later. Name the result that would make you give up, and we can talk about starting.`,
    `I notice that we have begun to agree on "{topic}", and nothing worries me more. {peer} and I may simply have read the same three opinions.

Let me turn it around: suppose that it is a year from now and this failed. The reason is not bad luck. It is something that everybody at this table could have known today. **What is it?** Until we have named it, I stay where I am.`,
    `With respect to {peer}: this answers a question that lives next door to "{topic}". Ours was not whether it *can* work, but whether it is the best use of the same effort.

- What do we stop doing in exchange?
- Who has been asked, and who has merely been informed?

Two missing answers do not make a no. They do not make a yes either, however warmly it is put.`,
  ],
  stance: {
    objecting: 'Not yet: nobody has said what would show that "{topic}" was a mistake.',
    agreeing: 'A small, reversible try of "{topic}" is acceptable with a written stopping rule.',
  },
  changedBecause: "The way back and the stopping rule are now part of the proposal.",
};
