/** One property of a component: its parameters and its value, as written. */
export interface Property {
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface Properties {
  readonly count: number;
  first(name: string): Property | undefined;
  all(name: string): readonly Property[];
  /** The value with its escapes undone; empty when there is none. */
  text(name: string): string;
}

/** The content lines of one component (RFC 5545 §3.1), unfolded already. A line that isn't one is passed over. */
export function readProperties(block: string): Properties {
  const found = new Map<string, Property[]>();
  for (const line of block.split("\n")) {
    const property = readLine(line);
    if (!property) continue;
    const list = found.get(property.name);
    if (list) list.push(property);
    else found.set(property.name, [property]);
  }
  const all = (name: string) => found.get(name) ?? [];
  return {
    count: found.size,
    all,
    first: (name) => all(name)[0],
    text: (name) => (all(name)[0]?.value ?? "").slice(0, 100_000).replace(/\\([nN,;\\])/g, (_, sign: string) => (sign.toLowerCase() === "n" ? "\n" : sign)),
  };
}

function readLine(line: string): (Property & { name: string }) | null {
  const name = /^([A-Za-z0-9-]{2,40})(?=[;:])/.exec(line)?.[1];
  if (!name) return null;
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  let at = name.length;
  while (line[at] === ";") {
    const parameter = /^;([A-Za-z0-9-]+)=("[^"]*"|[^;:"]*)/.exec(line.slice(at, at + 300));
    if (!parameter) {
      // A quote in the wrong place, as Exchange writes: TZID="W. Europe Standard Time:20200609T090000".
      const repaired = /^;TZID="([^":]+):([0-9TZ]+)"$/.exec(line.slice(at));
      return repaired ? { name: name.toUpperCase(), parameters: { TZID: repaired[1] ?? "" }, value: repaired[2] ?? "" } : null;
    }
    const whole = parameter[0];
    const misplaced = /^;TZID="([^":]+):([0-9TZ]+)"$/.exec(line.slice(at));
    if (misplaced) return { name: name.toUpperCase(), parameters: { TZID: misplaced[1] ?? "" }, value: misplaced[2] ?? "" };
    parameters[(parameter[1] ?? "").toUpperCase()] = (parameter[2] ?? "").replace(/^"|"$/g, "");
    at += whole.length;
  }
  return line[at] === ":" ? { name: name.toUpperCase(), parameters, value: line.slice(at + 1).trim() } : null;
}
