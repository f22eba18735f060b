import { expect, test } from "vitest";
import { importReport } from "../../src/features/watch/import-source.ts";
import { readSource } from "../../src/features/watch/read-source.ts";
import { testServer } from "../support/server.ts";
import { noon } from "../support/world.ts";

test("the page of an imported event credits its source and links to it", async () => {
  const server = await testServer();
  const here = await server.world.territory();
  await server.reload();
  const text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:talk", "SUMMARY:Une conférence", "DTSTART;TZID=Europe/Paris:20261202T180000", "LOCATION:Salle des fêtes\\, 38500 Voiron", "URL:https://club.example/talk", "END:VEVENT", "END:VCALENDAR"].join("\r\n");
  const report = readSource(new TextEncoder().encode(text), { address: "https://club.example/agenda.ics", charset: null, zone: "Europe/Paris" });
  if (!report.done) throw new Error(report.refusal);
  await importReport(server.world.db, here, { address: "https://club.example/agenda.ics", name: "Le club du coin" }, report.value, noon);

  const page = await server.ask(server.hostOf(here.slug), "/evenements/une-conference");

  expect(page.status).toBe(200);
  expect(page.text).toContain('href="https://club.example/talk"');
  expect(page.text).toContain("Le club du coin");
  expect(page.text).toContain("Voiron");
});
