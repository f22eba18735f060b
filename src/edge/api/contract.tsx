import { z } from "zod";
import type { WebContext } from "../env.ts";
import type { Resource } from "./resource.ts";
import type { Writing } from "./writing.ts";

interface JsonSchema {
  readonly properties?: Record<string, { description?: string } & Record<string, unknown>>;
  readonly required?: readonly string[];
}

function queryOf(resource: Resource): JsonSchema {
  return z.toJSONSchema(resource.query, { io: "input", unrepresentable: "any" }) as JsonSchema;
}

/** OpenAPI 3.1, made from the schemas that parse each query. */
export function openApi(c: WebContext, resources: readonly Resource[], writings: readonly Writing[]): object {
  const paths: Record<string, Record<string, object>> = Object.fromEntries(resources.map((resource) => {
    const query = queryOf(resource);
    const inPath = [...resource.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));
    const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({ name, in: "query", required: query.required?.includes(name) ?? false, description: schema.description, schema }));
    const item = z.toJSONSchema(resource.item, { unrepresentable: "any" });
    const data = resource.single ? item : { type: "array", items: item };
    const body = { type: "object", required: resource.single ? ["data"] : ["data", "next"], properties: { data, ...(resource.single ? {} : { next: { type: ["string", "null"] } }) } };
    const failure = { description: "RFC 9457 problem", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };
    return [resource.path.replace(/:(\w+)/g, "{$1}"), { get: { summary: resource.summary, operationId: `get${resource.path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`, parameters: [...inPath, ...inQuery], responses: { 200: { description: "OK", content: { "application/json": { schema: body } } }, 400: failure, ...(resource.single ? { 404: failure } : {}), 429: failure } } }];
  }));
  for (const writing of writings) {
    const path = writing.path.replace(/:(\w+)/g, "{$1}");
    (paths[path] ??= {})[writing.method.toLowerCase()] = operationOf(writing);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Echosciences", version: "1", description: "What the territories of the network publish. Reading needs no key." },
    servers: [{ url: `${c.get("site").origin}/api/v1` }],
    paths,
    components: { securitySchemes: { token: { type: "http", scheme: "bearer", description: "A personal token" } }, schemas: { Problem: { type: "object", properties: { type: { type: "string" }, title: { type: "string" }, status: { type: "integer" }, field: { type: "string" } } } } },
  };
}

function operationOf({ method, path, summary, input, item }: Writing): object {
  const failure = { description: "RFC 9457 problem", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };
  const done = item ? { [method === "POST" ? 201 : 200]: { description: "Done", content: { "application/json": { schema: { type: "object", required: ["data"], properties: { data: z.toJSONSchema(item, { unrepresentable: "any" }) } } } } } } : { 204: { description: "Done" } };
  return {
    summary,
    operationId: `${method.toLowerCase()}${path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    security: [{ token: [] }],
    parameters: [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } })),
    ...(method === "DELETE" ? {} : { requestBody: { required: true, content: { "application/json": { schema: z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) } } } }),
    responses: { ...done, 400: failure, 401: failure, 403: failure, 404: failure, 409: failure, 429: failure },
  };
}

/** The contract for people. */
export function apiPage(c: WebContext, resources: readonly Resource[], writings: readonly Writing[]) {
  const t = c.get("t");
  return c.render(
    <div class="wrap">
      <div class="head"><h1>{t("api_page")}</h1><p class="lead">{t("api_lead")}</p><p><a href="/api/v1/openapi.json">OpenAPI 3.1</a></p></div>
      <div class="stack loose">
        {resources.map((resource) => (
          <section class="stack tight">
            <h2><code>/api/v1{resource.path}</code></h2>
            <p lang="en">{resource.summary}</p>
            <ul lang="en">{Object.entries(queryOf(resource).properties ?? {}).map(([name, schema]) => <li><code>{name}</code>{schema.description ? ` – ${schema.description}` : ""}</li>)}</ul>
          </section>
        ))}
        {writings.map((writing) => (
          <section class="stack tight">
            <h2><code>{writing.method} /api/v1{writing.path}</code></h2>
            <p lang="en">{writing.summary}</p>
          </section>
        ))}
      </div>
    </div>,
    { title: t("api_page") },
  );
}
