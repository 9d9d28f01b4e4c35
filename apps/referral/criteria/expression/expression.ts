import { CelScalar, celEnv, celFunc, isCelError, parse, plan } from '@bufbuild/cel';
import { inRanges, rangesOf } from '../../diagnosis/icd10-range.js';
import { examine } from './examine.js';
import { ExpressionFault } from './expression-fault.js';
import type { InputValues } from './inputs.js';

/** No criterion of the domain needs a third of it; the parser is linear, so these bound its time, too. */
const LIMITS = { characters: 1_000, brackets: 12, nodes: 200 };

const { BOOL, STRING } = CelScalar;
/** `icd(diagnosis.code, 'I10-I15, E11.9')`. */
const ICD = celFunc('icd', [STRING, STRING], BOOL, (code, ranges) => inRanges(code, rangesOf(ranges)));
const ENVIRONMENT = celEnv({ funcs: [ICD] });

/** `unknown`: a field that decides is missing. */
export type Truth = boolean | 'unknown';

/** A criterion's expression, parsed and planned once. */
export interface Expression {
  /** Fields that it asks about. */
  readonly fields: readonly string[];
  of(values: InputValues): Truth;
}

/**
 * Checks and plans an expression of the Common Expression Language. Only logic, comparison, `in`, `exists`, `all` and
 * `icd` over the known fields are allowed: nothing that could hang, fail, or take a missing field for false. What CEL
 * calls an error can then only be a missing field, and `||` and `&&` pass over it where the other side decides.
 * @throws ExpressionFault
 */
export function readExpression(text: string): Expression {
  requireSmall(text);
  const parsed = parsedOf(text);
  const { fields, nodes, type } = examine(parsed.expr);
  if (nodes > LIMITS.nodes) {
    throw new ExpressionFault('too-large', `An expression has at most ${LIMITS.nodes} parts; this one has ${nodes}.`);
  }
  if (type !== 'boolean') throw new ExpressionFault('type', 'A criterion must say yes or no.');
  const evaluate = plan(ENVIRONMENT, parsed);
  const truthOf = (values: InputValues): Truth => {
    const result = withoutStacks(() => evaluate(values as Parameters<typeof evaluate>[0]));
    return isCelError(result) ? 'unknown' : result === true;
  };
  // Nothing but its fields decides, so where none of them is known the answer is always this one.
  const unanswered = truthOf({});
  return {
    fields,
    of: (values) => (fields.some((field) => Object.hasOwn(values, field)) ? truthOf(values) : unanswered),
  };
}

/** A missing field is an error to CEL, and nobody reads its stack, which costs more than the rest of the evaluation. */
function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function parsedOf(text: string): ReturnType<typeof parse> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new ExpressionFault('syntax', `The expression cannot be read: ${error.message.slice(0, 200)}`);
  }
}

/** Before anything is parsed: a hostile text costs nothing. */
function requireSmall(text: string): void {
  if (text.length > LIMITS.characters) {
    throw new ExpressionFault('too-long', `An expression has at most ${LIMITS.characters} characters.`);
  }
  let depth = 0;
  for (const one of text) {
    if ('([{'.includes(one)) depth += 1;
    if (')]}'.includes(one)) depth -= 1;
    if (depth > LIMITS.brackets) {
      throw new ExpressionFault('too-deep', `An expression nests at most ${LIMITS.brackets} levels.`);
    }
  }
}
