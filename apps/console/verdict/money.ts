/** An amount of the API (whole fen) in yuan. */
export function yuan(fen: number): string {
  const text = (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `¥${text.replace(/\.00$/, '')}`;
}

/** A share of the API (basis points) in per cent. */
export function percent(bps: number): string {
  return `${Number((bps / 100).toFixed(2))}%`;
}
