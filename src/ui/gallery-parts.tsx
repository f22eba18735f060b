import { raw } from "hono/html";
import { Icon } from "./icon.tsx";
import { drawPattern } from "./pattern.ts";

/** The larger parts that pages are made of, for the gallery. */
export function PageParts() {
  return (
    <>
      <section class="stack"><h2>À la une</h2>
        <article class="featured"><div class="picture">{raw(drawPattern("orbits", "La comète"))}</div><div class="stack"><span class="kind"><Icon name="article" />Reportage</span><h3><a href="#comete">La comète est passée</a></h3><p>Une nuit sur le plateau.</p></div></article>
        <div class="card banner"><div class="picture">{raw(drawPattern("waves", "La marée"))}</div></div>
        <p class="row"><span><span class="stat">2 050</span> membres</span><span><span class="stat">1 980</span> articles</span></p>
      </section>
      <section class="stack"><h2>Personnes</h2>
        <div class="byline"><span class="avatar large" aria-hidden="true">AM</span><p>Ada Martin</p></div>
        <div class="comment"><div class="byline"><span class="avatar" aria-hidden="true">LP</span><p class="small">Lou Petit · hier</p></div><p>Merci pour ce récit.</p><div class="comment"><p class="soft">Ce commentaire a été retiré.</p></div></div>
      </section>
      <section class="stack"><h2>Listes</h2>
        <h3 class="day-heading">mercredi 2 décembre</h3>
        <article class="event-line"><time class="hour-block" datetime="2026-12-02T14:00">14 h<span class="until">jusqu’à 16 h</span></time><div class="stack tight"><h3><a href="#cadran">Fabriquer un cadran solaire</a></h3><p class="facts"><span><Icon name="place" /> Bibliothèque, Voiron</span></p></div></article>
        <ul class="brief"><li><span class="kind"><Icon name="event" />Exposition</span><a href="#mers">Mers anciennes</a><span class="soft">jusqu’au 3 janvier</span></li></ul>
        <ol class="plain"><li class="item"><h3><a href="#dossier">Lever de lune</a></h3><p class="note">À voir sans télescope.</p></li></ol>
        <ol class="plain"><li class="item pictured"><div class="picture">{raw(drawPattern("cells", "Lever de lune"))}</div><h3><a href="#dossier">Lever de lune</a></h3><div class="note"><p>À voir sans télescope.</p></div></li></ol>
        <ol class="plain order"><li class="item"><button type="button" class="handle" aria-label="Prendre et glisser">⠿</button><p>Pluie de météores</p></li><li class="item dragged"><button type="button" class="handle" aria-label="Prendre et glisser">⠿</button><p>Lever de lune</p></li></ol>
        <ol class="plain stops"><li class="item"><span class="stop-number" aria-hidden="true">1</span><div class="stack tight"><h3><a href="#lavoir">Le lavoir</a></h3><p class="soft small">Voiron · sur place : 10 min</p></div></li></ol>
        <svg class="route-sketch" viewBox="0 0 640 360" aria-hidden="true" focusable="false"><polyline points="80,280 300,90 560,220" /><g><circle cx="80" cy="280" r="12" /><text x="80" y="280" text-anchor="middle" dominant-baseline="central">1</text></g></svg>
        <nav class="contents-table" aria-label="Sommaire"><strong>Sommaire</strong><ol><li><a href="#un">Observer</a></li><li><a href="#deux">Comprendre</a></li></ol></nav>
        <div class="table-scroll" role="region" tabindex={0} aria-label="Mes contenus"><table class="data"><thead><tr><th scope="col">Titre</th><th scope="col">État</th></tr></thead><tbody><tr><td>La comète</td><td>publié</td></tr></tbody></table></div>
        <dl class="facts-box"><div class="struck"><Icon name="clock" /><dt>Quand</dt><dd><strong>mercredi 2 décembre</strong></dd></div></dl>
        <div class="pages"><a class="button quiet" href="#avant">Les plus récents</a><a class="button" href="#apres">Plus anciens</a></div>
      </section>
      <section class="stack"><h2>Plis</h2>
        <details class="menu"><summary><Icon name="member" /><span class="tucked">Ada Martin</span></summary><div class="menu-list"><a href="#espace">Mon espace</a><button type="button">Se déconnecter</button></div></details>
        <details class="filters" open><summary><strong>Filtrer</strong></summary><form><div class="field"><label for="g-where">Commune</label><input id="g-where" type="text" value="Voiron" /></div><div class="pair"><label class="check"><input type="checkbox" checked />Gratuit</label></div></form></details>
        <fieldset class="field composing"><legend>Questions</legend><p class="hint">Ce que vous demandez à qui répond.</p>
        <fieldset class="question"><legend>Question 1 : texte court</legend><div class="field"><label for="g-question">Question</label><input id="g-question" type="text" value="Votre ville" /></div><div class="spread"><label class="check"><input type="checkbox" checked />Réponse obligatoire</label><div class="actions"><button class="button quiet">Descendre</button><button class="button quiet">Retirer</button></div></div></fieldset>
          <div class="question adding stack tight"><strong>Ajouter une question</strong><div class="actions"><button class="button quiet">Texte court</button><button class="button quiet">Choix</button></div></div>
          <fieldset disabled class="composed"><legend class="hidden-text">Aperçu</legend><div class="field"><label for="g-composed">Votre ville</label><textarea id="g-composed" rows={2}></textarea></div></fieldset>
        </fieldset>
        <details class="session" open><summary>Date 1</summary><div class="side"><div class="field"><label for="g-start">Début</label><input id="g-start" type="text" value="14:00" /></div><div class="field"><label for="g-end">Fin</label><input id="g-end" type="text" value="16:00" /></div></div></details>
        <div class="head"><div class="map"></div></div>
        <textarea class="tall" aria-label="Texte">Il était une fois une comète.</textarea>
        <div class="bar"><button class="button">Publier</button><button class="button quiet">Enregistrer le brouillon</button></div>
      </section>
    </>
  );
}
