import { parseArgs } from "node:util";
import { makeApiToken } from "../../features/accounts/make-api-token.ts";
import { findAccountAnywhere } from "../../features/accounts/find-account.ts";
import type { Command, CommandContext } from "./command.ts";

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options: { name: { type: "string" }, days: { type: "string" }, json: { type: "boolean" } }, allowPositionals: true, strict: true });
  return { email: (positionals[0] ?? "").toLowerCase(), many: positionals.length > 1, name: (values.name ?? "").trim(), days: values.days === undefined ? null : Number(values.days), json: values.json === true };
}

function check(args: readonly string[]): string | null {
  const { email, many, name, days } = read(args);
  if (!email || many) return "Say the address of one member";
  if (name.length < 1 || name.length > 80) return "--name says what the token is for, in 80 characters at most";
  return days === null || (Number.isInteger(days) && days >= 1 && days <= 3650) ? null : "--days takes a whole number from 1 to 3650";
}

async function create(context: CommandContext, args: readonly string[]): Promise<number> {
  const { email, name, days, json } = read(args);
  const member = await findAccountAnywhere(context.db, email);
  if (!member) {
    context.complain("Nobody has this address");
    return 1;
  }
  const token = await makeApiToken(context.db, context.now(), { member, name, days });
  context.print(json ? JSON.stringify({ token, days }) : `${token}\nShown this once: only its digest is kept.`);
  return 0;
}

export const tokenCommands: Readonly<Record<string, Command>> = {
  "token create": { usage: "<email> --name N [--days D] [--json]", summary: "Make a personal token, with which a program may ask the API ten times as much", check, details: "Sent as: Authorization: Bearer <token>. Without --days it lasts until it is deleted.", run: create },
};
