/** The first page of the front door, until a console is there. */
export function homePage(version: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>分级 Fenji</title>
</head>
<body>
<h1>分级 Fenji <small>${version}</small></h1>
<p>县域分级诊疗：基层首诊、双向转诊、预留号源。</p>
<p lang="en">Tiered care for a county: first visit, two-way referral, the reserve.</p>
<ul>
<li><a href="/docs">API 文档 <span lang="en">API documents</span></a></li>
<li><a href="/docs/openapi.json">OpenAPI 3.1</a></li>
<li><a href="/health/ready">运行状态 <span lang="en">Readiness</span></a></li>
</ul>
</body>
</html>
`;
}
