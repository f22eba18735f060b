import fc from "fast-check";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { newId } from "../../platform/ids.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { blockMember } from "./block-member.ts";
import { withdrawMessage } from "./change-message.ts";
import { countUnreadAnywhere, listConversationsAnywhere } from "./list-conversations.ts";
import type { ConversationId, MessageId } from "./message.ts";
import { sendMessage } from "./send-message.ts";
import { findMessageAnywhere, showConversationAnywhere } from "./show-conversation.ts";

/** A message as it should be seen. */
interface Sent {
  readonly id: MessageId;
  readonly conversation: ConversationId;
  readonly by: number;
  readonly to: number;
  readonly words: string;
  readonly withheld: boolean;
  withdrawn: boolean;
}

const step = fc.record({ act: fc.constantFrom("send", "send", "send", "block", "unblock", "withdraw"), by: fc.nat(2), to: fc.nat(2), which: fc.nat(20) });

test("whatever is written, blocked and taken back, each of three reads what was for them and not kept from them, and nobody else anything", async () => {
  const world = await newWorld();
  const here = await world.territory();

  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
    const people = [await world.member(here), await world.member(here), await world.member(here, { animates: [here], coordinator: true })] as const;
    const blocks = new Set<string>();
    const sent: Sent[] = [];
    for (const [n, { act, by, to, which }] of steps.entries()) {
      const [one, other] = [people[by], people[to]];
      if (!one || !other || by === to) continue;
      if (act === "block" || act === "unblock") await blockMember(world.as(one), other.id, act === "block");
      if (act === "block") blocks.add(`${by}-${to}`);
      if (act === "unblock") blocks.delete(`${by}-${to}`);
      const target = sent[which % Math.max(sent.length, 1)];
      if (act === "withdraw" && target) {
        const outcome = await withdrawMessage(world.as(one), target.id);
        expect(outcome.done).toBe(target.by === by && !target.withdrawn);
        if (outcome.done) target.withdrawn = true;
      }
      if (act !== "send") continue;
      const outcome = await sendMessage(world.as(one), { to: other.id, body: fromMarkdown(`mot${n}`), submission: null });
      expect(outcome.done).toBe(!blocks.has(`${by}-${to}`));
      if (outcome.done) sent.push({ ...outcome.value, by, to, words: `mot${n}`, withheld: blocks.has(`${to}-${by}`), withdrawn: false });
    }

    const conversations = new Set(sent.map((each) => each.conversation));
    for (const [index, person] of people.entries()) {
      const seen = (message: Sent) => message.by === index || (message.to === index && !message.withheld);
      for (const id of conversations) {
        const expected = sent.filter((each) => each.conversation === id && seen(each)).map((each) => (each.withdrawn ? "" : each.words));
        const shown = await showConversationAnywhere(world.as(person), id, null, 100);
        expect(shown ? shown.messages.map((message) => plainText(message.body)) : []).toEqual(expected);
      }
      for (const message of sent) expect((await findMessageAnywhere(world.as(person), message.id)) !== null).toBe(seen(message));
      const { lines } = await listConversationsAnywhere(world.db, person.id, null, 100);
      expect(lines.map((line) => line.id).toSorted()).toEqual([...conversations].filter((id) => sent.some((each) => each.conversation === id && seen(each))).toSorted());
      // Who answers has read what came before.
      const unread = [...conversations].filter((id) => sent.filter((each) => each.conversation === id).slice(sent.filter((each) => each.conversation === id).findLastIndex((each) => each.by === index) + 1).some((each) => seen(each) && each.by !== index && !each.withdrawn));
      expect(await countUnreadAnywhere(world.db, person.id)).toBe(unread.length);
    }
    const strangers: readonly Viewer[] = [{ kind: "visitor" }, { ...people[2], id: newId() }];
    for (const viewer of strangers) for (const message of sent) expect([await showConversationAnywhere(world.as(viewer), message.conversation, null, 9), await findMessageAnywhere(world.as(viewer), message.id)]).toEqual([null, null]);
  }), { numRuns: 25 });
});
