/** Stands where a screen is being built. */
export function Placeholder({ name }: { readonly name: string }) {
  return <p>{name}</p>;
}
