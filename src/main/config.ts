import { z } from "zod";

const truth = z.enum(["0", "1", "true", "false"], "say 1 or 0").transform((value) => value === "1" || value === "true");
const whole = (from: number, to: number) => z.string().regex(/^\d{1,6}$/, `must be a whole number from ${from} to ${to}`).transform(Number).pipe(z.number().min(from, `must be ${from} at least`).max(to, `must be ${to} at most`));
const text = (least: number) => z.string().min(least, `must have ${least} characters at least`);
const address = (pattern: RegExp, schemes: string) => z.string().refine((value) => pattern.test(value) && URL.canParse(value), `must be an address that begins with ${schemes}`);

const environment = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: text(1).default("127.0.0.1"),
  BASE_URL: address(/^https?:\/\/[^/?#]+\/*$/, "http:// or https://, without a path").optional(),
  DATA_DIR: text(1).default("./data"),
  DATABASE_URL: address(/^postgres(ql)?:\/\//, "postgres://").optional(),
  DEMO: truth.optional(),
  SMTP_URL: address(/^smtps?:\/\//, "smtp:// or smtps://").optional(),
  MAIL_FROM: z.string().regex(/[^\s@<]+@[^\s@>]+/, "must hold a mail address").default("Echosciences <ne-pas-repondre@echosciences.example>"),
  STORAGE_URL: z.string().regex(/^file:/, "only file: storage is known here").optional(),
  WORKERS: whole(0, 32).default(1),
  ALLOW_PRIVATE_NETWORK: z.string().optional(),
  TRUSTED_PROXY: truth.default(false),
  METRICS_TOKEN: text(16).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"], "must be debug, info, warn, error or silent").default("info"),
  TILES_URL: z.string().default("https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&TILEMATRIXSET=PM&FORMAT=image/png&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"),
  DEVELOPMENT: truth.default(false),
  NODE_ENV: z.string().default("development"),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** The portal's origin, without a final slash. */
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly demo: boolean | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly workers: number;
  readonly allowPrivateNetwork: boolean | readonly string[];
  /** True when a proxy that sets X-Forwarded-For stands in front. */
  readonly trustedProxy: boolean;
  readonly metricsToken: string | null;
  readonly logLevel: string;
  readonly tilesUrl: string;
  readonly development: boolean;
  readonly production: boolean;
}

/** Reads the environment. All problems are reported together, in plain words. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): { config: Config } | { problems: string[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  const production = given["NODE_ENV"] === "production";
  const allowed = privateNetwork(given["ALLOW_PRIVATE_NETWORK"]);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (production && allowed === true) problems.push("ALLOW_PRIVATE_NETWORK: in production, name the hosts that may be reached, separated by commas");
  if (production && !given["BASE_URL"]) problems.push("BASE_URL: in production, say the portal's address");
  if (production && !given["SMTP_URL"]) problems.push("SMTP_URL: in production, say the server that sends mail");
  if (!parsed.success || problems.length > 0) return { problems };
  const value = parsed.data;
  return {
    config: {
      port: value.PORT,
      host: value.HOST,
      baseUrl: (value.BASE_URL ?? `http://echosciences.localhost:${value.PORT}`).replace(/\/+$/, ""),
      dataDir: value.DATA_DIR,
      databaseUrl: value.DATABASE_URL ?? null,
      demo: value.DEMO ?? (production ? false : null),
      smtpUrl: value.SMTP_URL ?? null,
      mailFrom: value.MAIL_FROM,
      workers: value.WORKERS,
      allowPrivateNetwork: allowed,
      trustedProxy: value.TRUSTED_PROXY,
      metricsToken: value.METRICS_TOKEN ?? null,
      logLevel: value.LOG_LEVEL,
      tilesUrl: value.TILES_URL,
      development: value.DEVELOPMENT,
      production,
    },
  };
}

function privateNetwork(value: string | undefined): boolean | readonly string[] {
  if (value === undefined || value === "0" || value === "false") return false;
  if (value === "1" || value === "true") return true;
  return value.split(",").map((host) => host.trim().toLowerCase()).filter(Boolean);
}
