import { create } from 'qrcode';

/** A QR code drawn as one path: it holds the referral's number and nothing about the patient. */
export function Qr({ text }: { readonly text: string }) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares = [...data].flatMap((dark, at) => (dark ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : []));
  return (
    <svg className="qr" viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={text}>
      <path d={squares.join('')} />
    </svg>
  );
}
