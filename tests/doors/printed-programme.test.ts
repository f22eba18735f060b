import { request } from "node:http";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { attachChild } from "../../src/features/programmes/attach-child.ts";
import { proposeEvent } from "../../src/features/operations/propose-event.ts";
import { testServer } from "../support/server.ts";

function download(port: number, host: string, path: string): Promise<{ status: number | undefined; type: string | undefined; bytes: Uint8Array }> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers: { host } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve({ status: answer.statusCode, type: answer.headers["content-type"], bytes: new Uint8Array(Buffer.concat(chunks)) }));
    }).on("error", reject).end();
  });
}

test("a programme is printed on sheets or as a booklet of folded ones, filtered as its page is, without what isn't public", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here, { animates: [here] });
  const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 20 });
  const at = (more: number) => [{ kind: "slot", start: `${day.add({ days: more }).toString()}T14:00`, end: `${day.add({ days: more }).toString()}T16:00` }];
  const festival = await world.event(author, here, { title: "Fête des marées", sessions: at(0) });
  for (const [title, more, input, intent] of [["Atelier lune", 0, { audience: ["children"] }, "publish"], ["Sortie grève", 1, { audience: ["adults"], status: "cancelled", statusReason: "Avis de tempête" }, "publish"], ["Inédit", 0, {}, "draft"]] as const) {
    await attachChild(world.as(author), { child: await world.event(author, here, { title, sessions: at(more), input, intent }), parent: festival });
  }
  const operation = await world.operation(author, here, { title: "Semaine de la mer", startsOn: day.toString(), endsOn: day.add({ days: 3 }).toString() });
  await proposeEvent(world.as(author), { operation, event: festival });
  await server.reload();
  const host = server.hostOf(here.slug);
  const read = async (path: string) => {
    const { status, type, bytes } = await download(server.port, host, path);
    const document = await getDocumentProxy(bytes);
    return { status, type, pages: document.numPages, text: (await extractText(document, { mergePages: true })).text.replace(/\s+/g, " ") };
  };

  const sheets = await read("/evenements/fete-des-marees/programme.pdf");
  expect([sheets.status, sheets.type]).toEqual([200, "application/pdf"]);
  for (const shown of ["Fête des marées", "Atelier lune", "Sortie grève", "ANNULÉ", "Avis de tempête", "Médiathèque, Grenoble"]) expect(sheets.text).toContain(shown);
  expect(sheets.text).not.toContain("Inédit");
  const children = await read("/evenements/fete-des-marees/programme.pdf?public=children");
  expect([children.text.includes("Atelier lune"), children.text.includes("Sortie grève")]).toEqual([true, false]);
  const booklet = await read("/operations/semaine-de-la-mer/livret.pdf");
  expect(booklet.pages % 4).toBe(0);
  for (const shown of ["Semaine de la mer", "Fête des marées", "Atelier lune"]) expect(booklet.text).toContain(shown);
});
