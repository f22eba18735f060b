import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../support/world.ts";

/**
 * Columns that name a member, and that no feature has to forget: the database deletes the row, or empties the column, when
 * the member's own row goes, and nothing else hangs from it. Each with the reason why that is enough.
 */
const leftToTheDatabase: Readonly<Record<string, string>> = {
  "accounts.api_tokens.user_id": "goes with the account",
  "accounts.sessions.user_id": "goes with the account",
  "accounts.tokens.user_id": "goes with the account",
  "animators.member_id": "goes with the member",
  "accounts.arrivals.member_id": "goes with the member",
  "member_handles.member_id": "goes with the member",
  "accounts.mail_choices.user_id": "goes with the account",
  "accounts.mails.about_id": "a mail that carries somebody's words goes with them",
  "attachments.owner_id": "emptied: what a content still offers stays its content's",
  "kept_writings.member_id": "goes with the member",
  "dossier_items.added_by": "emptied: who added it isn't shown",
  "structure_claims.decided_by": "emptied: the decision stands",
  "operation_events.proposed_by": "emptied: what the event became stands, without a name",
  "operation_events.decided_by": "emptied: the decision stands",
  "event_proposals.proposed_by": "emptied: the proposal stands, without a name",
  "federation.decisions.member_id": "emptied: the decision stands",
  "federation.welcomed.by_id": "emptied: who is welcome stays so",
  "federation.offers.member_id": "goes with the member: nobody is left to be answered",
  "federation.memberships.member_id": "goes with the member: their own server tells the community that they are no more",
  "federation.admissions.member_id": "goes with the member: nobody is left to be answered",
  "network.peers.member_id": "emptied: the decision stands",
  "reports.member_id": "emptied: what was found wrong is still to be read, without a name",
  "reports.settled_by": "emptied: the decision stands",
  "report_subjects.member_id": "goes with the member: there is nobody left to decide about",
  "suspensions.member_id": "goes with the member: there is nobody left to shut out",
  "suspensions.by_id": "emptied: the decision stands",
  "suspensions.ended_by": "emptied: the decision stands",
  "structure_merges.undone_by": "emptied: the merge stays told",
  "structure_likenesses.dismissed_by": "emptied: the dismissal stands",
  "tag_synonyms.made_by": "emptied: the synonym stands",
  "tag_synonyms.undone_by": "emptied: that it was undone stays told",
  "tag_synonym_followers.member_id": "goes with the member: they follow nothing",
  "communities.created_by": "emptied: who asked for it isn't shown once it stands",
  "community_invitations.made_by": "emptied: the link stands until those in charge revoke it",
};

const folder = join(import.meta.dirname, "../../src/features");
const forgetting = readdirSync(folder).filter((feature) => existsSync(join(folder, feature, "forget-member.ts")));

async function forgotten(): Promise<string[]> {
  const modules = import.meta.glob<{ forgets: readonly string[] }>("../../src/features/*/forget-member.ts");
  return (await Promise.all(Object.values(modules).map(async (load) => (await load()).forgets))).flat();
}

/** What of these columns nobody answers for, what is answered for twice, and what is no column. */
function faults(columns: readonly string[], told: readonly string[]): string[] {
  return [
    ...columns.filter((column) => !told.includes(column)).map((column) => `nobody forgets ${column}`),
    ...told.filter((column) => !columns.includes(column)).map((column) => `${column} names no member`),
    ...told.filter((column, index) => told.indexOf(column) !== index).map((column) => `${column} is told twice`),
  ];
}

test("every column that names a member is forgotten by one feature, or left to the database for a reason", async () => {
  const { db } = await newWorld();

  const { rows } = await sql<{ name: string }>`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname || '.' || a.attname as name
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
    where k.contype = 'f' and k.confrelid in ('members'::regclass, 'accounts.users'::regclass)`.execute(db);

  expect(rows.length).toBeGreaterThan(20);
  expect(faults(rows.map((row) => row.name), [...(await forgotten()), ...Object.keys(leftToTheDatabase)])).toEqual([]);
  expect(faults(["stars.seen_by"], ["stars.named_by", "stars.named_by"])).toHaveLength(4);
});

test("what a feature forgets is really asked of it", () => {
  const composition = readFileSync(join(folder, "erasure/erase-member.ts"), "utf8");

  expect(forgetting.length).toBeGreaterThan(4);
  for (const feature of forgetting) {
    const [, name = "(not imported)"] = new RegExp(`import \\{ forgetMember as (\\w+) \\} from "\\.\\./${feature}/forget-member\\.ts"`).exec(composition) ?? [];
    expect(composition, feature).toMatch(new RegExp(`forgetting: readonly Forget\\[\\] = \\[[^\\]]*\\b${name}\\b`));
  }
});
