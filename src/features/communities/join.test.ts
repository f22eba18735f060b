import { describe, expect, test } from "vitest";
import { sql } from "kysely";
import { newWorld, type World } from "../../../tests/support/world.ts";
import type { CommunityId } from "../../platform/ids.ts";
import { visitor } from "../../platform/viewer.ts";
import { invitationInput } from "./input.ts";
import { acceptInvitation, invite, mostInvitations, revokeInvitation } from "./invite.ts";
import { answerRequest, join } from "./join.ts";
import { setRole } from "./manage-people.ts";

const noMail = async () => {};
const people = async (world: World, community: CommunityId) => (await sql<{ id: string; role: string; state: string }>`select member_id as id, role, state from community_members where community_id = ${community}`.execute(world.db)).rows;
const counted = async (world: World, community: CommunityId) => (await sql<{ members: number }>`select members from communities where id = ${community}`.execute(world.db)).rows[0]?.members;
const refusal = (outcome: { done: boolean; refusal?: { kind: string } }) => (outcome.done ? "done" : outcome.refusal?.kind);

describe("coming in", () => {
  test("a member of any territory walks into an open community, once, however often they click", async () => {
    const world = await newWorld();
    const [here, there] = [await world.territory(), await world.territory()];
    const community = await world.community(here);
    const member = await world.member(there);

    const outcomes = await Promise.all([1, 2, 3].map(() => join(world.as(member), community, "")));

    expect(outcomes.every((outcome) => outcome.done && outcome.value.now === "in")).toBe(true);
    expect(await people(world, community)).toEqual([{ id: member.id, role: "member", state: "in" }]);
    expect([await counted(world, community), await world.factsAbout(community)]).toEqual([1, ["community.joined"]]);
    expect(refusal(await join(world.as(visitor), community, ""))).toBe("sign-in");
  });

  test("one on request waits for those in charge, who mail their answer; one is asked for once", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const community = await world.community(here, { access: "request" });
    const moderator = await world.member(here, { moderates: [community] });
    const [asking, other, plain] = [await world.member(here), await world.member(here), await world.member(here, { communities: [community] })];
    await world.account(asking);
    const mails: string[] = [];

    await join(world.as(asking), community, "Je suis médiatrice.");
    await join(world.as(asking), community, "Encore moi.");
    await join(world.as(other), community, "");
    const bySomeoneElse = await answerRequest(world.as(plain), community, asking.id, true, "", noMail);
    const byOneself = await answerRequest(world.as(asking), community, asking.id, true, "", noMail);
    const accepted = await answerRequest(world.as(moderator), community, asking.id, true, "", async (_tx, to) => void mails.push(to));
    const twice = await answerRequest(world.as(moderator), community, asking.id, false, "", noMail);
    await answerRequest(world.as(moderator), community, other.id, false, "", noMail);

    expect([bySomeoneElse, byOneself, accepted, twice].map(refusal)).toEqual(["forbidden", "forbidden", "done", "unknown"]);
    expect(mails).toEqual([`${asking.handle}@example.org`]);
    expect((await people(world, community)).map((each) => each.id).sort()).toEqual([moderator.id, plain.id, asking.id].sort());
    expect(await counted(world, community)).toBe(3);
  });

  test("a private or archived one lets nobody in, but the animator of its territory", async () => {
    const world = await newWorld();
    const [here, there] = [await world.territory(), await world.territory()];
    const [hidden, ended] = [await world.community(here, { access: "private" }), await world.community(here, { state: "archived" })];
    const [member, animator, neighbour] = [await world.member(here), await world.member(here, { animates: [here] }), await world.member(there, { animates: [there], coordinator: true })];

    expect(refusal(await join(world.as(member), hidden, ""))).toBe("unknown");
    expect(refusal(await join(world.as(neighbour), hidden, ""))).toBe("unknown");
    expect(refusal(await join(world.as(member), ended, ""))).toBe("closed");
    expect(refusal(await join(world.as(animator), hidden, ""))).toBe("done");
    expect(refusal(await join(world.as(animator), ended, ""))).toBe("done");
  });
});

