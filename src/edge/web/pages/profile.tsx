import { editProfile } from "../../../features/members/edit-profile.ts";
import { profileInput } from "../../../features/members/input.ts";
import { showMemberAnywhere, type Profile } from "../../../features/members/show-member.ts";
import { addPicture } from "../../../features/media/add-picture.ts";
import { themeCodes } from "../../../features/tags/themes.ts";
import { idSchema, type MediaId, type TerritoryId } from "../../../platform/ids.ts";
import { Check, Checks, Faults, Field, Select, TextArea, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault, type FormValues } from "../form-data.ts";
import { Avatar } from "../parts/avatar.tsx";
import { render } from "../shell.tsx";

/** What the form holds, as typed. */
interface Typed {
  readonly name: string;
  readonly bio: string;
  readonly commune: string;
  /** One address a line. */
  readonly links: string;
  readonly interests: readonly string[];
  readonly home: string;
  readonly listed: boolean;
  readonly indexed: boolean;
  readonly picture: string;
}

function typedOf(profile: Profile): Typed {
  return { ...profile, links: profile.links.map((link) => link.url).join("\n"), picture: profile.picture?.id ?? "" };
}

function typedFrom(values: FormValues): Typed {
  return {
    name: values.one("name"), bio: values.one("bio"), commune: values.one("commune"), links: values.one("links"), interests: values.all("interests"), home: values.one("home"),
    listed: values.one("listed") === "1", indexed: values.one("indexed") === "1", picture: values.one("picture_remove") === "1" ? "" : values.one("picture_kept"),
  };
}

async function own(c: WebContext): Promise<Profile | null> {
  const { viewer } = c.get("act");
  const found = viewer.kind === "member" ? await showMemberAnywhere(c.get("services").db, viewer.handle) : null;
  return found && "member" in found ? found.member : null;
}

async function profilePage(c: WebContext) {
  const profile = await own(c);
  return profile ? profileForm(c, profile, typedOf(profile), []) : missingPage(c);
}

function profileForm(c: WebContext, profile: Profile, typed: Typed, faults: readonly Fault[]) {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  return render(c, { title: t("profile_edit"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("profile_edit")}</h1></div>
      <form class="form" method="post" enctype="multipart/form-data" action="/mon-espace/profil" novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <TextField name="name" label={t("field_name")} value={typed.name} autocomplete="name" required fault={fault("name")} />
        <div class="byline">
          <Avatar name={profile.name} picture={profile.picture} large />
          <Field name="picture" label={t("field_picture")} hint={t("picture_hint")} fault={fault("picture")}><input id="picture" name="picture" type="file" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" /></Field>
        </div>
        <input type="hidden" name="picture_kept" value={typed.picture} />
        {typed.picture ? <Check name="picture_remove" label={t("picture_take_off")} checked={false} /> : null}
        <TextArea name="bio" label={t("field_bio")} hint={t("field_bio_hint")} value={typed.bio} fault={fault("bio")} />
        <TextField name="commune" label={t("field_commune_own")} value={typed.commune} fault={fault("commune")} />
        <TextArea name="links" label={t("field_links")} hint={t("field_links_hint")} value={typed.links} fault={fault("links")} />
        <Checks name="interests" label={t("field_interests")} values={typed.interests} options={themeCodes.map((theme) => ({ value: theme, label: t(`theme_${theme}`) }))} />
        <Select name="home" label={t("field_home")} hint={t("field_home_hint")} value={typed.home} options={c.get("services").directory().territories.map((each) => ({ value: each.id, label: each.name }))} />
        <fieldset class="field">
          <legend>{t("profile_seen")}</legend>
          <Check name="listed" label={t("field_listed")} checked={typed.listed} />
          <Check name="indexed" label={t("field_indexed")} checked={typed.indexed} />
        </fieldset>
        <div><button class="button" type="submit">{t("save")}</button></div>
      </form>
    </div>
  ));
}

/** A picture chosen in the form is taken at once: a fault elsewhere doesn't lose it. */
async function takePicture(c: WebContext, home: TerritoryId, values: FormValues, typed: Typed): Promise<{ typed: Typed; faults: Fault[] }> {
  const file = values.file("picture");
  if (!file) return { typed, faults: [] };
  const outcome = await addPicture(c.get("act"), c.get("services").files, home, { bytes: new Uint8Array(await file.arrayBuffer()), alt: typed.name, credit: "" });
  if (outcome.done) return { typed: { ...typed, picture: outcome.value.id }, faults: [] };
  const text = outcome.refusal === "sign-in" ? c.get("t")("refused_text") : c.get("t")(`picture_${outcome.refusal}`);
  return { typed, faults: [{ field: "picture", text }] };
}

async function saveProfile(c: WebContext) {
  const profile = await own(c);
  if (!profile) return missingPage(c);
  const values = await readForm(c);
  const { typed, faults } = await takePicture(c, profile.home, values, typedFrom(values));
  const links = typed.links.split(/\s+/).filter(Boolean).map((url) => ({ label: "", url }));
  const picture = idSchema<MediaId>().safeParse(typed.picture);
  const parsed = profileInput.safeParse({ ...typed, links, picture: picture.success ? picture.data : null });
  if (!parsed.success || faults.length > 0) return profileForm(c, profile, typed, [...faults, ...(parsed.success ? [] : faultsOf(c.get("t"), parsed.error))]);
  const home = c.get("services").directory().territories.find((each) => each.id === typed.home)?.id;
  if (!home) return profileForm(c, profile, typed, [{ field: "home", text: c.get("t")("fault_unknown") }]);
  await editProfile(c.get("act"), parsed.data, home);
  return c.redirect(`/membres/${profile.handle}`, 303);
}

export const profileRoutes: readonly Route[] = [
  page("/mon-espace/profil", "member", profilePage),
  form("/mon-espace/profil", "member", saveProfile, { maxBody: 12_000_000 }),
];
