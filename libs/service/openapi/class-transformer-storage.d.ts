declare module 'class-transformer/cjs/storage.js' {
  /** What `@Type` has recorded; the package exports no reader of it. */
  type Class = new () => object;
  export const defaultMetadataStorage: {
    findTypeMetadata(target: Class, property: string): { typeFunction: () => Class } | undefined;
  };
}
