/** One statement as PostgreSQL logged it. */
export interface RecordedStatement {
  /** Absent for a text that was sent with its values in it. */
  readonly name?: string;
  readonly text: string;
  /** In PostgreSQL's text form, null for NULL. */
  readonly values: readonly (string | null)[];
}

/** From BEGIN to COMMIT on one connection. */
export interface RecordedTransaction {
  /** `referral`, `reservation`, `notification`: the service that ran it. */
  readonly service: string;
  readonly statements: readonly RecordedStatement[];
}

/** How each line must begin: `%a` names the program, `%p` its connection. */
export const LOG_PREFIX = 'fenji-bench %a %p: ';

interface Line {
  service: string;
  connection: string;
  kind: string;
  text: string;
}

/** Reads the transactions of the services out of a log that was written with {@link LOG_PREFIX}, in order of COMMIT. */
export function readTransactions(log: string): RecordedTransaction[] {
  const open = new Map<string, RecordedStatement[]>();
  const done: RecordedTransaction[] = [];
  for (const { service, connection, kind, text } of linesOf(log)) {
    const statements = open.get(connection) ?? [];
    if (kind === 'DETAIL') {
      const last = statements.pop();
      if (last) statements.push({ ...last, values: valuesOf(text) });
      continue;
    }
    const statement = statementOf(text);
    if (!statement) continue;
    if (statement.text.startsWith('BEGIN')) open.set(connection, [statement]);
    else if (open.has(connection)) statements.push(statement);
    if (/\bCOMMIT$/.test(statement.text) && open.delete(connection)) done.push({ service, statements });
  }
  return done;
}

function linesOf(log: string): Line[] {
  // A line break inside an entry is followed by a tab.
  const entries = log.replaceAll('\n\t', '\r').split('\n');
  return entries.flatMap((entry) => {
    const found = /^fenji-bench fenji-(\w+) (\d+): (LOG|DETAIL): {2}(.*)$/s.exec(entry);
    if (!found) return [];
    const [, service = '', connection = '', kind = '', text = ''] = found;
    return [{ service, connection, kind, text: text.replaceAll('\r', '\n') }];
  });
}

function statementOf(text: string): RecordedStatement | undefined {
  const [, whole] = /^statement: ([\s\S]*)$/.exec(text) ?? [];
  if (whole !== undefined) return { text: whole.trim(), values: [] };
  const [, name, body] = /^execute ([^:]+): ([\s\S]*)$/.exec(text) ?? [];
  return name !== undefined && body !== undefined ? { name, text: body.trim(), values: [] } : undefined;
}

/** `Parameters: $1 = 'it''s', $2 = NULL` */
function valuesOf(text: string): (string | null)[] {
  const pairs = text.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g);
  return [...pairs].map(([, value]) => value?.replaceAll("''", "'") ?? null);
}
