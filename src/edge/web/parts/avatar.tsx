/** Initials in a disc: what stands for a person who gave no picture. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  const initials = name.split(/\s+/).filter(Boolean).map((word) => [...word][0] ?? "").slice(0, 2).join("").toUpperCase();
  return <span class={large ? "avatar large" : "avatar"} aria-hidden="true">{initials}</span>;
}
