import type { ThemeCode } from "../../tags/themes.ts";
import type { Days, WrittenEvent } from "./form.ts";

/** Where the twenty stands are. */
export const villageTitle = "Village des sciences de la Halle aux Peupliers";

const stands: readonly (readonly [title: string, by: string, theme: ThemeCode, summary: string])[] = [
  ["La planche à clous n’a jamais fait mal à personne", "Physique en chaussettes", "physique", "Répartir son poids sur neuf cents clous, et comprendre pourquoi le neuf cent unième ne change rien."],
  ["Un nuage dans une bouteille", "Station météo des Balmes", "climat-environnement", "Une allumette, un peu d’eau, une pression : le nuage vient, et repart quand on le lui demande."],
  ["Qui a mangé cette noisette ?", "Les Museaux curieux", "biologie", "Trois coquilles, trois façons de les ouvrir, trois coupables : l’enquête se fait à la loupe."],
  ["Chiffrer un secret avec un jeu de cartes", "Club de maths du jeudi", "mathematiques", "Un message qu’aucun voisin de table ne lira, sans ordinateur et sans mentir."],
  ["La couleur est dans le chou", "Les Blouses violettes", "chimie", "Un chou rouge dit si c’est acide : citron, savon et limonade passent à l’interrogatoire."],
  ["Réparer une lampe, et la comprendre", "Repair du Sillon", "ingenierie-industrie", "Un interrupteur ouvert, un fil suivi du doigt, et la lumière revient pour de bonnes raisons."],
  ["Le squelette en pièces détachées", "École du geste", "sante", "Deux cent six os en vrac : l’équipe la plus rapide n’est pas celle qui a le moins d’os en trop."],
  ["Dessiner une courbe avec un pendule", "Ateliers du sable fin", "physique", "Un entonnoir, du sable, deux fils : chacun repart avec une figure que personne d’autre n’aura."],
  ["Les pierres qui flottent", "Géologues du dimanche", "climat-environnement", "Une ponce, un basalte et une bassine : trois paris, une seule éruption à raconter."],
  ["Voir le son", "Acoustique pour tous", "physique", "De la farine sur une plaque, un archet sur le bord, et les silences deviennent des lignes."],
  ["Petit observatoire du Soleil", "Les Guetteurs du plateau", "astronomie", "Deux lunettes filtrées et, si le ciel veut bien, quelques taches à recompter soi-même."],
  ["Faire parler un sol", "Ferme-école du Bréda", "biologie", "Une bêche, un pot, vingt minutes : ce qui vit là-dedans est plus nombreux que le public de la halle."],
  ["L’ordinateur de papier", "Informatique débranchée", "numerique", "Un algorithme, dix enfants, des consignes idiotes exécutées à la lettre."],
  ["Peser l’air", "Les Blouses violettes", "physique", "Deux ballons, une règle en équilibre : l’air pèse, et cela se voit."],
  ["Cent pas dans le temps", "Musée de la Vallée", "histoire-des-sciences", "Chaque pas vaut quarante-cinq millions d’années ; nous occupons le dernier cheveu."],
  ["Une éolienne qui tient dans la main", "Lycée des Métiers-d’Art", "energie", "Quatre pales de carton, une diode, et la question de la fois d’après : et s’il n’y a pas de vent ?"],
  ["Microscopes ouverts", "Association des Petites Lentilles", "biologie", "Apportez une goutte de n’importe quoi : on vous la rend agrandie quatre cents fois."],
  ["Le pont en spaghettis", "Bureau des ponts fragiles", "ingenierie-industrie", "Cent grammes de pâtes, une heure, un seau qu’on remplit : le record de la ville est de onze kilos."],
  ["Écouter une chauve-souris", "Cercle naturaliste des Deux-Rives", "biologie", "Des cris trop aigus ramenés à nos oreilles, et la carte de celles qui dorment sous la halle."],
  ["Demandez-moi n’importe quoi", "Doctorantes et doctorants du campus", "sciences-humaines", "Une table, six chaises, aucune question bête : c’est écrit sur la nappe."],
];

/** A weekend, one hall, twenty stands: each an event of its own, all at one address. */
export function villageOf(days: Days): WrittenEvent[] {
  const saturday = days.until(6, 1);
  const hall = { commune: "38185", place: "Halle aux Peupliers", at: [45.1783, 5.7189] as const };
  const open = [days.slot(saturday, "10:00", "18:00"), days.slot(saturday + 1, "10:00", "17:00")];
  return [
    {
      title: villageTitle,
      summary: "Vingt stands sous une même halle, un samedi et un dimanche : on entre gratuitement, on touche à tout, on pose toutes les questions.",
      body: `Laboratoires, lycées, associations et artisans se partagent la halle. Il n’y a ni ordre de visite ni parcours fléché : les tables se touchent, et les conversations aussi.

## Venir

Tram A, arrêt « Peupliers ». L’entrée de la rue des Cordiers est de plain-pied ; des chaises sont posées tous les vingt mètres.

## Avec une classe

Le vendredi est réservé aux scolaires. Écrivez-nous : nous vous garderons un créneau et un coin pour les manteaux.`,
      themes: ["sciences-humaines"], tags: ["Fête de la science", "village des sciences", "familles"], age: 4, picture: "circuit",
      type: "festival", sessions: open, ...hall, address: "Rue des Cordiers", audience: ["everyone", "families"], price: "free", accessibility: ["wheelchair", "sign-language", "hearing-loop"], organiser: "La Passerelle des sciences",
    },
    ...stands.map(([title, by, theme, summary], index): WrittenEvent => ({
      title, summary, body: `${summary}\n\nCe stand se tient tout le week-end dans la halle. ${by} l’anime ; on y vient sans inscription, et l’on y reste le temps que l’on veut.`,
      themes: [theme], tags: ["Fête de la science", "village des sciences"], age: 5, type: "workshop", sessions: open, ...hall, address: `Rue des Cordiers, stand ${index + 1}`,
      audience: index % 3 === 0 ? ["families", "children"] : index % 3 === 1 ? ["everyone"] : ["teenagers", "adults"], price: "free", accessibility: ["wheelchair"], organiser: by, within: villageTitle,
    })),
  ];
}
