import fc from "fast-check";

// The same cases on every machine and every day: PROPERTY_SEED tries others.
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20_261_126) });
