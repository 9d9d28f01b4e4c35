import { useSearchParams } from 'react-router-dom';

/** The item that is read beside the list: in the address, but no step of its own for the browser's way back. */
export function useOpenItem(): [openId: string | undefined, show: (id: string | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const show = (id: string | undefined) =>
    setSearch(
      (old) => {
        const now = new URLSearchParams(old);
        if (id) now.set('item', id);
        else now.delete('item');
        return now;
      },
      { replace: true },
    );
  return [search.get('item') ?? undefined, show];
}
