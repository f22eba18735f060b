import { euros, type Days, type Written } from "./form.ts";

export const bretagne = (days: Days): Written => ({
  events: [
    {
      title: "Un litre de mer : atelier plancton à marée haute",
      summary: "On filtre, on regarde, on dessine. Des milliers d’habitants tiennent dans un bocal, et certains brillent quand on les dérange.",
      body: `Rendez-vous sur la cale, vingt minutes avant la pleine mer. Le filet à plancton ressemble à une chaussette trouée : on le traîne, on le rince, et l’on verse dans une boîte ce qui paraît n’être qu’un peu d’eau trouble.

Sous la loupe, c’est une foule : larves de crabes à grandes épines, copépodes pressés, diatomées rangées comme des bijoux.

- **1er temps** : la pêche, sur la cale ;
- **2e temps** : l’observation, au chaud, une loupe pour deux ;
- **3e temps** : le dessin, car on ne voit bien que ce que l’on a dessiné.

Prévoyez des bottes et un vêtement de pluie. Les poussettes passent jusqu’à la cale.`,
      themes: ["terre-ocean", "biologie"], tags: ["plancton", "littoral", "microscope"], age: 1, featured: true, picture: "plankton",
      type: "workshop", sessions: [days.slot(0, "15:00", "17:00"), days.slot(2, "16:30", "18:30"), days.slot(9, "10:00", "12:00")],
      commune: "29239", place: "Maison du Vieux-Port", address: "4, quai d’Auxerre", at: [48.7262, -3.9823],
      audience: ["families", "children"], ageMin: 6, price: [euros("Adulte", 4), euros("Enfant", 2)], bookingUrl: "https://example.org/reserver/plancton", accessibility: ["wheelchair", "tactile"], organiser: "Le Phare des savoirs",
    },
    {
      title: "La nuit où l’Amérique apparut : projection au pied du radôme",
      summary: "Le 11 juillet 1962, des images de télévision traversent l’Atlantique par satellite et arrivent à Pleumeur-Bodou. Archives, silence et récits de témoins.",
      body: `Telstar ne restait en vue qu’une vingtaine de minutes. Il fallait pointer l’immense cornet, suivre, et prier pour que le signal tienne. Il a tenu.

Le film monte des archives muettes : on y voit des mains, des voyants, des visages qui attendent. Après la projection, deux anciens techniciens commenteront *leurs* images, et une chercheuse en histoire des techniques dira ce que l’on a oublié de filmer : les soudeuses, les cuisines, la lande.

Durée : 52 minutes, puis trois quarts d’heure de discussion. Sous-titres pour personnes sourdes et malentendantes.`,
      themes: ["histoire-des-sciences", "numerique"], tags: ["télécommunications", "Telstar", "archives"], age: 3,
      type: "screening", sessions: [days.slot(days.until(5), "20:30", "22:15")],
      commune: "22198", place: "Salle polyvalente du bourg", address: "Rue des Chardons", at: [48.7733, -3.5179],
      audience: ["everyone"], price: [euros("Entrée", 5), euros("Habitants de la commune", 0)], accessibility: ["wheelchair", "hearing-loop"], organiser: "Ciné-club des Landes",
    },
    {
      title: "Le son du cœur : dans les oreilles de Laennec",
      summary: "Un rouleau de papier, un rouleau de buis, et toute la médecine change d’oreille. Visite contée et atelier d’écoute.",
      body: `René Laennec est né à Quimper en 1781. En 1816, à Paris, il roule un cahier de papier et pose l’une des extrémités sur la poitrine d’une patiente : il entend mieux qu’en posant l’oreille. Le stéthoscope est né d’un geste, presque d’une gêne.

La visite suit les rues qu’il connut enfant, puis s’achève dans une salle où l’on fabrique le même rouleau. On compare ensuite : papier, bois, modèle d’aujourd’hui.

*La visite dure une heure et demie, sur pavés. Un parcours sans marches est possible sur demande.*`,
      themes: ["sante", "histoire-des-sciences"], tags: ["Laennec", "médecine", "visite"], age: 2,
      type: "visit", sessions: [days.weekly(days.until(6), "10:30", "12:00", 6, [3])],
      commune: "29232", place: "Parvis de la vieille halle", address: "Place Saint-Corentin", at: [47.9957, -4.1022],
      audience: ["adults", "teenagers"], ageMin: 12, price: "free", bookingUrl: "https://example.org/reserver/laennec", accessibility: ["hearing-loop"], organiser: "Les Amis du Steïr savant",
    },
    {
      title: "Grand-messe des algues : récolte, cuisine et chimie",
      summary: "Une journée entière autour du goémon, de l’iode au dessert. Annulée par avis de tempête.",
      body: `On devait récolter à pied, cuire, sécher, brûler un peu aussi, comme les goémoniers qui tiraient des cendres la soude, puis l’iode, découvert en 1811 par Bernard Courtois.

La préfecture annonce des vents de plus de cent kilomètres à l’heure : la récolte n’aurait pas été prudente. Les personnes inscrites ont été prévenues, et les recettes seront publiées ici même la semaine prochaine.`,
      themes: ["chimie", "biologie"], tags: ["algues", "iode", "cuisine"], age: 2, picture: "waves",
      type: "festival", sessions: [days.slot(3, "09:30", "17:00")],
      commune: "29039", place: "Plage des Sables-Blancs", address: "Rue des Sables-Blancs", at: [47.8806, -3.9346],
      audience: ["everyone"], price: "free", accessibility: [], organiser: "Collectif Goémon", status: "cancelled", statusReason: "Avis de tempête : l’estran n’est pas accessible.",
    },
  ],
  articles: [
    {
      title: "Ce que les marées nous ont appris de la patience",
      summary: "Depuis 1966, l’usine de la Rance fait tourner ses turbines au rythme de la Lune. Un reportage entre ingénieurs, ornithologues et vase.",
      body: `Il y a des centrales où l’on décide de l’heure. Ici, c’est la Lune.

L’usine marémotrice de la Rance, entre Saint-Malo et Dinard, est entrée en service en 1966. Vingt-quatre groupes, deux cent quarante mégawatts : longtemps, nulle part au monde on n’a tiré davantage d’électricité des marées.

## Tourner dans les deux sens

Les groupes *bulbes* savent turbiner quand l’estuaire se vide, turbiner quand il se remplit, et pomper entre les deux. « Le métier, c’est de composer un horaire avec deux coefficients et un réseau », résume une opératrice que nous appellerons Gaëlle.

## Et l’estuaire ?

Pendant la construction, la Rance a été fermée plusieurs années : la vie marine y a beaucoup souffert, avant de se recomposer autrement. Aujourd’hui, la question est la **vase**, qui s’accumule en amont.

> On ne revient pas à l’estuaire d’avant. On apprend à connaître celui que nous avons fait.

Un groupe d’habitants mesure chaque mois l’épaisseur du dépôt sur douze points. Leurs relevés sont ouverts à tous, et ils cherchent des bottes de pointure quarante-deux.`,
      themes: ["energie", "terre-ocean"], tags: ["marées", "énergie marine", "Rance"], age: 1, picture: "waves", genre: "report",
    },
    {
      title: "Soizic Le Dantec, l’institutrice qui écoutait les menhirs",
      summary: "Elle a passé vingt ans à mesurer des pierres avec ses élèves. Portrait d’une patience collective.",
      body: `Dans le couloir de l’école, une pierre est dessinée sur chaque portemanteau. Les enfants ne disent pas « ma place », ils disent « mon menhir ».

Soizic Le Dantec est arrivée près de Carnac en 1998, avec un vélo et un mètre ruban. Les alignements comptent environ trois mille pierres dressées ; elle s’est mis en tête d’en faire relever une par élève et par an. Hauteur, orientation, lichens, éclats : tout va dans de grands cahiers verts.

## Des données, vraiment ?

« Au début, c’était un prétexte pour apprendre à mesurer. Puis une archéologue est venue, et elle a demandé une copie des cahiers. » Les relevés de lichens, surtout, ont servi : ils racontent l’air et le piétinement sur vingt années.

Elle prend sa retraite en juillet. Les cahiers, eux, restent à l’école.

> « Une pierre ne fait rien, dit-elle. C’est pour cela qu’il faut y revenir. »`,
      themes: ["sciences-humaines", "biologie"], tags: ["mégalithes", "école", "lichens", "portrait"], age: 2, picture: "strata", genre: "portrait",
    },
    {
      title: "Nous avons raté notre fête des sciences, et voici pourquoi",
      summary: "Trop de stands, pas assez de chaises, un vocabulaire de spécialistes : le bilan sans fard d’une bibliothèque de Lorient.",
      body: `Deux cents personnes attendues, soixante venues. Nous avons interrogé celles qui étaient là et, plus difficile, celles qui n’étaient pas venues.

## Ce qui n’a pas marché

- **L’affiche** annonçait « une journée interdisciplinaire ». Personne n’a su nous dire ce que c’était.
- **Dix-huit stands** dans une salle pour dix : on ne s’entendait plus.
- **Aucune chaise** ailleurs qu’à la buvette. Les personnes âgées sont reparties.
- L’horaire tombait pendant le marché.

## Ce que nous gardons

Le stand du club de couture, qui expliquait la topologie avec des ourlets, n’a pas désempli. On y faisait quelque chose de ses mains, assis, en parlant d’autre chose.

## L’an prochain

1. Cinq stands, pas un de plus.
2. Des chaises avant les microscopes.
3. Un titre que ma voisine comprend.

Nous joignons volontiers notre questionnaire à qui le demande en commentaire.`,
      themes: ["sciences-humaines"], tags: ["médiation", "bibliothèque", "Fête de la science"], age: 4, genre: "feedback",
    },
  ],
});
