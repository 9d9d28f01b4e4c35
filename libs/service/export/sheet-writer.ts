import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Cell } from './column.js';
import { csvLine } from './csv-line.js';
import type { ExportFormat } from './export.dto.js';

const BYTE_ORDER_MARK = '\uFEFF';

/** Takes rows and leaves a file; a batch is written when the reader of the file has room for it. */
export interface SheetWriter {
  rows(batch: readonly (readonly Cell[])[]): Promise<void>;
  end(): Promise<void>;
}

export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A writer of the format that leaves its file in `out`. */
export const writerOf = async (format: ExportFormat, out: Writable, name: string): Promise<SheetWriter> =>
  format === 'csv' ? csvWriter(out) : xlsxWriter(out, name);

function csvWriter(out: Writable): SheetWriter {
  let lead = BYTE_ORDER_MARK;
  return {
    rows: async (batch) => {
      out.write(lead + batch.map(csvLine).join(''));
      lead = '';
      await room(out);
    },
    end: async () => {
      out.end();
    },
  };
}

/** Rows are packed as they come and never kept: a list of any length takes the memory of one page. */
async function xlsxWriter(out: Writable, name: string): Promise<SheetWriter> {
  // Loaded with the first sheet: it is a tenth of what a service reads when it starts.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: false, useSharedStrings: false });
  const sheet = book.addWorksheet(name.slice(0, 31));
  return {
    rows: async (batch) => {
      for (const row of batch) sheet.addRow(row.map((cell) => cell ?? null)).commit();
      await room(out);
    },
    end: async () => {
      sheet.commit();
      await book.commit();
    },
  };
}

/** Waits while the reader is slow. */
async function room(out: Writable): Promise<void> {
  if (out.writableNeedDrain && !out.destroyed) await once(out, 'drain');
}
