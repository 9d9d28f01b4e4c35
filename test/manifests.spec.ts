import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run as lintDockerfile } from 'dockerfilelint';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Namespace, Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';

type Tree = { [key: string]: Tree } & Tree[] & string;

const APPS = ['referral', 'reservation', 'notification', 'door'];
const KINDS = { ConfigMap, Deployment, Job, Namespace, NetworkPolicy, PodDisruptionBudget, Service };
const BASE = 'k8s/base';

const kustomization = parse(readFileSync(join(BASE, 'kustomization.yaml'), 'utf8')) as Tree;
const objects = Object.values(kustomization.resources as Tree[]).flatMap((file) =>
  parseAllDocuments(readFileSync(join(BASE, file), 'utf8')).map((document) => document.toJS() as Tree),
);
const compose = parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }) as Tree;
const named = (kind: string, name: string) => objects.find((o) => o.kind === kind && o.metadata?.name === name);
const pods = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');

describe('the kustomize base', () => {
  it('names every file of its folder', () => {
    const files = readdirSync(BASE).filter((file) => file !== 'kustomization.yaml');
    expect([...(kustomization.resources as Tree[])].sort()).toEqual(files.sort());
  });

  it.each(objects.map((object) => [`${object.kind} ${object.metadata?.name}`, object] as const))(
    'holds a valid %s without unknown keys',
    (_, object) => {
      expect(unknownKeys(object)).toEqual([]);
    },
  );

  it('would notice a key that Kubernetes does not know', () => {
    const wrong = structuredClone(named('Deployment', 'door')!);
    wrong.spec!.template!.spec!.containers![0]!.readynessProbe = {} as Tree;
    expect(unknownKeys(wrong)).toEqual(['spec.template.spec.containers.0.readynessProbe']);
  });

  it.each(APPS)('lets %s run twice, unprivileged, probed, with limits and time to drain', (app) => {
    const { replicas, template } = named('Deployment', app)!.spec as Tree;
    const { securityContext, containers, terminationGracePeriodSeconds } = template!.spec as Tree;
    expect(replicas).toBe(2);
    expect(terminationGracePeriodSeconds).toBe(45);
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(containers![0]).toMatchObject({
      image: `fenji/${app}`,
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      startupProbe: { httpGet: { path: '/health/live', port: 'http' } },
      livenessProbe: { httpGet: { path: '/health/live', port: 'http' } },
      readinessProbe: { httpGet: { path: '/health/ready', port: 'http' } },
      resources: { requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: { memory: '512Mi' } },
    });
    expect(named('PodDisruptionBudget', app)).toBeDefined();
  });

  it('refers only to its own ConfigMaps, and to Secrets that it does not hold', () => {
    const sources = pods.flatMap((pod) => [...(pod.spec!.template!.spec!.containers![0]!.envFrom as Tree[])]);
    const maps = sources.flatMap(({ configMapRef }) => (configMapRef ? [configMapRef.name!] : []));
    expect(maps.filter((name) => !named('ConfigMap', name))).toEqual([]);
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  it('selects the pods that it labels', () => {
    for (const app of APPS) {
      const labels = named('Deployment', app)!.spec!.template!.metadata!.labels;
      expect(labels).toMatchObject(named('Service', app)!.spec!.selector as object);
      expect(labels).toMatchObject(named('PodDisruptionBudget', app)!.spec!.selector!.matchLabels as object);
    }
  });
});

describe('the compose file', () => {
  it('starts every process after its servers and its migrations', () => {
    expect(Object.keys(compose.services as Tree).sort()).toEqual(
      [
        ...APPS,
        'migrate-referral',
        'migrate-reservation',
        'migrate-notification',
        'migrate-door',
        'postgres',
        'rabbitmq',
      ].sort(),
    );
    for (const service of Object.values(compose.services as Tree)) {
      for (const needed of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(needed);
    }
  });

  it('explains every variable that it expects', () => {
    const expected = [...readFileSync('docker/compose.yaml', 'utf8').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    const explained = readFileSync('docker/example.env', 'utf8').match(/^\w+(?==)/gm);
    expect([...new Set(expected)].sort()).toEqual(explained?.sort());
  });
});

describe('the image', () => {
  it('passes the linter', () => {
    expect(lintDockerfile('docker', readFileSync('docker/Dockerfile', 'utf8'))).toEqual([]);
  });

  it.each(APPS)('finds the migrations of %s as a program', (app) => {
    expect(existsSync(`apps/${app}/migrate.ts`)).toBe(true);
  });
});

describe('the environment of all manifests', () => {
  const known = [
    'libs/service/env.ts',
    ...readdirSync('apps/door')
      .filter((file) => file.includes('env'))
      .map((file) => join('apps/door', file)),
  ]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const own = ['referral', 'reservation', 'notification', 'door'].map((app) => compose.services![app]!.environment!);
  const maps = objects.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => data!);
  const names = [...new Set([...own, ...maps].flatMap((environment) => Object.keys(environment)))];

  it.each(names)('knows %s', (name) => {
    expect(known).toMatch(new RegExp(`\\b${name}\\b`));
  });
});

/**
 * Keys that the models do not know: their validators ignore them silently. A validator reads every key that it knows,
 * so what it never read is unknown.
 * @throws Error when a known key has a wrong value
 */
function unknownKeys(object: Tree): string[] {
  const read = new Set<string>();
  // Called on the object itself: an instance would be a copy, made by reading all keys.
  KINDS[object.kind as keyof typeof KINDS].prototype.validate.call(watched(object, '', read) as never);
  return paths(object).filter((path) => !read.has(path) && !['apiVersion', 'kind'].includes(path));
}

function watched(tree: object, path: string, read: Set<string>): object {
  return new Proxy(tree, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      const at = path + String(key);
      read.add(at);
      return typeof value === 'object' && value !== null ? watched(value, `${at}.`, read) : value;
    },
  });
}

function paths(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => [
    path + key,
    ...(typeof value === 'object' && value !== null ? paths(value, `${path}${key}.`) : []),
  ]);
}
