declare module 'class-transformer/cjs/storage.js' {
  /** What `@Type` has recorded; the package exports no reader of it. */
  export const defaultMetadataStorage: {
    findTypeMetadata(target: Function, property: string): { typeFunction: () => Function } | undefined;
  };
}
