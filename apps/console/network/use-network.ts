import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api/client';
import { everyPage } from '../api/pages';
import { nameIn } from '../language/in-language';
import type { NetworkRows } from './network-tree';

/** The care network on one day; houses and consortia by their names in the reader's language. */
export function useNetwork(on: string) {
  const { i18n } = useTranslation();
  const named = <T extends { readonly name: string; readonly nameEn?: string }>(row: T): T => ({
    ...row,
    name: nameIn(i18n.language, row),
  });
  return useQuery({
    queryKey: ['network', 'tree', on],
    queryFn: ({ signal }) => wholeNetwork(on, signal),
    select: ({ institutions, consortia, ...rows }): NetworkRows => ({
      ...rows,
      institutions: institutions.map(named),
      consortia: consortia.map(named),
    }),
  });
}

async function wholeNetwork(on: string, signal: AbortSignal) {
  const params = (cursor?: string) => ({ query: { on, limit: 100, cursor } });
  const [institutions, consortia, members, parents] = await Promise.all([
    everyPage((cursor) => read(api.GET('/v1/network/institutions', { params: params(cursor), signal }))),
    everyPage((cursor) => read(api.GET('/v1/network/consortia', { params: params(cursor), signal }))),
    everyPage((cursor) => read(api.GET('/v1/network/consortium-members', { params: params(cursor), signal }))),
    everyPage((cursor) => read(api.GET('/v1/network/institution-parents', { params: params(cursor), signal }))),
  ]);
  return { institutions, consortia, members, parents };
}

/** What one house has and can on one day. */
export function useHouse(code: string, on: string) {
  return useQuery({ queryKey: ['network', 'house', code, on], queryFn: ({ signal }) => wholeHouse(code, on, signal) });
}

async function wholeHouse(code: string, on: string, signal: AbortSignal) {
  const params = (cursor?: string) => ({ query: { institution: code, on, limit: 100, cursor } });
  const [departments, practitioners, teams] = await Promise.all([
    everyPage((cursor) => read(api.GET('/v1/network/department-capabilities', { params: params(cursor), signal }))),
    everyPage((cursor) => read(api.GET('/v1/network/practitioners', { params: params(cursor), signal }))),
    everyPage((cursor) => read(api.GET('/v1/network/teams', { params: params(cursor), signal }))),
  ]);
  return { departments, practitioners, teams };
}
