import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { listAddresses } from "../contents/list-addresses.ts";
import { closingOf, isClosed } from "./announcement.ts";
import { closeAnnouncement } from "./close-announcement.ts";
import { announcementInput } from "./input.ts";
import { listAnnouncements, readDeadlineCursor, writeDeadlineCursor } from "./list-announcements.ts";
import { writeAnnouncement } from "./write-announcement.ts";

const at = (text: string) => Temporal.Instant.from(text);

describe("a deadline", () => {
  test("is the end of its day, or its hour, on the clocks of the territory", () => {
    expect(String(closingOf("2026-12-02", "Europe/Paris"))).toBe("2026-12-02T23:00:00Z");
    expect(String(closingOf("2026-12-02", "Indian/Reunion"))).toBe("2026-12-02T20:00:00Z");
    expect(String(closingOf("2026-12-02T17:00", "Indian/Reunion"))).toBe("2026-12-02T13:00:00Z");
    // The night when clocks go back is an hour longer.
    expect(String(closingOf("2026-10-25", "Europe/Paris"))).toBe("2026-10-25T23:00:00Z");
    expect(closingOf("le 2 décembre", "Europe/Paris")).toBeNull();
  });

  test("closes an announcement at its very instant, not before", () => {
    const closesAt = at("2026-12-02T20:00:00Z");

    expect(isClosed({ closesAt }, at("2026-12-02T19:59:59Z"))).toBe(false);
    expect(isClosed({ closesAt }, closesAt)).toBe(true);
  });

  test("must be a day that there is", () => {
    const form = { title: "Un stage", body: fromMarkdown("Venez."), type: "internship" };

    expect(announcementInput.safeParse({ ...form, deadline: "2026-12-02T17:00" }).success).toBe(true);
    for (const deadline of ["", "2026-02-30", "demain", "2026-12-02T25:00"]) expect(announcementInput.safeParse({ ...form, deadline }).success, deadline).toBe(false);
  });
});

test("the clock closes an announcement of La Réunion once, in its evening, and a later deadline opens it again", async () => {
  const world = await newWorld();
  const here = { ...(await world.territory()), zone: "Indian/Reunion" };
  const author = await world.member(here);
  const content = await world.announcement(author, here, { input: { deadline: "2026-12-02" } });
  const closedAt = async () => (await sql<{ closed_at: unknown }>`select closed_at from announcements where content_id = ${content}`.execute(world.db)).rows[0]?.closed_at;
  const { rows: jobs } = await sql<{ run_at: Temporal.Instant }>`select run_at from graphile_worker.jobs where key = ${`close:${content}`}`.execute(world.db);
  expect(jobs.map((job) => String(job.run_at))).toEqual(["2026-12-02T20:00:00Z"]);

  await closeAnnouncement(world.db, content, at("2026-12-02T19:59:00Z"));
  expect(await closedAt()).toBeNull();
  for (const _time of [1, 2]) await closeAnnouncement(world.db, content, at("2026-12-02T20:00:01Z"));
  expect(await world.factsAbout(content)).toEqual(["content.published", "announcement.closed"]);

  const later = announcementInput.parse({ title: "Prolongée", body: fromMarkdown("Répondez."), type: "job", deadline: "2026-12-20", zone: here.zone });
  await writeAnnouncement({ ...world.as(author), now: () => at("2026-12-03T06:00:00Z") }, { content, moderation: "after" }, later, { intent: "publish", publishAt: null, submission: null, revision: null });
  expect(await closedAt()).toBeNull();
  await closeAnnouncement(world.db, content, at("2026-12-20T20:00:00Z"));
  expect((await world.factsAbout(content)).filter((kind) => kind === "announcement.closed")).toHaveLength(2);
});

test("what nobody saw open is closed without a word", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const draft = await world.announcement(await world.member(here), here, { intent: "draft", input: { deadline: "2020-01-01" } });

  await closeAnnouncement(world.db, draft, Temporal.Now.instant());

  expect(await world.factsAbout(draft)).toEqual([]);
});

describe("the list", () => {
  test("holds what is open, first what closes first, and leaves out what closed even before the clock has said so", async () => {
    const world = await newWorld();
    const [here, there] = [await world.territory(), await world.territory()];
    const author = await world.member(here);
    const inDays = (days: number) => ({ deadline: Temporal.Now.plainDateISO("Europe/Paris").add({ days }).toString() });
    const late = await world.announcement(author, here, { input: inDays(9) });
    const soon = await world.announcement(author, here, { input: inDays(2) });
    const over = await world.announcement(author, here, { input: inDays(-2) });
    const elsewhere = await world.announcement(author, there, { input: inDays(3) });
    await world.announcement(author, here, { intent: "draft" });
    const now = Temporal.Now.instant();
    const ids = async (...args: [Parameters<typeof listAnnouncements>[1], Parameters<typeof listAnnouncements>[2]]) => (await listAnnouncements(world.db, ...args, now, null, 10)).cards.map((card) => card.id);

    expect(await ids(here.id, {})).toEqual([soon, late]);
    expect(await ids(here.id, { closed: true })).toEqual([over]);
    expect(await ids(null, {})).toEqual(expect.arrayContaining([soon, elsewhere, late]));
    const first = await listAnnouncements(world.db, here.id, {}, now, null, 1);
    const cursor = readDeadlineCursor(first.next ? writeDeadlineCursor(first.next) : undefined);
    expect((await listAnnouncements(world.db, here.id, {}, now, cursor, 1)).cards.map((card) => card.id)).toEqual([late]);
    const slugs = await sql<{ slug: string }>`select slug from contents where id in (${late}, ${soon}) order by published_at, id`.execute(world.db);
    expect((await listAddresses(world.connections.reader, here.id, 0, 10)).map((each) => each.slug)).toEqual(slugs.rows.map((row) => row.slug));
  });

  test("is narrowed by type, and by distance around a commune", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const author = await world.member(here);
    const grenoble = await world.announcement(author, here, { input: { communeCode: "38185", type: "job" } });
    await world.announcement(author, here, { input: { communeCode: "38544", type: "job" } });
    await world.announcement(author, here, { input: { type: "contest" } });
    const list = async (filter: Parameters<typeof listAnnouncements>[2]) => (await listAnnouncements(world.db, here.id, filter, Temporal.Now.instant(), null, 10)).cards.map((card) => card.id);

    expect(await list({ type: "job" })).toHaveLength(2);
    expect(await list({ type: "job", near: { point: { latitude: 45.188, longitude: 5.724 }, km: 10 } })).toEqual([grenoble]);
  });
});
