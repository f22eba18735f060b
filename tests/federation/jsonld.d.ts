declare module "jsonld" {
  interface Options {
    /** Stop at what would be dropped in silence. */
    readonly safe: boolean;
    readonly documentLoader: (url: string) => Promise<{ readonly contextUrl: null; readonly documentUrl: string; readonly document: unknown }>;
  }
  const jsonld: { expand(document: object, options: Options): Promise<readonly object[]> };
  export default jsonld;
}
