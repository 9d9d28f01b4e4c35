import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { run } from '#service/database/prepared.js';

/** Rows of other counties that come along: those whose column holds one of these values. */
export interface Abroad {
  column: string;
  values: readonly string[];
}

/**
 * Reads a county's rows of a table as plain objects with the fields of their entity: a network has thousands of rows, and
 * referrals wait while they are read, so none becomes an instance of its class.
 */
export function readRows<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  county: string,
  abroad?: Abroad,
): Promise<T[]> {
  const { tableName, columns, primaryColumns } = tx.dataSource.getMetadata(entity);
  const fields = columns.map(({ databaseName, propertyName, type }) => {
    const value = type === 'date' ? `${databaseName}::text` : databaseName;
    return `${value} AS "${propertyName}"`;
  });
  const key = primaryColumns.map(({ databaseName }) => databaseName).join(', ');
  const also = abroad ? ` OR ${abroad.column}::text = ANY ($2::text[])` : '';
  const text = `SELECT ${fields.join(', ')} FROM ${tableName} WHERE county = $1${also} ORDER BY ${key}`;
  const statement = { name: `network-${tableName}`, text };
  return run<T>(tx, statement, abroad ? [county, abroad.values] : [county]);
}
