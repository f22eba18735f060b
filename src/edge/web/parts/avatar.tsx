import type { CardPicture } from "../../../features/contents/card.ts";

/** A person's picture, or their initials in a disc. Decorative: the name stands beside it. */
export function Avatar({ name, picture = null, large = false }: { name: string; picture?: Pick<CardPicture, "hash" | "widths"> | null; large?: boolean }) {
  const look = large ? "avatar large" : "avatar";
  const side = large ? 88 : 44;
  if (picture) return <img class={look} src={`/media/${picture.hash}-${picture.widths[0]}.webp`} width={side} height={side} alt="" loading="lazy" />;
  const initials = name.split(/\s+/).filter(Boolean).map((word) => [...word][0] ?? "").slice(0, 2).join("").toUpperCase();
  return <span class={look} aria-hidden="true">{initials}</span>;
}
