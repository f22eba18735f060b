import { euros, type Days, type Written } from "./form.ts";

export const occitanie = (days: Days): Written => ({
  events: [
    {
      title: "Sous le vent de Vénus : spectacle pour une comédienne et un ballon-sonde",
      summary: "Quatre cent soixante degrés, une pression d’enfer et des pluies d’acide : la planète la plus proche est aussi la moins aimable. On en rit quand même.",
      body: `Elle entre avec un bouquet de ballons. Chacun porte le nom d’une sonde ; la plupart éclateront avant la fin.

*Sous le vent de Vénus* raconte soixante ans d’échecs magnifiques : des engins qui se taisent après une heure, une caméra qui photographie son propre cache, une pompe qui goûte le cache au lieu du sol. Tout est vrai, et la comédienne jure que c’est pire que ce que l’on croit.

**Durée** : une heure. **Après** : un ingénieur d’essais répond aux questions pendant que l’on dégonfle.

La séance du dimanche est adaptée en langue des signes française.`,
      themes: ["astronomie"], tags: ["Vénus", "spectacle", "exploration spatiale"], age: 1, featured: true, picture: "starfield",
      type: "show", sessions: [days.slot(1, "20:30", "21:30"), days.slot(days.until(6), "20:30", "21:30"), days.slot(days.until(7), "16:00", "17:00")],
      commune: "31555", place: "Théâtre de la Brique", address: "27, rue des Amidonniers", at: [43.6052, 1.4221],
      audience: ["families", "teenagers", "adults"], ageMin: 9, price: [euros("Plein tarif", 14), euros("Moins de 26 ans et sans emploi", 8), euros("Groupe scolaire, par élève", 5)],
      bookingUrl: "https://example.org/reserver/venus", accessibility: ["wheelchair", "sign-language"], organiser: "Compagnie du Point aveugle",
    },
    {
      title: "Herbier vivant : une année au jardin, du bouton à la graine",
      summary: "Montpellier cultive des plantes pour apprendre la médecine depuis 1593. Dans une serre d’aujourd’hui, on suit vingt espèces au fil des saisons.",
      body: `Le premier jardin botanique universitaire de France fut fondé à Montpellier en 1593. L’exposition en reprend l’idée : **apprendre sur pied**.

Vingt plantes, vingt carnets. À chaque visite, on ajoute une observation : date, température, dessin. Au bout d’un an, les carnets seront reliés.

- la garance, qui rougissait les uniformes ;
- le pastel, qui bleuissait Toulouse ;
- l’ellébore, dont on se gardera de goûter ;
- et une *mauvaise herbe* élue par le public, chaque mois.

Parcours tactile et odorant. Fermé le lundi.`,
      themes: ["biologie", "histoire-des-sciences"], tags: ["botanique", "jardin", "plantes tinctoriales"], age: 4, picture: "leaf",
      type: "exhibition", sessions: [days.open(-60, 200, [{ days: [2, 3, 4, 5], opens: "09:00", closes: "12:30" }, { days: [2, 3, 4, 5, 6, 7], opens: "14:00", closes: "18:00" }])],
      commune: "34172", place: "Serre du Clos-Perdu", address: "Rue du Faubourg-Saint-Jaume", at: [43.6159, 3.8727],
      audience: ["everyone"], price: "free", accessibility: ["wheelchair", "tactile", "easy-to-read"], organiser: "Les Jardins savants",
    },
    {
      title: "Lire un paysage depuis un viaduc",
      summary: "Une géographe, une ingénieure et un berger commentent le même panorama. Randonnée de sept kilomètres, jumelles fournies.",
      body: `Le viaduc de Millau culmine à trois cent quarante-trois mètres. Depuis 2004, il enjambe le Tarn et change la façon de regarder les causses. Nous marcherons *à côté* : c’est de là qu’on le comprend.

## Trois haltes

1. **La carrière** – pourquoi la vallée est là : calcaire, eau, temps.
2. **Le belvédère** – comment on pousse un tablier au-dessus du vide, mètre par mètre.
3. **La draille** – ce que les brebis ont dessiné avant les ingénieurs.

Sept kilomètres, deux cents mètres de dénivelé. Les chiens restent à la maison, à cause du troupeau.`,
      themes: ["ingenierie-industrie", "terre-ocean"], tags: ["viaduc", "causses", "randonnée", "géologie"], age: 3, picture: "strata",
      type: "visit", sessions: [days.slot(2, "09:00", "13:00"), days.slot(days.until(7, 1), "09:00", "13:00")],
      commune: "12145", place: "Parking de la Draille", address: "Route des Gorges", at: [44.1012, 3.0635],
      audience: ["adults", "families"], ageMin: 10, price: [euros("Participation", 3)], bookingUrl: "https://example.org/reserver/viaduc", accessibility: [], organiser: "Université populaire des Causses",
    },
  ],
  articles: [
    {
      title: "Vingt-cinq centimètres par kilomètre : la leçon d’arpentage du pont du Gard",
      summary: "Cinquante kilomètres de canal pour une douzaine de mètres de pente. Des élèves de Nîmes ont tenté de faire aussi bien, avec un tuyau transparent.",
      body: `L’aqueduc qui alimentait Nîmes partait des environs d’Uzès. Une cinquantaine de kilomètres, et seulement une douzaine de mètres entre le départ et l’arrivée : la pente moyenne ne dépasse guère **vingt-cinq centimètres par kilomètre**.

Comment règle-t-on cela sans laser ? Avec une table de six mètres, le *chorobate*, un niveau d’eau et beaucoup de soin.

## Le défi des secondes

Les élèves devaient tracer trois cents mètres de rigole dans la garrigue, avec la même pente. Leur outil : un tuyau transparent rempli d’eau, deux perches graduées.

| Équipe | Écart final |
| --- | --- |
| Les Chorobates | 4 cm trop bas |
| Les Niveleuses | 1 cm trop haut |
| Nîmes 2 | rigole perdue dans un terrier |

« On a compris que l’erreur s’additionne », dit Inès. C’était exactement le sujet du cours.

**Sources** : Vitruve, *De l’architecture*, livre VIII ; mesures de la classe, disponibles sur demande.`,
      themes: ["mathematiques", "histoire-des-sciences", "ingenierie-industrie"], tags: ["aqueduc", "lycée", "mesure"], age: 1, picture: "strata", genre: "report",
    },
    {
      title: "Champollion avant Champollion : l’enfant de Figeac",
      summary: "Il apprit à lire seul, et trente langues ensuite. Ce que le Lot raconte du déchiffreur, loin des obélisques.",
      body: `Jean-François Champollion naît à Figeac en décembre 1790, au-dessus de la librairie de son père. La légende veut qu’il ait appris à lire dans un missel, en comparant ce qu’il savait par cœur et ce qu’il voyait : déjà une méthode de déchiffreur.

## Une méthode, pas un éclair

On raconte volontiers l’illumination de 1822, la course chez son frère, l’évanouissement. C’est oublier quinze ans de copte, de listes, de comptages. Il compte les signes de la pierre de Rosette : bien plus de signes que de mots grecs. L’écriture ne peut donc pas noter seulement des idées.

> Compter, c’est souvent la première façon de comprendre.

## À faire en famille

- Écrire son prénom avec les signes alphabétiques, puis *l’entourer* d’un cartouche.
- Chercher combien de signes suffisent pour un message secret de dix mots.
- Demander à une grand-mère la langue que l’on ne parle plus à la maison.

**Source** : J.-F. Champollion, *Lettre à M. Dacier relative à l’alphabet des hiéroglyphes phonétiques*, 1822.`,
      themes: ["sciences-humaines", "histoire-des-sciences"], tags: ["Champollion", "écriture", "Lot"], age: 3, genre: "portrait",
    },
    {
      title: "Rendons leurs échecs aux collégiens",
      summary: "Tribune. On leur montre des découvertes ; montrons-leur des tentatives.",
      body: `Dans nos expositions, la science a toujours réussi. Les vitrines alignent ce qui a marché, les panneaux disent « grâce à ». Un collégien qui rate une expérience en conclut, logiquement, qu’il n’est pas fait pour cela.

Or un laboratoire est d’abord un endroit où cela ne marche pas. Une mesure qui ne se reproduit pas, une hypothèse élégante et fausse, six mois pour comprendre qu’un joint fuyait : voilà le quotidien. Le cacher n’est pas de la pudeur, c’est un contresens.

**Je propose trois choses.**

1. Que chaque exposition montre *une impasse*, avec ses raisons.
2. Que chaque rencontre avec un scientifique commence par « racontez-nous ce qui n’a pas marché cette semaine ».
3. Que les concours récompensent aussi le meilleur résultat négatif.

Nous l’avons essayé à Tarbes : au troisième raté raconté, les mains se lèvent. Elles ne se baissent plus.

*Étienne Lacassagne enseigne la physique en collège.*`,
      themes: ["sciences-humaines"], tags: ["collège", "erreur", "médiation"], age: 2, genre: "opinion",
    },
  ],
});
