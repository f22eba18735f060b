// Two servers on this machine, run by nobody but you, that form one network: `npm run dev -- --pair`.
import { spawn } from "node:child_process";
import { get } from "node:http";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { environment, pinnedNode, root } from "./prepare.mjs";

const port = Number(process.env.PORT ?? 3000);
const folder = join(process.env.DATA_DIR ?? join(root, "data"), "pair");
const house = (name, at, host, more) => ({ name, host: `${host}:${at}`, env: { PORT: String(at), BASE_URL: `http://${host}:${at}`, DATA_DIR: join(folder, name), ALLOW_PRIVATE_NETWORK: "1", DATABASE_URL: "", ...more } });

/** The one with the demonstration, and a smaller one, which begins empty. */
export const pair = [house("first", port, "echosciences.localhost", { DEMO: "1" }), house("second", port + 1, "echosciences-est.localhost", { DEMO: "0" })];

/** Once both answer: fills the second, and has them join. Run again, it finds all of it done. */
export async function joinPair() {
  const [first, second] = pair;
  for (const each of pair) await untilReady(each);
  const { network } = JSON.parse((await command(second, "network", "list", "--json")).out);
  if (!network) {
    await fill(second);
    await command(first, "network", "invite", second.host);
    await command(second, "network", "accept", first.host);
  }
  console.log(`\nTwo servers, one network:\n\n  http://${first.host}  the demonstration\n  http://${second.host}  another server, with one territory: http://alsace.${second.host}\n\n  Log in there as coordination: est@example.org  ·  culture-scientifique\n\nWhat Alsace publishes shows on both portals a moment later; /coordination/reseau on each shows the network, /chiffres its figures.\n`);
}

async function fill(second) {
  mkdirSync(folder, { recursive: true });
  const [calendar, feed] = [join(folder, "alsace.ics"), join(folder, "alsace.xml")];
  writeFileSync(calendar, calendarOf(Date.now()));
  writeFileSync(feed, feedOf(Date.now()));
  await command(second, "territory", "open", "--slug", "alsace", "--name", "Alsace", "--perimeter", "67,68", "--structure", "L’Atelier du Rhin", "--hue", "25");
  await command(second, "member", "add", "--name", "Odile Schmitt", "--email", "est@example.org", "--password", "culture-scientifique", "--territory", "alsace", "--animator", "--coordinator");
  for (const file of [calendar, feed]) await command(second, "import", file, "--territory", "alsace", "--name", "L’Atelier du Rhin");
}

const patienceMillis = 600_000;

async function untilReady({ name, env }) {
  for (const end = Date.now() + patienceMillis; Date.now() < end; await wait(500)) {
    if (await answers(`http://127.0.0.1:${env.PORT}/readyz`)) return;
  }
  throw new Error(`The ${name} server isn't ready`);
}

function answers(address) {
  return new Promise((resolve) => {
    get(address, (response) => resolve(response.resume().statusCode === 200)).on("error", () => resolve(false));
  });
}

function command({ env }, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode(), [join(root, "dist", "server", "cli.js"), ...args], { cwd: root, stdio: ["ignore", "pipe", "inherit"], env: { ...environment(), ...env } });
    let out = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.on("exit", (code) => (code === 0 ? resolve({ out }) : reject(new Error(`echosciences ${args.join(" ")} ended with ${code}`))));
  });
}

const events = [
  [2, "18", "Veillée d’observation au Champ du Feu", "Saturne, la Lune et quelques galaxies, avec les lunettes du club. Venez couverts."],
  [5, "14", "Atelier : la cigogne sous toutes ses plumes", "On compte, on mesure, on dessine. À partir de huit ans."],
  [9, "20", "Café des sciences : la nappe du Rhin", "D’où vient l’eau que nous buvons, et pourquoi faut-il en prendre soin ?"],
  [16, "10", "Visite : dans les réserves du musée de minéralogie", "Trente mille pierres, dont une tombée du ciel à Ensisheim en 1492."],
];
const articles = [
  [1, "La potasse, un siècle sous nos pieds", "Les cristaux roses de Wittelsheim racontent une mer disparue, des mines et ce qu’il faut en faire."],
  [4, "Pourquoi le ried fleurit en juin", "L’eau remonte, la prairie change : une saison avec celles et ceux qui la mesurent."],
];

function calendarOf(now) {
  const day = (days) => new Date(now + days * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const lines = events.flatMap(([days, hour, title, text], index) => ["BEGIN:VEVENT", `UID:${index}@alsace.example`, `DTSTART;TZID=Europe/Paris:${day(days)}T${hour}0000`, `DTEND;TZID=Europe/Paris:${day(days)}T${Number(hour) + 2}0000`, `SUMMARY:${title}`, `DESCRIPTION:${text.replaceAll(",", "\\,")}`, "LOCATION:Strasbourg", "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pair//FR", ...lines, "END:VCALENDAR", ""].join("\r\n");
}

function feedOf(now) {
  const items = articles.map(([days, title, text], index) => `<item><title>${title}</title><guid isPermaLink="false">alsace-${index}</guid><pubDate>${new Date(now - days * 86_400_000).toUTCString()}</pubDate><description>${text}</description></item>`);
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>L’Atelier du Rhin</title><link>https://alsace.example</link><description>Sciences en Alsace</description>${items.join("")}</channel></rss>`;
}
