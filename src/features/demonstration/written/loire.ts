import { euros, type Days, type Written } from "./form.ts";

export const loire = (days: Days): Written => ({
  events: [
    {
      title: "Turbine ! Une fête de l’eau, des roues et des mains mouillées",
      summary: "Benoît Fourneyron est né à Saint-Étienne et a inventé la turbine hydraulique. On en construit une dizaine, et l’on fait la course dans un caniveau.",
      body: `En 1827, Benoît Fourneyron met au point une roue d’un genre nouveau, horizontale, enfermée, bien plus efficace que les moulins : la turbine hydraulique. Il était né à Saint-Étienne, vingt-cinq ans plus tôt.

Près de deux cents ans après, le concours est ouvert : **qui fera monter le plus vite un kilo de sucre avec dix litres d’eau ?**

- Équipes de deux à cinq, de tout âge ;
- matériaux fournis : bouchons, cuillères, boîtes, fil de fer ;
- deux essais libres, un essai mesuré ;
- un prix du rendement, un prix de la beauté, un prix de la plus belle inondation.

Serviettes conseillées. La fanfare joue entre les manches.`,
      themes: ["energie", "ingenierie-industrie", "histoire-des-sciences"], tags: ["turbine", "Fourneyron", "défi", "famille"], age: 1, featured: true, picture: "metal",
      type: "festival", sessions: [days.slot(days.until(6), "10:00", "17:30")],
      commune: "42218", place: "Cour de l’ancienne Manufacture des rubans", address: "18, rue de la Barre", at: [45.4381, 4.3852],
      audience: ["families", "children", "teenagers"], ageMin: 6, price: "free", bookingUrl: "https://example.org/reserver/turbine", accessibility: ["wheelchair", "sign-language"], organiser: "La Fabrique des idées",
    },
    {
      title: "Chaîne, trame et algorithme : initiation au métier à rubans",
      summary: "Une carte percée, un fil qui passe ou ne passe pas : le tissage est un programme. On l’écrit, on le tisse, on le porte.",
      body: `Au dix-neuvième siècle, Saint-Étienne tissait des rubans pour le monde entier. Les motifs étaient *écrits* sur des cartons percés, carte après carte, comme les programmes le furent plus tard.

Deux heures pour :

1. dessiner un motif sur une grille de seize cases ;
2. le traduire en trous et en pleins ;
3. le tisser sur un petit métier de bois ;
4. échanger sa carte avec un voisin, et découvrir ce que la machine fait d’un motif qu’on ne connaît pas.

Aucune compétence en couture ni en informatique. Les deux viennent toutes seules.`,
      themes: ["numerique", "histoire-des-sciences", "ingenierie-industrie"], tags: ["tissage", "Jacquard", "algorithme", "patrimoine"], age: 2, picture: "circuit",
      type: "workshop", sessions: [days.slot(0, "14:00", "16:00"), days.weekly(days.until(3, 1), "14:00", "16:00", 6, [3])],
      commune: "42207", place: "Atelier-musée du Passement", address: "7, rue des Lacets", at: [45.4769, 4.5151],
      audience: ["teenagers", "adults", "families"], ageMin: 9, price: [euros("Adulte", 6), euros("Enfant", 4), euros("Famille, jusqu’à cinq", 15)], bookingUrl: "https://example.org/reserver/rubans", accessibility: ["wheelchair", "easy-to-read"], organiser: "Atelier-musée du Passement",
    },
    {
      title: "Volcans du Forez : ce que cachent les sucs et les basaltes",
      summary: "Ils ne fument plus depuis longtemps, mais portent encore les villages sur leur dos. Conférence illustrée, roches à toucher.",
      body: `La plaine du Forez est semée de petites buttes : un prieuré sur l’une, une vierge sur l’autre. Ce sont des volcans, ou plutôt leurs cheminées, que l’érosion a déchaussées.

Théo Marandon, géologue amateur, les a toutes gravies. Il apporte soixante roches, une carte en relief et un art consommé de la digression.

- Pourquoi le basalte se fend en colonnes à six côtés ;
- pourquoi la plaine s’est *enfoncée* ;
- pourquoi l’eau minérale pique.

La conférence est suivie d’une dégustation à l’aveugle de quatre eaux.`,
      themes: ["terre-ocean"], tags: ["volcans", "Forez", "géologie", "eaux minérales"], age: 3, picture: "ridges",
      type: "conference", sessions: [days.slot(1, "18:30", "20:30"), days.slot(days.until(4, 2), "18:30", "20:30")],
      commune: "42147", place: "Salle de l’Orangerie", address: "Boulevard de la Madeleine", at: [45.6072, 4.0671],
      audience: ["adults", "everyone"], price: "free", accessibility: ["wheelchair", "hearing-loop", "tactile"], organiser: "Cercle des amis du Forez",
    },
  ],
  articles: [
    {
      title: "Dix-huit kilomètres de rail : la première ligne de France passait par ici",
      summary: "De Saint-Étienne à Andrézieux, des chevaux tiraient du charbon vers la Loire. Sur les traces d’un chemin de fer d’avant la vapeur.",
      body: `Elle ouvre en 1827. Pas de voyageurs, pas de locomotive : des wagonnets de charbon, des chevaux, et une pente qui fait le reste. La ligne de Saint-Étienne à Andrézieux est la première de France.

## Chercher un chemin de fer disparu

Nous sommes partis à vingt, un dimanche, avec une carte ancienne et un niveau de maçon. Car c’est la **pente** qui trahit le rail : douce, constante, là où aucun sentier ne le serait.

- Au kilomètre 3, un mur trop droit pour une vigne.
- Au kilomètre 7, des dés de pierre percés de deux trous : les traverses d’avant les traverses.
- Au kilomètre 11, un lotissement. Le tracé passe dans un garage ; le propriétaire nous a offert le café.

## Pourquoi c’est important

Parce que tout y est déjà : l’écartement, les aiguilles, la gare, le tarif, la querelle avec les voituriers. *La vapeur n’a fait qu’accélérer.*

Prochaine sortie au printemps. Les relevés sont reportés sur une carte libre, que chacun peut corriger.`,
      themes: ["ingenierie-industrie", "histoire-des-sciences"], tags: ["chemin de fer", "patrimoine industriel", "balade"], age: 1, picture: "metal", genre: "report",
    },
    {
      title: "Une mare dans la cour : la bonne pratique qui a conquis six écoles",
      summary: "Douze mètres carrés, trente centimètres d’eau, aucune dépense folle. Le mode d’emploi, et les réponses aux parents inquiets.",
      body: `La première a été creusée à Feurs, un samedi de mars, par onze parents et une mini-pelle. Il y en a six maintenant.

## Les règles qui marchent

1. **Peu profonde** : trente centimètres au plus, une berge en pente douce, une grille posée juste sous la surface.
2. **Au soleil**, mais pas toute la journée.
3. **Sans poissons** : ils mangent tout le reste.
4. **Sans rien apporter** : les plantes et les bêtes arrivent d’elles-mêmes. C’est même le sujet d’étude.

## « Et les moustiques ? »

On nous l’a demandé six fois. La réponse tient dans un seau : celui que l’on oublie derrière l’école en produit bien plus qu’une mare où vivent des larves de libellules. Les élèves de CE2 ont fait le comptage.

## Le calendrier

| Mois | On observe |
| --- | --- |
| mars | premières pontes de grenouilles |
| mai | larves, patineurs, dytiques |
| septembre | libellules |
| janvier | la glace, et ce qui vit dessous |

Notre cahier de comptage est à recopier librement.`,
      themes: ["biologie", "climat-environnement"], tags: ["mare", "école", "biodiversité", "bonne pratique"], age: 2, picture: "leaf", genre: "practice",
    },
    {
      title: "Pour une culture technique sans nostalgie",
      summary: "Tribune. Le patrimoine industriel n’est pas un album de famille : c’est une boîte à outils.",
      body: `Dans la vallée du Gier, chaque commune a sa cheminée classée et son musée du samedi. C’est heureux. Mais on y parle au passé, avec des voix basses, comme si la technique s’était retirée en même temps que les usines.

Or elle n’est pas partie. On usine ici des implants, des moules, des pièces de satellites. Les ateliers n’ont plus de cheminée, et donc plus d’images : personne ne les montre aux enfants.

Je ne demande pas moins de musées. Je demande des **passages** :

- que l’on visite l’atelier d’aujourd’hui *après* celui d’hier, le même jour ;
- qu’une ancienne ourdisseuse et une régleuse sur commande numérique parlent ensemble, des mêmes gestes ;
- que l’on ouvre les machines, les vieilles comme les neuves.

Un savoir technique que l’on ne peut que regretter n’est plus un savoir. Celui que l’on démonte, si.

*Odile Chavassieux a dirigé un atelier de mécanique à Rive-de-Gier.*`,
      themes: ["sciences-humaines", "ingenierie-industrie"], tags: ["culture technique", "patrimoine industriel", "métiers"], age: 3, genre: "opinion",
    },
  ],
});
