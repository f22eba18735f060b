import { raw } from "hono/html";

const paths = {
  event: "M5 6h14v14H5zM5 10h14M9 3v4M15 3v4",
  article: "M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7",
  dossier: "M3 7h7l2 2h9v11H3zM3 7V4h6l2 3",
  announcement: "M4 10v4h3l9 4V6l-9 4zM7 14v5h3v-3.500M19 9.500a3.500 3.500 0 0 1 0 5",
  operation: "M5 21V4M5 5h13l-3 4 3 4H5",
  member: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c1-5 4-7 8-7s7 2 8 7",
  place: "M12 21s7-6.5 7-12a7 7 0 0 0-14 0c0 5.500 7 12 7 12M12 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5",
  search: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13M15.500 15.500 21 21",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2",
  euro: "M18 6a7 7 0 1 0 0 12M4 10h9M4 14h8",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M2 20c.5-4.500 3-6 7-6s6.500 1.500 7 6M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14c2.500.5 4 2.500 4 6",
  accessible: "M12 5.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3M5 8h14M12 8v6M12 14l-4 7M12 14l4 7",
  online: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  ticket: "M3 8h18v3a2 2 0 0 0 0 4v3H3v-3a2 2 0 0 0 0-4zM14 8v10",
  plus: "M12 5v14M5 12h14",
  heart: "M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
  home: "M4 11 12 4l8 7v9H4zM10 20v-6h4v6",
  structure: "M4 21V8l8-5 8 5v13M4 21h16M9 21v-5h6v5M8 11h2M14 11h2",
  relay: "M4 12V9a3 3 0 0 1 3-3h11M15 3l3 3-3 3M20 12v3a3 3 0 0 1-3 3H6M9 21l-3-3 3-3",
  project: "M9 21h6M10 18h4M12 3a6 6 0 0 0-3.500 11c.7.600 1 1.500 1 2.500h5c0-1 .300-1.900 1-2.500A6 6 0 0 0 12 3",
  itinerary: "M6 20a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5M18 9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5M8.500 17.500H15a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h6.500",
  link: "M9 15l6-6M8 11l-3 3a3.500 3.500 0 0 0 5 5l3-3M16 13l3-3a3.500 3.500 0 0 0-5-5l-3 3",
} as const;

export type IconName = keyof typeof paths;

/** A drawing beside a word that says the same: hidden from those who listen. */
export function Icon({ name }: { name: IconName }) {
  return icons[name];
}

const icons = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, raw(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${path}"></path></svg>`)])) as Readonly<Record<IconName, ReturnType<typeof raw>>>;

/** The network's mark: a source and its echoes. */
export function Sign() {
  return (
    <svg class="sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round">
      <circle cx="8" cy="24" r="4" fill="currentColor" stroke="none" />
      <path d="M8 14a10 10 0 0 1 10 10M8 5a19 19 0 0 1 19 19" />
    </svg>
  );
}
