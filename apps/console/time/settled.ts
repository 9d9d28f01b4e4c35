import { useEffect, useState } from 'react';

/** The value once it has stayed the same for some milliseconds: what is typed is asked about when the hand rests. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const resting = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(resting);
  }, [value, milliseconds]);
  return settled;
}