describe("E8: roles", () => {
  test("nobody gives themselves a role: a moderator can't become administrator, nor make one, nor put one out", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const community = await world.community(here, { access: "request" });
    const administrator = await world.member(here, { runs: [community] });
    const [moderator, plain, stranger] = [await world.member(here, { moderates: [community] }), await world.member(here, { communities: [community] }), await world.member(here)];
    const before = await people(world, community);

    const tries = [
      setRole(world.as(moderator), community, moderator.id, "administrator"), setRole(world.as(moderator), community, plain.id, "moderator"), setRole(world.as(moderator), community, administrator.id, null), setRole(world.as(moderator), community, administrator.id, "member"),
      setRole(world.as(plain), community, plain.id, "moderator"), setRole(world.as(stranger), community, stranger.id, "administrator"), setRole(world.as(plain), community, moderator.id, null),
    ];

    expect((await Promise.all(tries)).map(refusal)).toEqual(tries.map(() => "forbidden"));
    expect(await people(world, community)).toEqual(before);
    // What somebody says that they are is not asked: what they are is read with the community locked.
    const pretending = { ...moderator, memberships: [{ community, role: "administrator" as const }] };
    expect(refusal(await setRole(world.as(pretending), community, moderator.id, "administrator"))).toBe("forbidden");
    expect(refusal(await setRole(world.as(moderator), community, plain.id, null))).toBe("done");
  });

  test("the last administrator neither leaves nor is put out, by anybody; of two who leave at once, one stays", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const community = await world.community(here);
    const [first, second] = [await world.member(here, { runs: [community] }), await world.member(here, { communities: [community] })];
    const animator = await world.member(here, { animates: [here] });

    for (const who of [first, animator]) for (const role of [null, "moderator"] as const) expect(refusal(await setRole(world.as(who), community, first.id, role))).toBe("last-administrator");
    expect(refusal(await setRole(world.as(first), community, second.id, "administrator"))).toBe("done");
    const leaving = await Promise.all([setRole(world.as(first), community, first.id, null), setRole(world.as(second), community, second.id, null)]);

    expect(leaving.map(refusal).sort()).toEqual(["done", "last-administrator"]);
    expect((await people(world, community)).map((each) => each.role)).toEqual(["administrator"]);
    expect(await counted(world, community)).toBe(1);
  });
});

describe("invitations by link", () => {
  test("a link lets in as plain members, as many as it says, even at the same instant; and not once it is revoked or old", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const community = await world.community(here, { access: "private" });
    const [administrator, plain] = [await world.member(here, { runs: [community] }), await world.member(here, { communities: [community] })];
    const guests = await Promise.all([1, 2, 3, 4].map(() => world.member(here)));

    expect(refusal(await invite(world.as(plain), community, { days: 1, most: 1 }))).toBe("forbidden");
    const made = await invite(world.as(administrator), community, { days: 7, most: 2 });
    if (!made.done) throw new Error(made.refusal.kind);
    const { secret } = made.value;
    const outcomes = await Promise.all(guests.map((guest) => acceptInvitation(world.as(guest), secret)));

    expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(2);
    expect((await people(world, community)).filter((each) => guests.some((guest) => guest.id === each.id)).map((each) => each.role)).toEqual(["member", "member"]);
    expect((await sql`select from community_invitations where secret_hash::text like ${`%${secret}%`}`.execute(world.db)).rows).toHaveLength(0);
    // Whoever is in already keeps their role, and takes nobody's place.
    const again = await invite(world.as(administrator), community, { days: 7, most: 1 });
    if (!again.done) throw new Error(again.refusal.kind);
    expect(refusal(await acceptInvitation(world.as(administrator), again.value.secret))).toBe("done");
    const late = { ...world.as(await world.member(here)), now: () => Temporal.Now.instant().add({ hours: 24 * 8 }) };
    expect(refusal(await acceptInvitation(late, again.value.secret))).toBe("stale");
    const { rows } = await sql<{ id: string }>`select id from community_invitations where uses = 0`.execute(world.db);
    expect(refusal(await revokeInvitation(world.as(plain), rows[0]?.id ?? ""))).toBe("unknown");
    expect(refusal(await revokeInvitation(world.as(administrator), rows[0]?.id ?? ""))).toBe("done");
    expect(refusal(await acceptInvitation(world.as(await world.member(here)), again.value.secret))).toBe("stale");
    expect((await people(world, community)).find((each) => each.id === administrator.id)?.role).toBe("administrator");
  });

  test("nobody makes links without end, nor without a measure", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const community = await world.community(here);
    const administrator = await world.member(here, { runs: [community] });

    for (const typed of [{ days: "0", most: "5" }, { days: "91", most: "5" }, { days: "7", most: "501" }, { days: "x", most: "" }]) expect(invitationInput.safeParse(typed).success).toBe(false);
    for (let n = 0; n < mostInvitations; n++) await invite(world.as(administrator), community, { days: 1, most: 1 });
    expect(refusal(await invite(world.as(administrator), community, { days: 1, most: 1 }))).toBe("too-many");
  });
});
