import { raw } from "hono/html";

const paths = {
  star: "M12 3l2.500 6 6.500.500-5 4 1.500 6.500-5.500-3.500-5.500 3.500 1.500-6.500-5-4 6.500-.500z",
  leaf: "M5 19C5 9 11 4 20 4c0 9-5 15-13 15M5 20c2-5 5-8 9-10",
  flask: "M10 3h4M11 3v6l-6 10a1 1 0 0 0 1 2h12a1 1 0 0 0 1-2l-6-10V3M8 15h8",
  cloud: "M7 18a4 4 0 0 1 0-8 5.500 5.500 0 0 1 10.500 1.500A3.500 3.500 0 0 1 17 18z",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  column: "M4 21h16M5 4h14M7 4v17M12 4v17M17 4v17",
  gear: "M12 15.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M12 3v3M12 18v3M3 12h3M18 12h3M5.500 5.500l2 2M16.500 16.500l2 2M18.500 5.500l-2 2M7.500 16.500l-2 2",
  sum: "M18 5H6l6 7-6 7h12",
  chip: "M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4",
  atom: "M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2M12 17c5 0 9-2.200 9-5s-4-5-9-5-9 2.200-9 5 4 5 9 5M9 14.500c2.500 4.300 6 6.700 8.500 5.200s2-5.700-.500-10-6-6.700-8.500-5.200-2 5.700.500 10",
  pulse: "M3 12h4l2-6 4 12 2-6h6",
  speech: "M4 5h16v11h-9l-4 4v-4H4z",
  mountain: "M3 19 9 7l4 7 2-3 6 8z",
  drop: "M12 3s6 7 6 11a6 6 0 0 1-12 0c0-4 6-11 6-11",
  microscope: "M6 20h12M9 16h4M10 4l4 2-3 8-4-2zM14 9a5 5 0 0 1 1 11",
  palette: "M12 3a9 9 0 1 0 0 18c2 0 2-2 1-3s0-3 2-3h2a4 4 0 0 0 4-4c0-5-4-8-9-8M8 10h.010M12 7h.010M16 10h.010",
} as const;

/** The drawing of a theme, beside its name. */
export function ThemeIcon({ name }: { name: keyof typeof paths }) {
  return raw(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${paths[name]}"></path></svg>`);
}
