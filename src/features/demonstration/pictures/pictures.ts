interface Described {
  readonly alt: string;
  readonly themes: readonly string[];
}

/** The demonstration's pictures, computed by scripts/pictures/draw.ts. */
export const pictures = {
  starfield: { alt: "Un ciel étoilé au-dessus d’une colline, traversé par une bande de poussières lumineuses", themes: ["astronomie"] },
  ridges: { alt: "Des crêtes de montagne les unes derrière les autres, dans la brume du matin", themes: ["climat-environnement", "terre-ocean"] },
  waves: { alt: "La surface de l’eau ridée par le vent, face au soleil couchant", themes: ["terre-ocean", "energie"] },
  dunes: { alt: "Des rides de sable éclairées par un soleil rasant", themes: ["climat-environnement", "terre-ocean"] },
  strata: { alt: "Des couches de roche ocre, brunes et claires, plissées et décalées par une faille", themes: ["terre-ocean", "histoire-des-sciences", "sciences-humaines"] },
  cells: { alt: "Des cellules roses serrées les unes contre les autres, chacune avec son noyau violet", themes: ["sante", "biologie"] },
  leaf: { alt: "Les nervures d’une feuille verte, vues de tout près et à contre-jour", themes: ["biologie", "climat-environnement"] },
  crystals: { alt: "Des cristaux serrés, aux reflets bleus et mauves", themes: ["chimie", "physique", "mathematiques"] },
  plankton: { alt: "Des organismes ronds et translucides, à rayons, sur un fond d’eau sombre", themes: ["biologie", "terre-ocean"] },
  circuit: { alt: "Un circuit imprimé vert, ses pistes, ses pastilles de cuivre et une puce noire", themes: ["numerique", "ingenierie-industrie"] },
  metal: { alt: "Une roue dentée en acier, percée de six trous, posée sur un établi de bois", themes: ["ingenierie-industrie", "histoire-des-sciences"] },
  fringes: { alt: "Des franges de lumière rouge et noire sur un écran", themes: ["physique", "mathematiques"] },
} as const satisfies Readonly<Record<string, Described>>;
export type PictureName = keyof typeof pictures;

export const pictureNames = Object.keys(pictures) as PictureName[];

/** The pictures that suit a theme; none for some. */
export function picturesFor(theme: string): readonly PictureName[] {
  return pictureNames.filter((name) => (pictures[name].themes as readonly string[]).includes(theme));
}

const files = import.meta.glob<string>("./*.jpg", { query: "?inline", import: "default" });

/** The file of a picture, as somebody would upload it. */
export async function readPicture(name: PictureName): Promise<Uint8Array> {
  const address = await files[`./${name}.jpg`]?.();
  if (!address) throw new Error(`No picture named ${name}`);
  return new Uint8Array(Buffer.from(address.slice(address.indexOf(",") + 1), "base64"));
}
