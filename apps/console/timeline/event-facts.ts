/** A fact of a step: a key below `detail` in the words, and what stands in it as codes and instants. */
export interface Fact {
  readonly key: string;
  /** Each value says what it is, so that whoever shows it can put it into words. */
  readonly values: Readonly<Record<string, FactValue>>;
}

export type FactValue =
  | { readonly kind: 'house'; readonly code: string }
  | { readonly kind: 'moment'; readonly at: string }
  | { readonly kind: 'code'; readonly group: string; readonly codes: readonly string[] }
  | { readonly kind: 'number'; readonly value: number };

const house = (code: string): FactValue => ({ kind: 'house', code });
const moment = (at: string): FactValue => ({ kind: 'moment', at });
const code = (group: string, ...codes: string[]): FactValue => ({ kind: 'code', group, codes });

type Detail = Readonly<Record<string, unknown>>;

/** What the codes and times of a step say beside its name; what nobody reads (ids, seats) is left out. */
export function factsOf(detail: Detail): Fact[] {
  const text = (name: string) => (typeof detail[name] === 'string' ? (detail[name] as string) : undefined);
  const facts: Fact[] = [];
  const tell = (key: string, values: Fact['values'] = {}) => facts.push({ key, values });
  const [from, to, at, institution] = [text('from'), text('to'), text('startsAt'), text('institution')];
  if (from && to) tell('move', { from: house(from), to: house(to) });
  const cause = text('cause');
  if (cause) tell('cause', { cause: code('timeline:cause', cause) });
  if (at && institution) tell('unit', { house: house(institution), at: moment(at) });
  const holdUntil = text('holdUntil');
  if (holdUntil) tell('holdUntil', { at: moment(holdUntil) });
  if (detail.fromReserve === true) tell('fromReserve');
  const outcome = text('outcome');
  if (outcome) tell('outcome', { outcome: code('code:outcome', outcome) });
  if (detail.followUpNeeded === true) tell('followUp');
  const arrivedAt = text('arrivedAt');
  if (arrivedAt) tell('arrivedAt', { at: moment(arrivedAt) });
  if (detail.withoutReservation === true) tell('walkIn');
  const verdict = text('verdict');
  if (verdict) tell('verdict', { verdict: code('code:verdict', verdict) });
  if (typeof detail.position === 'number') tell('position', { position: { kind: 'number', value: detail.position } });
  if (Array.isArray(detail.questions)) tell('questions', { questions: code('form:question', ...detail.questions) });
  const alternative = (detail.alternative as { institution?: string } | undefined)?.institution;
  if (alternative) tell('alternative', { house: house(alternative) });
  if (detail.wish) tell('wish');
  if (detail.onBehalfOf) tell('onBehalf');
  return facts;
}
