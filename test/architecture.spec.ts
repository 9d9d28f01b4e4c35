import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** The walls of the house (architecture §2): each rule with its reason; a new import through a wall fails here. */

const ROOT = join(__dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

/** Project paths and package names that a file imports, `#x/…` resolved to `libs/x/…`. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => {
    if (name.startsWith('#')) return `libs/${name.slice(1)}`;
    return name.startsWith('.') ? normalize(join(dirname(file), name)) : name;
  });
}

const isTest = (file: string) => /\.(e2e-)?spec\.ts$/.test(file);
const product = [...sources('apps'), ...sources('libs')].filter((file) => !isTest(file));

/** Files that break a wall: those of `from` whose import satisfies `forbidden`. */
function breaches(from: (file: string) => boolean, forbidden: (name: string, file: string) => boolean): string[] {
  return product.filter(from).flatMap((file) =>
    importsOf(file)
      .filter((name) => forbidden(name, file))
      .map((name) => `${file} → ${name}`),
  );
}

const under =
  (...folders: string[]) =>
  (file: string) =>
    folders.some((folder) => file.startsWith(folder));

describe('the walls of the house', () => {
  it('an app never imports another app: they share messages, not code or tables', () => {
    const app = (file: string) => file.split('/').slice(0, 2).join('/');
    expect(breaches(under('apps/'), (name, file) => name.startsWith('apps/') && app(name) !== app(file))).toEqual([]);
  });

  it('libs/machine imports nothing: a table of states can be read and proved alone', () => {
    expect(breaches(under('libs/machine/'), (name) => !name.startsWith('libs/machine/'))).toEqual([]);
  });

  it('libs/contracts knows no other room: every service depends on it', () => {
    expect(
      breaches(under('libs/contracts/'), (name) => /^(apps|libs\/(machine|messaging|service))\//.test(name)),
    ).toEqual([]);
  });

  it('libs/messaging sees only the contracts: a transport knows no service', () => {
    expect(breaches(under('libs/messaging/'), (name) => /^(apps|libs\/(machine|service))\//.test(name))).toEqual([]);
  });

  it('libs never import apps', () => {
    expect(breaches(under('libs/'), (name) => name.startsWith('apps/'))).toEqual([]);
  });

  it('only libs/messaging names the broker: nobody else publishes or consumes', () => {
    expect(
      breaches(
        (file) => !file.startsWith('libs/messaging/'),
        (name) => name === 'amqplib',
      ),
    ).toEqual([]);
  });

  it('nothing imports scripts or tests: operators stand above the product', () => {
    expect(
      breaches(
        () => true,
        (name) => /^(scripts|test)\//.test(name),
      ),
    ).toEqual([]);
  });

  it('only env.ts reads process.env: a service says in one place what it needs', () => {
    const readers = product.filter((file) => /process\.env\b/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(readers.filter((file) => !/(^|\/)env\.ts$/.test(file))).toEqual([]);
  });

  it('SQL stands only in stores, migrations and the few libs that own a table', () => {
    const home = /(\.store|\.tables|\.statements)\.ts$|\/migrations\/|^libs\/(messaging|service)\//;
    const sql = /\b(SELECT\s[\s\S]{1,200}?\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b/;
    const writers = product.filter((file) => !home.test(file) && sql.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(writers).toEqual([]);
  });

  it('no folder hides its purpose', () => {
    const hiding = product.filter((file) =>
      /(^|\/)(common|utils?|helpers?|shared|core|misc|managers?)(\/|\.ts$)/.test(file),
    );
    expect(hiding).toEqual([]);
  });

  it('no file is longer than 300 lines', () => {
    const files = [...product, ...sources('scripts'), ...sources('test')];
    const long = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 301);
    expect(long.map((file) => relative('.', file))).toEqual([]);
  });

  it('no constructor takes more than five dependencies', () => {
    const crowded = product.filter((file) => {
      const constructors = readFileSync(join(ROOT, file), 'utf8').matchAll(/constructor\(([^{]*?)\)\s*\{/g);
      return [...constructors].some(
        ([, list = '']) => (list.match(/\b(?:private|protected|public|readonly)\b[^,]*:/g) ?? []).length > 5,
      );
    });
    expect(crowded).toEqual([]);
  });
});
