import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../act/act';
import { makeStale } from '../live/stale';
import type { ImportKind } from './import-kinds';
import { type CsvFile, sendFile } from './send-file';

/** What a file of the register changes, asked for by the hour else. */
const REGISTER = ['institutions', 'network', 'practitioners', 'exam-items'];

const EMPTY: CsvFile = { csv: '', also: {} };

/** A file of one kind, what it would do, and what it has done; a file that was changed is tried anew. */
export function useImport(kind: ImportKind) {
  const queries = useQueryClient();
  const [file, setFile] = useState(EMPTY);
  const trial = useAct((tried: CsvFile, key) => sendFile(kind, tried, true, key));
  const real = useAct((tried: CsvFile, key) => sendFile(kind, tried, false, key));
  const change = (next: Partial<CsvFile>) => {
    setFile((old) => ({ ...old, ...next }));
    trial.reset();
    real.reset();
  };
  return {
    file,
    change,
    tryOut: () => trial.mutate(file),
    isTrying: trial.isPending,
    /** What was seen of this very file is what will be done. */
    mayImport: trial.isSuccess && !real.isSuccess,
    importIt: () => real.mutate(file, { onSuccess: () => makeStale(queries, REGISTER) }),
    isImporting: real.isPending,
    error: real.error ?? trial.error,
    answer: real.data ?? trial.data,
  };
}
