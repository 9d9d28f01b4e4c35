/** Where the answer to a field that a criterion asks for stands in a form (`GET /v1/criteria-fields`). */
const PLACES: Readonly<Record<string, string>> = {
  'patient.pregnant': 'findings.pregnant',
  'patient.lactating': 'findings.lactating',
  'here.screening': 'findings.screeningHere',
  'diagnosis.established': 'findings.diagnosisEstablished',
  'maternal.riskColour': 'findings.riskColour',
};

/** Path of the input that answers a criterion's field; undefined for what is measured, coded or known elsewhere. */
export function placeOf(field: string): string[] | undefined {
  const place = PLACES[field] ?? (/^(course|results|stay)\./.test(field) ? `findings.${field}` : undefined);
  return place?.split('.');
}

/** The criteria's field whose answer stands at this path. */
export function fieldAt(path: string): string {
  const known = Object.entries(PLACES).find(([, place]) => place === path);
  return known ? known[0] : path.replace(/^findings\./, '');
}

/** Every path at which something has been answered: those inputs stay, though nobody asks for them any more. */
export function answered(findings: unknown, parent = 'findings'): string[] {
  if (typeof findings !== 'object' || findings === null || Array.isArray(findings)) {
    return findings === undefined || findings === null || Array.isArray(findings) ? [] : [parent];
  }
  return Object.entries(findings).flatMap(([name, value]) => answered(value, `${parent}.${name}`));
}
