import { beforeAll, describe, expect, test } from "vitest";
import { addContent } from "../../src/features/dossiers/add-content.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { browsedServer, expectAccessible, newMember } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let here: Territory;
let host: string;
let [curator, friend]: MemberViewer[] = [];

beforeAll(async () => {
  server = await browsedServer();
  here = await server.world.territory();
  [curator, friend] = [await server.world.member(here, { name: "Camille" }), await server.world.member(here, { name: "Sacha" })];
  for (const member of [curator, friend]) await server.world.account(member);
  await server.reload();
  host = server.hostOf(here.slug);
});

describe.each([["with JavaScript", true], ["without JavaScript", false]])("%s", (_name, javaScriptEnabled) => {
  test("a member suggests, the curator accepts, makes a section and puts the find in it, and invites the member to curate", async () => {
    const [owner, other] = [curator as MemberViewer, friend as MemberViewer];
    const title = `Ciel ${javaScriptEnabled ? "vif" : "calme"}`;
    const slug = title.toLowerCase().replace(" ", "-");
    await server.world.dossier(owner, here, { title, contributions: "suggested" });
    await server.world.article(other, here, { title: `Trouvaille ${slug}` });
    const suggester = await newMember(server, other, host, { javaScriptEnabled });
    await suggester.goto(`http://${host}/dossiers/${slug}`);
    await suggester.getByText("Proposer un contenu").click();
    await suggester.getByLabel("Adresse du contenu").fill(`http://${host}/articles/trouvaille-${slug}`);
    await suggester.getByLabel("Pourquoi ce contenu").fill("Il manque ici.");
    await suggester.getByRole("button", { name: "Proposer" }).press("Enter");
    await suggester.getByText("Votre proposition est transmise").waitFor();
    await expectAccessible(suggester);

    const page = await newMember(server, owner, host, { javaScriptEnabled });
    await page.goto(`http://${host}/mon-espace/dossiers`);
    await expectAccessible(page);
    await page.goto(`http://${host}/dossiers/${slug}/organiser`);
    await expectAccessible(page);
    await page.getByLabel("Votre réponse").fill("Merci");
    await page.getByRole("button", { name: "Accepter" }).click();
    await page.getByLabel("Titre de la section").last().fill("Pour commencer");
    await page.getByRole("button", { name: "Ajouter une section" }).click();
    await page.getByRole("heading", { name: "Pour commencer" }).waitFor();
    await page.getByText(`Déplacer – Trouvaille ${slug}`).press("Enter");
    await page.getByLabel("Section").first().selectOption({ label: "Pour commencer" });
    await page.getByRole("button", { name: "Placer" }).first().press("Enter");
    await expect.poll(() => page.locator("section", { hasText: "Pour commencer" }).locator("li strong").allInnerTexts()).toEqual([`Trouvaille ${slug}`]);
    await expectAccessible(page);

    await page.getByRole("link", { name: "Qui tient le dossier" }).click();
    await page.getByLabel("Identifiant ou courriel").fill(`@${other.handle}`);
    await page.getByRole("button", { name: "Inviter" }).press("Enter");
    await page.getByText("L’invitation est partie").waitFor();
    await expectAccessible(page);
    await suggester.goto(`http://${host}/mon-espace/dossiers`);
    await suggester.getByRole("button", { name: "Accepter" }).press("Enter");
    await suggester.waitForURL(new RegExp(`/dossiers/${slug}$`));
    await suggester.getByRole("link", { name: "Organiser" }).waitFor();
    expect(await suggester.locator(".byline").first().innerText()).toMatch(/Camille, Sacha/);
    await expectAccessible(suggester);
  });
});

test("a content is dragged to another place, and moved with the arrows of the keyboard; the order is kept", async () => {
  const owner = curator as MemberViewer;
  const dossier = await server.world.dossier(owner, here, { title: "À ranger" });
  for (const title of ["Premier", "Deuxième", "Troisième"]) await addContent(server.world.as(owner), { dossier, content: await server.world.article(owner, here, { title }), note: "" });
  const page = await newMember(server, owner, host, { viewport: { width: 1280, height: 1800 } });
  await page.goto(`http://${host}/dossiers/a-ranger/organiser`);
  const order = () => page.locator("li.item strong").allInnerTexts();
  const kept = async () => {
    const again = await newMember(server, owner, host);
    await again.goto(`http://${host}/dossiers/a-ranger/organiser`);
    return again.locator("li.item strong").allInnerTexts();
  };

  const [third, first] = await Promise.all([page.locator(".handle").nth(2).boundingBox(), page.locator(".handle").first().boundingBox()]);
  await page.mouse.move((third?.x ?? 0) + 5, (third?.y ?? 0) + 5);
  await page.mouse.down();
  await page.mouse.move((third?.x ?? 0) + 5, (first?.y ?? 0) + 40, { steps: 6 });
  await page.mouse.move((third?.x ?? 0) + 5, (first?.y ?? 0) - 6, { steps: 6 });
  const answered = page.waitForResponse((response) => response.url().endsWith("/glisser"));
  await page.mouse.up();
  await answered;
  expect(await order()).toEqual(["Troisième", "Premier", "Deuxième"]);
  expect(await kept()).toEqual(["Troisième", "Premier", "Deuxième"]);

  const moved = page.waitForResponse((response) => response.url().endsWith("/glisser"));
  await page.locator(".handle").first().press("ArrowDown");
  await moved;
  await expect.poll(() => page.getByRole("status").last().innerText()).toMatch(/Troisième\s: place 2/);
  expect(await kept()).toEqual(["Premier", "Troisième", "Deuxième"]);
  await expectAccessible(page);
});
