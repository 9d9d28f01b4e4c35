const NAME = 'fenji-light';
const VERSION = 1;
/** `drafts`: the outbox. `kept`: lists kept for work without a network. */
export type Shelf = 'drafts' | 'kept';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: 'id' });
      request.result.createObjectStore('kept');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/**
 * One transaction on a shelf of this device. What `work` reads and writes in it no other tab can come between.
 * @returns what the request returned by `work` gives
 */
export async function onShelf<T>(
  shelf: Shelf,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await open()).transaction(shelf, mode);
  const request = work(transaction.objectStore(shelf));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Something kept for work without a network; undefined when it is not here. */
export function kept<T>(key: string): Promise<T | undefined> {
  return onShelf<T | undefined>('kept', 'readonly', (store) => store.get(key) as IDBRequest<T | undefined>);
}

/** Keeps a list on this device. */
export async function keep(key: string, value: unknown): Promise<void> {
  await onShelf('kept', 'readwrite', (store) => store.put(value, key));
}

/** Takes a kept list off this device. */
export async function drop(key: string): Promise<void> {
  await onShelf('kept', 'readwrite', (store) => store.delete(key));
}
