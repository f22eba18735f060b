import { euros, type Days, type Written } from "./form.ts";

export const grenoble = (days: Days): Written => ({
  events: [
    {
      title: "Nuit des vallées éteintes : trois heures sous un ciel sans lampadaire",
      summary: "Les communes du plateau coupent l’éclairage public ; cinq télescopes, deux conteuses et une soupe chaude attendent celles et ceux qui lèvent le nez.",
      body: `À partir de vingt heures, quatre villages du plateau éteignent leurs lampadaires. Ce n’est pas une panne : c’est une invitation.

## Le déroulé

1. **20 h** – accueil à l’observatoire, soupe et consignes (on y apprend à se servir d’une lampe rouge) ;
2. **20 h 45** – lecture du ciel à l’œil nu : la Grande Ourse, Cassiopée, et la Voie lactée si le brouillard reste dans la vallée ;
3. **21 h 30** – observation aux télescopes, par groupes de douze ;
4. **23 h** – les conteuses reprennent les étoiles là où l’astronomie les laisse.

L’œil met environ vingt minutes à s’habituer à l’obscurité, et une seconde à perdre cette habitude. Laissez donc les téléphones au fond des poches.

> « La première fois, mon fils a cru que la Voie lactée était un nuage. Il n’avait pas complètement tort. »

## À prévoir

Il gèle souvent sur le plateau : bonnet, gants, chaussures épaisses. Un repli en salle est prévu en cas de ciel couvert, avec un atelier de cadrans et un planétarium gonflable.`,
      themes: ["astronomie", "climat-environnement"], tags: ["ciel nocturne", "pollution lumineuse", "Vercors", "sortie en famille"], age: 1, featured: true, picture: "starfield",
      type: "festival", sessions: [days.slot(days.until(5), "20:00", "23:30"), days.slot(days.until(6), "20:00", "23:30")],
      commune: "38548", place: "Observatoire associatif du Haut-Plateau", address: "Chemin des Crêtes", at: [45.0622, 5.5491],
      audience: ["families", "adults"], ageMin: 7, price: [euros("Plein tarif", 6), euros("Moins de 16 ans", 3), euros("Quotient familial inférieur à 800", 1)],
      bookingUrl: "https://example.org/reserver/nuit-des-vallees", accessibility: ["wheelchair", "tactile"], organiser: "Les Guetteurs du plateau",
    },
    {
      title: "Le neutron, cet indiscret",
      summary: "Comment regarde-t-on à l’intérieur d’une pile, d’un fossile ou d’un tableau sans les ouvrir ? Deux physiciennes racontent, exemples en main.",
      body: `Un neutron n’a pas de charge électrique : il traverse une plaque de plomb presque sans la voir, mais bute sur le moindre atome d’hydrogène. C’est ce qui en fait un espion précieux.

**Leïla Amrouche** étudie des batteries pendant qu’elles se chargent. **Sophie Vannier** s’occupe d’objets qui n’ont pas le droit de voyager : un casque, une plume, une graine. Elles se relaient pour expliquer ce que chaque sonde voit, et ce qu’elle manque.

| On veut voir… | on choisit plutôt… |
| --- | --- |
| de l’eau ou de l’hydrogène | des neutrons |
| un os, une fissure | des rayons X |
| un atome à la fois | des électrons |

La soirée se tient autour de petites tables. On peut interrompre ; c’est même recommandé.`,
      themes: ["physique", "chimie"], tags: ["neutrons", "matière", "café des sciences"], age: 2, picture: "crystals",
      type: "science-cafe", sessions: [days.slot(1, "18:30", "20:30")],
      commune: "38185", place: "Café de la Presqu’île", address: "12, rue des Arpenteurs", at: [45.1951, 5.7093],
      audience: ["adults", "students"], price: "free", accessibility: ["wheelchair", "hearing-loop"], organiser: "Café des sciences du Drac",
    },
    {
      title: "Mon premier circuit : les mercredis de la soudure",
      summary: "Quatre séances pour comprendre une résistance, souder sans se brûler et repartir avec une lampe qui réagit au bruit.",
      body: `On commence par démonter : un grille-pain, une souris, une guirlande. On trie, on nomme, on cherche à quoi sert chaque pièce. Ensuite seulement, on allume les fers.

- **Séance 1** : démonter et reconnaître ;
- **Séance 2** : souder (les bons gestes, les lunettes, l’aération) ;
- **Séance 3** : un micro, un transistor, une lumière ;
- **Séance 4** : décorer, tester, offrir.

Aucune connaissance préalable. Le groupe ne dépasse pas dix personnes, avec deux animatrices. Le fablab prête tout le matériel ; les pièces viennent pour moitié d’appareils récupérés.`,
      themes: ["ingenierie-industrie", "numerique"], tags: ["électronique", "fablab", "réemploi"], age: 3, picture: "circuit",
      type: "workshop", sessions: [days.weekly(days.until(3), "14:00", "16:30", 5, [2])],
      commune: "38169", place: "Fablab La Bobine bleue", address: "3, rue du Vercors", at: [45.1931, 5.6874],
      audience: ["children", "teenagers"], ageMin: 10, ageMax: 15, price: [euros("Les quatre séances", 20), euros("Avec la carte jeunes", 8)],
      bookingUrl: "https://example.org/reserver/soudure", accessibility: ["wheelchair"], organiser: "Fablab La Bobine bleue", status: "full", statusReason: "Les dix places sont prises ; une liste d’attente est ouverte.",
    },
    {
      title: "Mécaniques du vivant : automates, canards et autres imitations",
      summary: "Du flûteur de Vaucanson aux prothèses d’aujourd’hui, une exposition où l’on tourne les manivelles pour de vrai.",
      body: `Jacques Vaucanson est né à Grenoble en 1709. Son canard, présenté à Paris en 1738, battait des ailes, mangeait du grain et semblait le digérer : le public s’y pressait, les savants s’y disputaient.

L’exposition part de ce canard disparu pour poser une question toute simple : **imiter un geste, est-ce le comprendre ?**

## On y manipule

- une main articulée à quinze ficelles ;
- un métier à cartes perforées, en bois, à l’échelle un demi ;
- un cœur artificiel en coupe ;
- un automate à réparer, dont il manque chaque jour une pièce différente.

Les cartels existent en gros caractères et en version facile à lire. Une visite en langue des signes a lieu le premier samedi du mois.`,
      themes: ["histoire-des-sciences", "ingenierie-industrie"], tags: ["automates", "Vaucanson", "exposition", "patrimoine"], age: 4, picture: "metal",
      type: "exhibition", sessions: [days.open(-40, 120, [{ days: [3, 4, 5], opens: "13:30", closes: "18:00" }, { days: [6, 7], opens: "10:00", closes: "18:00" }], [30])],
      commune: "38562", place: "Musée des Mécaniques", address: "1, cour du Moulinage", at: [45.0774, 5.7722],
      audience: ["everyone"], price: [euros("Plein tarif", 5), euros("Moins de 26 ans", 0)], accessibility: ["wheelchair", "sign-language", "easy-to-read"], organiser: "Musée des Mécaniques",
    },
    {
      title: "Quand la montagne tombe : vivre avec les éboulements",
      summary: "Une géologue et un maire partagent la tribune : ce que l’on sait prévoir, ce que l’on décide quand on ne sait pas.",
      body: `Une falaise prévient parfois : des blocs tombent, une fissure s’ouvre, un capteur s’affole. Parfois elle ne prévient pas. Entre les deux se trouve le quotidien des communes de montagne.

**Maud Terrasse**, géologue, expliquera comment on ausculte une paroi : inclinomètres, radars, drones, et beaucoup de marche. **Alain Giroud**, maire d’un village de quatre cents habitants, racontera la nuit où il a fermé la seule route, et la semaine où il a fallu décider de la rouvrir.

La discussion sera transmise en direct. Les questions envoyées par écrit seront lues dans la salle.`,
      themes: ["terre-ocean", "sciences-humaines"], tags: ["risques naturels", "géologie", "montagne"], age: 2, picture: "ridges",
      type: "conference", sessions: [days.slot(days.until(4, 1), "19:00", "20:45")],
      commune: "38052", place: "Foyer municipal de l’Oisans", address: "Place du Marché", at: [45.0541, 6.0312], onlineUrl: "https://example.org/direct/eboulements",
      audience: ["adults", "everyone"], price: "free", accessibility: ["wheelchair", "hearing-loop", "sign-language"], organiser: "La Passerelle des sciences",
    },
    {
      title: "Rencontre des clubs de sciences du département",
      summary: "Ateliers jumeaux, prêt de matériel, calendrier commun : une matinée pour les personnes qui animent un club, même d’une seule classe.",
      body: `Nous sommes une quarantaine à animer un club en Isère, et nous nous connaissons à peine. Cette matinée sert à cela.

**Au programme**

- un tour de table chronométré (une minute, un objet) ;
- trois ateliers en parallèle : *financer*, *recruter*, *tenir dans la durée* ;
- la mise en commun du matériel à prêter.

Apportez une expérience qui marche à tous les coups, et une autre qui rate toujours : la seconde sera la plus discutée.`,
      themes: ["sciences-humaines"], tags: ["clubs", "médiation", "réseau"], age: 5,
      type: "meetup", sessions: [days.slot(days.until(6, 2), "09:30", "12:30")],
      commune: "38563", place: "Maison des associations", address: "6, place Jacques-Antoine-Gau", at: [45.3639, 5.5911],
      audience: ["professionals"], price: "free", bookingUrl: "https://example.org/reserver/clubs", accessibility: ["wheelchair"], organiser: "La Passerelle des sciences", status: "postponed", statusReason: "La salle est en travaux : la rencontre est repoussée, une nouvelle date sera donnée ici.",
    },
  ],
  articles: [
    {
      title: "À Lancey, l’eau qui tombait est devenue lumière",
      summary: "En 1869, Aristide Bergès capte une chute de deux cents mètres pour défibrer du bois. L’expression « houille blanche » fera le tour du monde.",
      body: `Le torrent n’a rien d’impressionnant. Il descend de Belledonne, traverse un bourg, passe sous la route. Il faut lever la tête pour comprendre : deux cents mètres de dénivelé, presque à pic.

## Une idée de papetier

Aristide Bergès ne cherche pas à éclairer quoi que ce soit. Ingénieur, il fabrique de la pâte à papier, et les râpes qui défibrent le bois demandent beaucoup de force. En 1869, il enferme l’eau dans une conduite et la fait tomber sur une turbine, au pied de la montagne.

La dynamo vient plus tard. L’usine d’abord, le bourg ensuite, la vallée enfin.

> La houille noire se paie chaque jour ; la houille blanche revient chaque printemps.

## Ce qu’il en reste

- des conduites rivetées, que la forêt reprend ;
- un vocabulaire : *chute équipée*, *haute chute*, *éclusée* ;
- une question toujours vive : à qui appartient l’eau qui tombe ?

Les archives de l’usine sont en cours de classement par un groupe d’habitants. Ils se réunissent le premier jeudi du mois à la médiathèque, et cherchent des photographies de famille.

### Pour aller plus loin

- Demandez le dossier « houille blanche » à la médiathèque de Crolles.
- Suivez le torrent à pied : comptez deux heures, bonnes chaussures.`,
      themes: ["energie", "histoire-des-sciences"], tags: ["houille blanche", "hydroélectricité", "Belledonne", "patrimoine industriel"], age: 1, picture: "waves", genre: "report",
    },
    {
      title: "« Le quantique n’excuse pas tout » : entretien avec une physicienne de terrain",
      summary: "Nadia Ferrand conçoit des puces refroidies tout près du zéro absolu. Elle dit ce que ces machines feront, et ce qu’on leur prête un peu vite.",
      body: `**Vous travaillez à quelques millièmes de degré du zéro absolu. À quoi ressemble votre journée ?**

À beaucoup de tuyaux. On imagine un laboratoire silencieux ; le nôtre ronfle comme une chaufferie. Le froid se fabrique par étages, et chaque étage fait du bruit.

**Une puce quantique, est-ce un ordinateur plus rapide ?**

Non, et c’est le malentendu le plus tenace. C’est une machine *autre*, qui serait meilleure pour certaines questions : simuler une molécule, chercher dans certains types de problèmes. Pour écrire une lettre, elle serait ridicule.

**Que répondez-vous à ceux qui parlent de thérapies quantiques ?**

Que le mot ne leur appartient pas, mais que nous avons laissé la place. Quand les scientifiques renoncent à expliquer, d’autres expliquent à leur place.

**Un conseil à une lycéenne qui hésite ?**

Venir une semaine. Tenir un tournevis. Se tromper devant quelqu’un de gentil. C’est comme cela que j’ai commencé, à quinze ans, à Voiron.

---

*Propos recueillis à Grenoble. La version longue est disponible à l’écoute auprès du club radio du lycée.*`,
      themes: ["physique", "numerique"], tags: ["quantique", "métiers", "esprit critique"], age: 2, picture: "crystals", genre: "interview",
    },
    {
      title: "Compter les chauves-souris depuis un clocher : mode d’emploi",
      summary: "Un détecteur, une chaise pliante et trois soirées suffisent pour produire une donnée utile. Voici notre protocole, avec ses défauts.",
      body: `Nous sommes neuf, aucun de nous n’est naturaliste, et nos relevés sont pourtant repris par l’inventaire départemental. Voici comment nous nous y prenons.

## Le matériel

| Objet | Combien ? | Où le trouver |
| --- | --- | --- |
| détecteur d’ultrasons | 1 pour 3 personnes | prêt de la médiathèque |
| lampe rouge | 1 par personne | on peut filtrer une lampe blanche |
| compteur à main | 1 par sortie | une feuille et un crayon vont aussi |

## Le protocole

1. S’installer trente minutes avant le coucher du soleil, face à l’ouverture.
2. Compter les sorties par tranches de cinq minutes ; retrancher les retours.
3. Noter la température, le vent et tout ce qui a pu déranger.
4. Recommencer **trois soirs** dans la même quinzaine.

## Ce qui nous a coûté une saison

Nous changions de place d’un soir à l’autre, pour « mieux voir ». Les nombres ne se comparaient plus. Une croix de craie sur le sol a tout réglé.

Et une règle absolue : on n’entre jamais dans un gîte. Les chauves-souris sont protégées, et les jeunes ne volent pas avant l’été.`,
      themes: ["biologie", "climat-environnement"], tags: ["chauves-souris", "sciences participatives", "protocole"], age: 3, picture: "leaf", genre: "practice",
    },
    {
      title: "Fourier, la chaleur et l’effet de serre : trois séances pour le lycée",
      summary: "Le préfet de l’Isère écrivait des équations entre deux dossiers. Une séquence clés en main, du clou chauffé au bilan de la Terre.",
      body: `Joseph Fourier administra l’Isère de 1802 à 1815. Il y dirigea l’assèchement de marais près de Bourgoin, la préface de la *Description de l’Égypte*, et des expériences sur la propagation de la chaleur.

## Séance 1 – Le clou

On chauffe un bout, on mesure l’autre. Les élèves prédisent d’abord la courbe *à main levée*, puis la comparent à leurs mesures.

## Séance 2 – La somme

Avec un tableur, on additionne des sinusoïdes jusqu’à dessiner un créneau. C’est long, c’est beau, et cela se passe d’explication pendant dix minutes.

## Séance 3 – La Terre

En 1824, Fourier se demande pourquoi la Terre n’est pas plus froide. On refait le calcul avec un rayonnement entrant et un rayonnement sortant ; l’écart avec la température réelle ouvre la discussion sur l’atmosphère.

**Matériel** : clous, bougies, thermomètres à sonde, un tableur libre.
**Durée** : trois fois cinquante-cinq minutes.
**Sources** : J. Fourier, *Théorie analytique de la chaleur*, 1822 ; « Remarques générales sur les températures du globe terrestre », *Annales de chimie et de physique*, 1824.`,
      themes: ["physique", "climat-environnement", "mathematiques"], tags: ["Fourier", "lycée", "effet de serre", "séquence"], age: 5, genre: "teaching",
    },
  ],
});
