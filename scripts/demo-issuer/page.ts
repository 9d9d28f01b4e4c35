const STYLE = `
  body { font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 auto; max-width: 64rem; padding: 1.5rem; color: #1f1f1f; }
  h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
  .demo { background: #fff7e6; border: 1px solid #ad6800; border-radius: 6px; padding: .5rem 1rem; }
  .wrong { background: #fff1f0; border: 1px solid #a8071a; border-radius: 6px; padding: .5rem 1rem; }
  .accounts { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }
  button { font: inherit; text-align: left; padding: .5rem .75rem; border: 1px solid #767676; border-radius: 6px; background: #fff; cursor: pointer; color: inherit; }
  button:hover { border-color: #0958d9; } :focus-visible { outline: 3px solid #0958d9; outline-offset: 2px; }
  button small { display: block; color: #595959; } input { font: inherit; padding: .35rem .5rem; border: 1px solid #767676; border-radius: 6px; }
  code { font-size: 1.1rem; overflow-wrap: anywhere; } svg { display: block; width: 12rem; height: 12rem; background: #fff; } a { color: #0958d9; }`;

export interface Title {
  readonly zh: string;
  readonly en: string;
  /** Loads the page again after so many seconds. */
  readonly again?: number;
}

/** A page of the demo issuer, without scripts. */
export function page(title: Title, content: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${title.again === undefined ? '' : `<meta http-equiv="refresh" content="${title.again}">`}
<title>分级 Fenji · ${title.zh} ${title.en}</title><style>${STYLE}</style></head>
<body><main>
<h1>分级 Fenji · ${title.zh} <span lang="en">${title.en}</span></h1>
${content}
</main></body></html>`;
}

/** Text that cannot be markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
