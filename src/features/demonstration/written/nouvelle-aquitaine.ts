import { euros, type Days, type Written } from "./form.ts";

export const nouvelleAquitaine = (days: Days): Written => ({
  events: [
    {
      title: "L’astéroïde de Rochechouart : marcher dans un cratère effacé",
      summary: "Il y a plus de deux cents millions d’années, un astéroïde frappait le Limousin. Il n’en reste pas un creux, mais des pierres qui n’auraient jamais dû exister.",
      body: `Ne cherchez pas de cuvette : l’érosion l’a emportée. Ce qui reste, ce sont les **brèches**, des roches broyées, fondues et recollées en quelques minutes. On en a fait des maisons, une église, un château.

La balade longe les murs du bourg, puis descend à la carrière.

- On apprend à reconnaître une brèche à sa couleur et à ses éclats ;
- on cherche les *cônes de percussion*, ces éventails que seul un choc énorme imprime dans la pierre ;
- on repart sans caillou : le site est une réserve naturelle.

Prévoir trois heures et de quoi écrire. Les loupes sont prêtées.`,
      themes: ["terre-ocean", "astronomie"], tags: ["cratère", "météorite", "géologie", "balade"], age: 1, featured: true, picture: "strata",
      type: "visit", sessions: [days.slot(1, "14:00", "17:00"), days.slot(days.until(7), "09:30", "12:30"), days.slot(days.until(7, 2), "09:30", "12:30")],
      commune: "87126", place: "Porte du bourg, devant la halle", address: "Place de la Halle", at: [45.8231, 0.8193],
      audience: ["everyone"], ageMin: 8, price: [euros("Adulte", 5), euros("Moins de 18 ans", 0)], bookingUrl: "https://example.org/reserver/cratere", accessibility: [], organiser: "Les Arpenteurs de brèches",
    },
    {
      title: "Une lentille pour la mer : la leçon de Fresnel, en direct",
      summary: "Séance en ligne, avec expériences à faire chez soi : un verre d’eau, une lampe, et l’idée qui a rapproché les phares.",
      body: `En 1823, Augustin Fresnel installe à Cordouan, à l’entrée de l’estuaire de la Gironde, un appareil d’un genre nouveau : au lieu d’une énorme lentille, des anneaux de verre qui en gardent la courbure sans le poids.

Pendant une heure, nous referons le raisonnement **chez vous** :

1. un verre d’eau comme lentille ;
2. un sac de congélation comme loupe plate ;
3. des bandes de papier pour comprendre ce que l’on peut *enlever* à une lentille sans rien perdre.

Le lien s’ouvre dix minutes avant. La séance est sous-titrée, et reste disponible un mois.`,
      themes: ["physique", "histoire-des-sciences"], tags: ["optique", "phares", "Fresnel", "en ligne"], age: 2, picture: "waves",
      type: "conference", sessions: [days.slot(days.until(2), "20:00", "21:00")],
      commune: "33063", place: "", address: "", at: [44.8404, -0.5805], onlineUrl: "https://example.org/direct/fresnel",
      audience: ["everyone"], price: "free", accessibility: ["easy-to-read"], organiser: "L’Estuaire des sciences",
    },
    {
      title: "Parlons chiffres : atelier statistiques pour journalistes et associations",
      summary: "Pourcentages trompeurs, cartes menteuses, moyennes sans cœur : une journée pour lire les chiffres des autres et mieux présenter les siens.",
      body: `« Le risque double » : de combien à combien ? « La moitié des communes » : et combien d’habitants ? On s’entraîne sur des dépêches, des rapports et nos propres communiqués.

| Heure | Atelier |
| --- | --- |
| 9 h 30 | Risque absolu, risque relatif |
| 11 h | Cartes : ce que cache une couleur |
| 14 h | Sondages : qui a répondu ? |
| 15 h 30 | Réécrire son propre communiqué |

Apportez un graphique qui vous a troublé. Petit groupe, ordinateurs prêtés, repas partagé.`,
      themes: ["mathematiques", "sciences-humaines"], tags: ["statistiques", "médias", "esprit critique"], age: 4,
      type: "training", sessions: [days.slot(days.until(1, 1), "09:30", "17:00")],
      commune: "86194", place: "Maison des Trois-Quartiers", address: "25, rue du Général-Sarrail", at: [46.5858, 0.3462],
      audience: ["professionals", "adults"], price: [euros("Association", 15), euros("Pigiste ou étudiant", 5), euros("Rédaction", 40)], bookingUrl: "https://example.org/reserver/chiffres", accessibility: ["wheelchair", "hearing-loop"], organiser: "Le Club des virgules",
    },
  ],
  articles: [
    {
      title: "La dune qui marche : carnet d’une géomorphologue au Pilat",
      summary: "Plus de cent mètres de haut, et quelques mètres vers l’est chaque année. Que mesure-t-on quand tout bouge ?",
      body: `**6 h 40.** Le sable est froid, presque dur. C’est le bon moment : le vent n’a pas encore effacé la nuit.

La dune du Pilat dépasse cent mètres de hauteur et avance vers la forêt, de un à cinq mètres par an selon les endroits. Je plante mes piquets au même point que l’an dernier. Deux ont disparu : le sable les a digérés.

**9 h.** Les premiers visiteurs. « Vous cherchez quelque chose ? » Oui : *le même endroit*.

## Ce que l’on mesure

- la crête, au GPS, à deux centimètres près ;
- la taille des grains, avec des tamis de cuisine améliorés ;
- les sols noirs, ces lignes sombres dans la pente : d’anciennes forêts, vieilles pour certaines de plusieurs milliers d’années.

**12 h.** Le sable brûle. On redescend.

> Une dune n’est pas un tas. C’est une vitesse.

Les relevés sont publiés chaque hiver, avec leurs incertitudes.`,
      themes: ["terre-ocean", "climat-environnement"], tags: ["dune", "littoral", "érosion", "carnet de terrain"], age: 1, picture: "dunes", genre: "report",
    },
    {
      title: "Rendre Lascaux aux mains des enfants",
      summary: "Retour d’expérience : peindre à la lueur d’une lampe à graisse change tout ce que l’on croyait savoir de l’art des grottes.",
      body: `Le 12 septembre 1940, quatre adolescents entrent dans la grotte de Lascaux. On raconte souvent la découverte ; nous avons voulu retrouver *l’éclairage*.

## Le dispositif

Une salle noire, une paroi de plâtre bosselée, des ocres, et trois lampes : un creux de pierre, de la graisse, une mèche de genévrier. Les enfants entrent par six.

## Ce que nous avons appris

- **La flamme bouge, l’animal aussi.** Aucun panneau ne le dit aussi bien.
- Les enfants se servent *d’eux-mêmes* des bosses de la paroi : une épaule ici, un ventre là.
- La fumée est supportable, l’odeur moins. Aérez.
- Il faut **un adulte par lampe**, et un seau de sable.

## Ce que nous changerons

La séance durait une heure : trop long dans le noir pour les petits. Trente-cinq minutes suffisent. Et nous commencerons par écouter, lumière éteinte, pendant une minute entière.

Notre fiche de sécurité, relue par les pompiers, est à votre disposition.`,
      themes: ["sciences-humaines", "histoire-des-sciences"], tags: ["préhistoire", "art pariétal", "atelier", "Dordogne"], age: 3, genre: "feedback",
    },
    {
      title: "Hippolyte et les huîtres : un ostréiculteur apprend à compter les virus",
      summary: "Portrait. Il a repris la ferme de sa tante à Arcachon, et monté un petit laboratoire dans une cabane bleue.",
      body: `La cabane sent le café et le chlore. Sur l’établi, entre deux couteaux, un thermocycleur d’occasion ronronne.

Hippolyte Sarrade a trente et un ans. Quand les huîtres de sa tante ont cessé de se vendre, l’hiver où des virus venus des eaux usées ont fait fermer le bassin, il a décidé de comprendre. Il est retourné en formation, un jour par semaine, pendant deux ans.

## Filtrer pour savoir

Une huître filtre plusieurs litres d’eau par heure : elle concentre ce qui passe. « C’est une sentinelle, dit-il. Le problème, c’est qu’on l’écoute une fois qu’elle est dans l’assiette. »

Il prélève donc *avant*, chaque semaine, et partage ses résultats avec onze voisins. Ses analyses ne remplacent pas celles des autorités ; elles préviennent qu’il faut les demander.

> « Je ne suis pas chercheur. Je suis quelqu’un qui n’aime pas attendre le courrier. »`,
      themes: ["sante", "biologie"], tags: ["ostréiculture", "virus", "portrait", "eau"], age: 2, picture: "cells", genre: "portrait",
    },
  ],
});
