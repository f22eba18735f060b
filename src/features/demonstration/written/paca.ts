import { euros, type Days, type Written } from "./form.ts";

export const paca = (days: Days): Written => ({
  events: [
    {
      title: "Une autre planète, ce soir : observer comme en 1995",
      summary: "La première planète découverte autour d’une étoile semblable au Soleil l’a été depuis la Haute-Provence. On refait la mesure, en plus petit.",
      body: `En octobre 1995, Michel Mayor et Didier Queloz annonçaient une planète autour de l’étoile 51 de Pégase, à partir d’observations faites en Haute-Provence. Ils ne l’avaient pas *vue* : ils avaient vu l’étoile trembler.

La soirée se passe en trois temps.

1. **Comprendre** : un lanceur de marteau, une patinoire imaginaire, et l’effet Doppler avec une sirène d’occasion.
2. **Mesurer** : sur des spectres imprimés, à la règle, chercher le décalage. On y arrive en vingt minutes.
3. **Regarder** : Pégase, les amas, les planètes de saison.

> On ne regarde plus le ciel de la même façon quand on sait que presque chaque étoile a de la compagnie.

En cas de nuages, les deux premières parties sont maintenues.`,
      themes: ["astronomie", "physique"], tags: ["exoplanètes", "observation", "Haute-Provence"], age: 1, featured: true, picture: "starfield",
      type: "science-cafe", sessions: [days.slot(0, "20:00", "22:30"), days.slot(4, "20:00", "22:30"), days.slot(11, "20:00", "22:30")],
      commune: "04112", place: "Terrasse de l’observatoire du Mont-d’Or", address: "Montée des Vraies-Richesses", at: [43.8401, 5.7953],
      audience: ["adults", "teenagers", "families"], ageMin: 10, price: [euros("Plein tarif", 7), euros("Moins de 18 ans", 4)], bookingUrl: "https://example.org/reserver/pegase", accessibility: ["wheelchair"], organiser: "Club Pégase",
    },
    {
      title: "Le mur aux ammonites, et quinze autres rendez-vous de pierre",
      summary: "Festival de géologie en famille : moulages, marteaux, balades et une nuit pour dessiner les fossiles à la bougie.",
      body: `Près de Digne-les-Bains, une dalle inclinée porte plus de mille cinq cents ammonites, déposées là il y a environ deux cents millions d’années. Le festival part d’elle et s’éparpille dans la ville.

## À ne pas manquer

- **Mouler** une ammonite au plâtre et l’emporter ;
- **Écouter** une falaise : des capteurs font entendre les micro-craquements ;
- **Dessiner** la nuit, à la bougie rasante, qui révèle le moindre relief ;
- **Discuter** du prix des fossiles, avec un douanier et une conservatrice.

On ne ramasse rien dans la réserve. On apprend en revanche à *photographier* un fossile avec une échelle, ce qui sert bien davantage.`,
      themes: ["terre-ocean"], tags: ["fossiles", "ammonites", "festival", "famille"], age: 2, picture: "strata",
      type: "festival", sessions: [days.slot(days.until(6), "10:00", "22:00"), days.slot(days.until(7), "10:00", "18:00")],
      commune: "04070", place: "Halle de la Bléone", address: "Boulevard Gassendi", at: [44.0921, 6.2354],
      audience: ["families", "children", "everyone"], price: [euros("Bracelet pour les deux jours", 6), euros("Moins de 12 ans", 0)], accessibility: ["wheelchair", "tactile", "sign-language"], organiser: "La Garrigue savante",
    },
    {
      title: "Plonger sans se mouiller : la grotte engloutie et ses chevaux",
      summary: "Conférence et maquette. Une entrée à trente-sept mètres sous la mer, et derrière, des peintures vieilles de plus de vingt mille ans.",
      body: `Quand les premières mains furent peintes dans la grotte Cosquer, la mer était plus de cent mètres plus bas et le rivage à plusieurs kilomètres. L’eau est remontée depuis, et l’entrée se trouve aujourd’hui à trente-sept mètres de profondeur, dans les calanques de Marseille.

Anouk Santoni a participé aux relevés en trois dimensions. Elle racontera ce que l’on peut sauver d’une grotte que l’on ne peut pas fermer : *une copie de chaque centimètre*, et le temps de comprendre.

La maquette tactile, au quinzième, circule dans la salle après la conférence.`,
      themes: ["sciences-humaines", "terre-ocean", "numerique"], tags: ["préhistoire", "niveau de la mer", "relevé 3D"], age: 3, picture: "waves",
      type: "conference", sessions: [days.slot(2, "18:00", "19:30")],
      commune: "13055", place: "Auditorium du Vieux-Bassin", address: "31, quai du Lazaret", at: [43.3032, 5.3647],
      audience: ["everyone"], price: "free", accessibility: ["wheelchair", "hearing-loop", "tactile", "audio-description"], organiser: "Société des curieux de la mer",
    },
  ],
  articles: [
    {
      title: "Fabre, ou l’art de rester assis devant une guêpe",
      summary: "À Sérignan-du-Comtat, un instituteur pauvre a fait d’un terrain de chardons le plus grand laboratoire d’Europe. Que reste-t-il de sa méthode ?",
      body: `En 1879, Jean-Henri Fabre achète à Sérignan un hectare de cailloux et de chardons, l’*harmas*. C’est là qu’il passera plus de trente ans, assis.

Assis, surtout. La plupart de ses découvertes tiennent à cela : il regarde *jusqu’au bout*. Une guêpe creuse, chasse, paralyse, referme ; il déplace la proie de quelques centimètres et note que tout recommence, à l’identique, quarante fois.

## Ce que la science en a gardé

- l’expérience minuscule, sur place, répétée ;
- l’idée qu’un instinct peut être à la fois savant et borné ;
- une prose, que Darwin admirait : il le disait *observateur inimitable*.

## Ce qu’elle a laissé

Fabre refusait l’évolution, et n’en démordit pas. On peut être un observateur immense et se tromper sur le sens de ce que l’on voit : c’est même une raison de le lire.

**À lire** : J.-H. Fabre, *Souvenirs entomologiques*, dix séries parues de 1879 à 1907. Commencez par le scarabée sacré.`,
      themes: ["biologie", "histoire-des-sciences"], tags: ["insectes", "Fabre", "observation"], age: 1, picture: "leaf", genre: "portrait",
    },
    {
      title: "Capteurs sur les balcons : Toulon mesure ses nuits d’été",
      summary: "Cent vingt habitants ont relevé la température toutes les dix minutes. Entre deux rues, jusqu’à cinq degrés d’écart.",
      body: `Ils sont fleuristes, retraitées, lycéens. De juin à septembre, ils ont accroché à leur balcon un petit boîtier blanc, à l’ombre, à plus de deux mètres du sol.

## Premiers résultats

| Quartier | Nuit la plus chaude | Écart avec le parc |
| --- | --- | --- |
| centre ancien | 28,4 °C | + 3,1 |
| boulevard minéral | 30,2 °C | + 4,9 |
| pied du Faron | 25,6 °C | + 0,3 |

Une ville garde la nuit la chaleur prise le jour : le bitume et la pierre la rendent lentement. Mais d’une rue à l’autre, la différence surprend : largeur, arbres, couleur des façades, climatiseurs.

« On croyait que notre rue était fraîche parce qu’elle est sombre », dit Mireille. Elle est étroite : la chaleur n’en sort pas.

## Et maintenant ?

Le groupe a remis ses cartes à la mairie, avec trois demandes : planter, éclaircir les sols, ouvrir un jardin la nuit. Les données sont ouvertes, défauts compris : onze boîtiers étaient en plein soleil.`,
      themes: ["climat-environnement", "numerique"], tags: ["îlot de chaleur", "sciences participatives", "ville"], age: 2, picture: "circuit", genre: "news",
    },
    {
      title: "Fabriquer une carte de la Lune avec une classe de CM2",
      summary: "En 1636, Gassendi, Peiresc et Mellan la dessinaient depuis Aix. Une activité en quatre nuits, sans télescope.",
      body: `Au printemps 1636, à Aix-en-Provence, Peiresc et Gassendi observent la Lune à la lunette pendant que Claude Mellan la grave. Ils espèrent s’en servir pour régler les longitudes.

**L’activité**

1. *Nuit 1* : chacun dessine la Lune à l’œil nu, dans un cercle de dix centimètres.
2. *Nuit 2* : avec des jumelles calées sur un dossier de chaise.
3. *En classe* : on superpose les calques. Ce qui revient dans les deux tiers des dessins va sur la carte.
4. *Nuits 3 et 4* : on vérifie, on nomme.

**Ce que l’on y apprend** : qu’un dessin est une mesure, qu’une moyenne de regards vaut mieux qu’un regard, et que l’on a le droit de baptiser une mer *mer des Mandarines*.

- Durée : quatre soirées courtes, deux heures en classe.
- Matériel : calques, crayons gras, une paire de jumelles pour cinq.
- Prolongement : refaire la carte un mois plus tard, à la même phase.`,
      themes: ["astronomie", "histoire-des-sciences"], tags: ["Lune", "école", "dessin", "séquence"], age: 4, genre: "teaching",
    },
  ],
});
