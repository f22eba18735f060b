// Loaded into a server that is not measured: tells its parent each statement that it sends to the database.
import pg from "pg";

const send = pg.Client.prototype.query;
const plain = (value) => (value !== null && typeof value === "object" && typeof value.toPostgres === "function" ? value.toPostgres() : value);
pg.Client.prototype.query = function query(config, values, callback) {
  const text = typeof config === "string" ? config : config?.text;
  const given = (Array.isArray(values) ? values : config?.values) ?? [];
  if (typeof text === "string" && process.connected) process.send({ text, values: given.map(plain) });
  return send.call(this, config, values, callback);
};
