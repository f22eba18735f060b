import { euros, type Days, type Written } from "./form.ts";

export const hautsDeFrance = (days: Days): Written => ({
  events: [
    {
      title: "Fermenter : la soirée du pain, de la bière et du docteur Pasteur",
      summary: "En 1854, un jeune doyen arrive à Lille et se penche sur des cuves qui tournent mal. Dégustation commentée, levain à emporter.",
      body: `Louis Pasteur est nommé doyen de la nouvelle faculté des sciences de Lille en 1854. Un industriel du sucre lui confie ses cuves d’alcool de betterave : certaines s’aigrissent. Au microscope, il voit des globules ronds dans les bonnes cuves, des bâtonnets dans les mauvaises.

La soirée refait l’enquête :

- **au microscope**, levures et bactéries lactiques, côte à côte ;
- **au nez**, six fioles à reconnaître ;
- **au four**, trois pains, trois levains, trois goûts ;
- **au verre**, une bière du Nord, avec ou sans alcool.

Chacun repart avec un pot de levain et de quoi le nourrir. Il porte déjà un nom ; vous pourrez en changer.`,
      themes: ["biologie", "histoire-des-sciences", "chimie"], tags: ["fermentation", "Pasteur", "microbes", "cuisine"], age: 1, featured: true, picture: "cells",
      type: "other", sessions: [days.slot(0, "18:30", "21:00"), days.slot(6, "18:30", "21:00")],
      commune: "59350", place: "Brasserie de la Halle aux Sucres", address: "9, rue du Vieux-Faubourg", at: [50.6391, 3.0688],
      audience: ["adults"], ageMin: 16, price: [euros("Avec dégustation", 12), euros("Étudiants", 7)], bookingUrl: "https://example.org/reserver/fermenter", accessibility: ["wheelchair"], organiser: "Le Beffroi des curieux",
    },
    {
      title: "Des phoques et des hommes : compter ensemble en baie de Somme",
      summary: "Formation d’une journée pour rejoindre le réseau d’observateurs : reconnaître, compter, ne pas déranger.",
      body: `La baie abrite la plus grande colonie française de phoques veaux-marins. Pour savoir comment elle se porte, il faut des yeux, souvent, et qui comptent de la même façon.

## Matin, en salle

- veau-marin ou phoque gris ? le museau ne trompe pas ;
- pourquoi l’on compte à marée basse ;
- la bonne distance : **trois cents mètres**, toujours.

## Après-midi, sur la digue

Comptage à la longue-vue, par deux, sans se parler. On compare ensuite : l’écart entre observateurs est la première donnée que l’on note.

La formation est gratuite et vaut engagement pour trois sorties dans l’année.`,
      themes: ["biologie", "terre-ocean"], tags: ["phoques", "sciences participatives", "baie de Somme"], age: 3, picture: "waves",
      type: "training", sessions: [days.slot(days.until(6), "09:30", "17:00"), days.slot(days.until(6, 4), "09:30", "17:00")],
      commune: "80721", place: "Maison de la Digue", address: "Quai du Romerel", at: [50.1871, 1.6289],
      audience: ["adults", "students"], ageMin: 16, price: "free", bookingUrl: "https://example.org/reserver/phoques", accessibility: ["wheelchair"], organiser: "Guetteurs de la baie",
    },
    {
      title: "Sous le carreau : visite d’une fosse et de sa mémoire d’eau",
      summary: "Les mines sont fermées, l’eau remonte. Un ancien porion et une hydrogéologue guident la visite.",
      body: `Quand on extrayait le charbon, on pompait. Depuis que l’on n’extrait plus, on pompe encore : par endroits, le sol s’est affaissé sous le niveau des rivières, et sans les stations de relevage des quartiers entiers seraient des étangs.

La visite commence au pied du terril. On y trouve des fougères imprimées dans le schiste, vieilles de plus de trois cents millions d’années ; on a le droit d’en ramasser **une**.

Elle se poursuit dans la salle des pendus, où les vêtements montaient au plafond au bout d’une chaîne, puis dans la station où l’eau, elle, continue de monter.

*Le Bassin minier du Nord-Pas de Calais est inscrit au patrimoine mondial depuis 2012.*`,
      themes: ["terre-ocean", "sciences-humaines"], tags: ["mines", "hydrogéologie", "fossiles", "patrimoine industriel"], age: 2, picture: "strata",
      type: "visit", sessions: [days.weekly(days.until(7), "10:00", "12:00", 8, [4]), days.slot(3, "14:00", "16:00")],
      commune: "62498", place: "Fosse Sainte-Aldegonde", address: "Route du Terril", at: [50.4271, 2.8143],
      audience: ["everyone"], ageMin: 8, price: [euros("Visite", 4), euros("Anciens mineurs et leur famille", 0)], accessibility: ["hearing-loop"], organiser: "Mémoire du carreau", bookingUrl: "https://example.org/reserver/fosse",
    },
  ],
  articles: [
    {
      title: "Trente-sept minutes au-dessus de la Manche",
      summary: "Le 25 juillet 1909, Louis Blériot décolle des environs de Calais. Un club de modélistes a reconstruit son aile pour comprendre pourquoi elle portait.",
      body: `Environ trente-sept minutes : c’est le temps qu’il fallut à Louis Blériot pour relier la côte près de Calais aux falaises de Douvres, le 25 juillet 1909, dans un avion de bois, de toile et de corde à piano.

Le club de modélisme de Calais a reconstruit *une* aile, à l’échelle un demi. « On ne voulait pas la faire voler, explique Régis, menuisier à la retraite. On voulait savoir pourquoi elle ne cassait pas. »

## La soufflerie du garage

Un ventilateur de séchoir à tabac, une balance de cuisine, deux filets pour arrêter les enfants : la soufflerie donne ses premiers chiffres en mars. L’aile porte davantage quand on la *gauchit*, c’est-à-dire quand on la tord ; c’est ainsi que l’on virait.

## Ce qui surprend

- La toile respire : vernie, elle porte mieux.
- Les haubans comptent pour une bonne part de la traînée.
- Tout repose sur une pièce de frêne grosse comme un manche à balai.

Les plans relevés et les mesures sont en accès libre à la médiathèque, avec les photographies des ratés.`,
      themes: ["ingenierie-industrie", "histoire-des-sciences", "physique"], tags: ["aviation", "Blériot", "soufflerie"], age: 1, picture: "dunes", genre: "report",
    },
    {
      title: "Cinq habitants invisibles de la laisse de mer",
      summary: "Ce ruban d’algues et de débris que la marée abandonne est un garde-manger, une nurserie et un rempart. Petite visite à hauteur de talitre.",
      body: `On la trouve sale, on la ratisse au tracteur. La *laisse de mer* est pourtant l’un des milieux les plus vivants de nos plages.

1. **Le talitre**, la puce de mer, saute et recycle : sans lui, les algues pourriraient des mois.
2. **L’œuf de raie**, ce coussin noir à quatre cornes. Vide ? Notez-le : un inventaire national en a besoin.
3. **Le collembole**, minuscule, qui fait le sol là où il n’y en a pas.
4. **La graine de cakilier**, qui voyage par mer et germe dans les algues mortes. Une dune commence là.
5. **Le gravelot**, qui niche au-dessus et mange en dessous.

## Que faire ?

Ramasser à la main les plastiques, laisser les algues. Plusieurs communes de la Côte d’Opale sont passées au nettoyage manuel : demandez à la vôtre.`,
      themes: ["biologie", "climat-environnement"], tags: ["littoral", "biodiversité", "Côte d’Opale"], age: 2, picture: "plankton", genre: "news",
    },
    {
      title: "Lu pour vous : une histoire des nombres à hauteur d’écolier",
      summary: "Un album qui commence par une encoche sur un os et finit par le zéro. Trois classes d’Amiens l’ont mis à l’épreuve.",
      body: `L’album tient en quarante pages et une seule idée : *compter, c’est d’abord garder une trace*. Il commence par des encoches, passe par les jetons d’argile, les cordelettes, le boulier, et garde le zéro pour la fin.

## Ce que nous avons aimé

La double page où l’on compte un troupeau sans connaître les nombres : un caillou par brebis. Les élèves de CP ont aussitôt voulu vérifier avec les manteaux de la classe. Il manquait un manteau.

## Ce qui nous a gênés

L’Inde et le monde arabe tiennent en deux pages, l’Europe en douze. C’est dommage, quand le sujet est justement un voyage. Et les dates sont dites sans frise : nos élèves ont cru que Fibonacci avait connu les pharaons.

## Verdict

À lire **à deux voix**, un adulte et un enfant, avec un sac de haricots. Dès six ans ; les plus grands y trouveront de quoi fabriquer un abaque.`,
      themes: ["mathematiques", "histoire-des-sciences"], tags: ["album", "école", "nombres"], age: 4, genre: "review",
    },
  ],
});
