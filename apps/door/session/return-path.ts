/** Where a browser goes after the sign-in: an address of this door; whatever could lead elsewhere becomes the first page. */
export function returnPath(asked: unknown, publicUrl: string): string {
  if (typeof asked !== 'string' || asked.length > 1_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked)) return '/';
  const url = URL.canParse(asked, publicUrl) ? new URL(asked, publicUrl) : undefined;
  if (!url || url.origin !== new URL(publicUrl).origin || /^\/(session|v1)(\/|$)/.test(url.pathname)) return '/';
  // The path that was read, not the one that was asked: a second reader may see something else in the latter.
  return url.pathname.startsWith('//') ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
