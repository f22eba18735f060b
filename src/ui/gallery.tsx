import { raw } from "hono/html";
import { Check, Checks, Faults, Group, Select, TextArea, TextField } from "./form.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { PageParts } from "./gallery-parts.tsx";
import { drawPattern, type PatternName } from "./pattern.ts";

const icons: readonly IconName[] = ["event", "article", "dossier", "member", "place", "search", "clock", "euro", "people", "accessible", "online", "ticket", "plus", "heart", "bell", "home", "link"];
const patterns: readonly PatternName[] = ["cells", "waves", "crystals", "strata", "orbits"];

/** Every component in every state, for the eye and for the screenshot test. */
export function Gallery() {
  return (
    <div class="wrap section stack loose">
      <h1>Composants</h1>
      <section class="stack"><h2>Boutons</h2>
        <div class="actions"><button class="button">Publier</button><a class="button" href="#lien">Un lien</a><button class="button quiet">Discret</button><button class="button quiet" aria-pressed="true">Choisi</button><button class="button danger">Supprimer</button><button class="linklike">Comme un lien</button></div>
      </section>
      <section class="stack"><h2>Signes</h2>
        <p class="row">{icons.map((name) => <span class="kind"><Icon name={name} />{name}</span>)}</p>
        <p class="row"><span class="badge">gratuit</span><span class="badge full">complet</span><span class="badge postponed">reporté</span><span class="badge cancelled">annulé</span></p>
        <ul class="chips"><li><a class="chip" href="#un">astronomie</a></li><li><a class="chip" href="#deux" aria-current="true">choisi</a></li></ul>
      </section>
      <section class="stack"><h2>Dessins</h2>
        <div class="grid">{patterns.map((name) => <article class="card"><div class="picture">{raw(drawPattern(name, "La nuit des étoiles"))}</div><div class="inside"><h3><a href={`#${name}`}>{name}</a></h3><p>Dessiné pour un contenu sans image.</p><p class="foot">par Une Membre · Grenoble</p></div></article>)}</div>
      </section>
      <section class="stack"><h2>Rendez-vous</h2>
        {(["on", "full", "postponed", "cancelled"] as const).map((status) => (
          <article class={`event-line ${status}`}><time class="date-block" datetime="2026-12-02"><span class="weekday">mer.</span><span class="day">2</span><span class="month">déc.</span></time><div class="stack tight"><div class="row"><span class="kind"><Icon name="event" />Atelier</span>{status === "on" ? null : <span class={`badge ${status}`}>{status}</span>}</div><h3><a href={`#${status}`}>Fabriquer un cadran solaire</a></h3><p class="facts"><span><Icon name="clock" /> 14 h – 16 h</span><span><Icon name="place" /> Bibliothèque, Voiron</span></p></div></article>
        ))}
      </section>
      <section class="stack"><h2>Messages</h2>
        <p class="notice">Une information.</p><p class="notice good">C’est fait.</p><p class="notice alarm">Attention.</p>
        <div class="empty"><p>Rien ici pour l’instant.</p><button class="button">Commencer</button></div>
        <dl class="facts-box"><div><Icon name="place" /><dt>Où</dt><dd>Muséum, Grenoble</dd></div><div><Icon name="euro" /><dt>Tarif</dt><dd>gratuit</dd></div></dl>
      </section>
      <section class="stack"><h2>Formulaires</h2>
        <form class="form">
          <Faults title="À corriger" faults={[{ field: "g-faulty", text: "Ce champ est nécessaire." }]} />
          <TextField name="g-plain" label="Titre" hint="Court et précis." value="Une valeur" />
          <TextField name="g-faulty" label="Commune" fault="Ce champ est nécessaire." />
          <TextArea name="g-area" label="Résumé" />
          <Select name="g-select" label="Type" options={[{ value: "a", label: "Atelier" }, { value: "b", label: "Visite" }]} />
          <Checks name="g-checks" label="Public" values={["a"]} options={[{ value: "a", label: "familles" }, { value: "b", label: "adultes" }]} />
          <Check name="g-check" label="Gratuit" checked />
          <Group title="Classer"><p>Ce qui s’ouvre au besoin.</p></Group>
          <Group title="Ouvert" open><p>Ce qui est ouvert.</p></Group>
        </form>
      </section>
      <PageParts />
      <section class="stack"><h2>Texte</h2>
        <div class="prose"><h2>Un titre</h2><p>Un paragraphe avec <strong>du gras</strong>, <em>de l’italique</em> et <a href="#t">un lien</a>.</p><ul><li>Un</li><li>Deux</li></ul><blockquote><p>Une citation qui porte.</p></blockquote><pre tabindex={0}><code>print(42)</code></pre></div>
      </section>
      <section class="stack"><h2>Ce qu’un texte porte</h2>
        <div class="prose">
          <p>Une formule illisible, <code class="unreadable">\\frac</code>, et une note<sup><a href="#note-1" id="note-ref-1">1</a></sup>.</p>
          <div class="gallery"><figure>{raw(drawPattern("cells", "Une image"))}</figure><figure>{raw(drawPattern("waves", "Une autre"))}</figure></div>
          <p class="boxed"><a href="#fichier">Un fichier.pdf</a> <span class="soft">(1,2 Mo)</span></p>
          <div class="formula" role="region" tabindex={0} aria-label="Une formule">{raw("<math display=\"block\"><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>")}</div>
          <section class="footnotes"><h2>Notes</h2><ol><li id="note-1">Une note. <a href="#note-ref-1" aria-label="Revenir">↩</a></li></ol></section>
        </div>
      </section>
      <section class="stack"><h2>Versions et logos</h2>
        <div class="compared">La comète <del>passe</del><ins>est passée</ins> ce soir.</div>
        <div class="grid"><article class="card"><div class="picture logo">{raw(drawPattern("waves", "Un logo"))}</div><div class="inside"><h3><a href="#logo">Une structure</a></h3></div></article></div>
      </section>
    </div>
  );
}
