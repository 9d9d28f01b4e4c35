import type { parse } from '@bufbuild/cel';
import { isIcdRange, rangesOf } from '../../diagnosis/icd10-range.js';
import { ExpressionFault } from './expression-fault.js';
import { INPUTS, type InputKind } from './inputs.js';

type Expr = ReturnType<typeof parse>['expr'];
type KindOf<C extends string> = Extract<Expr['exprKind'], { case: C }>['value'];
type Type = InputKind | 'numbers';

/** What an expression is made of. */
export interface Examined {
  type: Type;
  /** Input fields, each once. */
  fields: string[];
  nodes: number;
}

const ELEMENT: Partial<Record<Type, Type>> = { texts: 'text', numbers: 'number' };
const LIST: Partial<Record<Type, Type>> = { text: 'texts', number: 'numbers' };
const LOGIC: readonly string[] = ['_&&_', '_||_', '!_'];
const ORDER: readonly string[] = ['_<_', '_<=_', '_>_', '_>=_'];
const EQUALITY: readonly string[] = ['_==_', '_!=_'];

/**
 * Types of an expression and the fields it asks about. A test for presence (`has`, `in` over a group) would turn a
 * missing field into false, and anything that counts or builds lists could take long: both are refused by not being
 * among what is allowed.
 * @throws ExpressionFault for an unknown name, a wrong type, or what is not allowed
 */
export function examine(expr: Expr): Examined {
  const examination = new Examination();
  const type = examination.typeOf(expr);
  return { type, fields: [...examination.fields], nodes: examination.nodes };
}

class Examination {
  readonly fields = new Set<string>();
  nodes = 0;
  /** The variable of the loop that is being examined. */
  private loop: { name: string; type: Type } | undefined;

  typeOf(expr: Expr | undefined): Type {
    this.nodes += 1;
    const kind = expr?.exprKind;
    switch (kind?.case) {
      case 'constExpr':
        return constantType(kind.value);
      case 'identExpr':
        return this.loop?.name === kind.value.name ? this.loop.type : this.field(kind.value.name);
      case 'selectExpr':
        return this.selected(kind.value);
      case 'listExpr':
        return this.listType(kind.value);
      case 'comprehensionExpr':
        return this.loopType(kind.value);
      case 'callExpr':
        return this.callType(kind.value);
      default:
        throw notAllowed('structures');
    }
  }

  private field(name: string): Type {
    const known = Object.hasOwn(INPUTS, name) ? INPUTS[name] : undefined;
    if (!known) throw new ExpressionFault('unknown-name', `There is no field \`${name}\`.`);
    this.fields.add(name);
    return known.kind;
  }

  private selected({ operand, field, testOnly }: KindOf<'selectExpr'>): Type {
    if (testOnly) throw notAllowed('`has`: a missing field is unknown, not false');
    const group = operand?.exprKind;
    if (group?.case !== 'identExpr') throw notAllowed('fields of fields');
    return this.field(`${group.value.name}.${field}`);
  }

  private listType({ elements }: KindOf<'listExpr'>): Type {
    const types = new Set(elements.map((element) => this.typeOf(element)));
    const [type, ...others] = types;
    const list = type && LIST[type];
    if (!list || others.length > 0) throw new ExpressionFault('type', 'A list holds texts or numbers, not both.');
    return list;
  }

  /** `exists` and `all`, which the parser has written out as a loop with `||` or `&&`. */
  private loopType({ iterVar, iterVar2, iterRange, loopStep, accuVar }: KindOf<'comprehensionExpr'>): Type {
    const step = loopStep?.exprKind;
    const [result, body] = step?.case === 'callExpr' ? step.value.args : [];
    const isPlain =
      step?.case === 'callExpr' &&
      LOGIC.includes(step.value.function) &&
      result?.exprKind.case === 'identExpr' &&
      result.exprKind.value.name === accuVar;
    if (!isPlain || iterVar2) throw notAllowed('loops other than `exists` and `all`');
    if (this.loop) throw notAllowed('loops within loops');
    const element = ELEMENT[this.typeOf(iterRange)];
    if (!element) throw new ExpressionFault('type', '`exists` and `all` go through a list.');
    if (Object.keys(INPUTS).some((name) => name.split('.')[0] === iterVar)) {
      throw new ExpressionFault('not-allowed', `\`${iterVar}\` is the name of a field: call the variable otherwise.`);
    }
    this.loop = { name: iterVar, type: element };
    this.require('boolean', body);
    this.loop = undefined;
    return 'boolean';
  }

  private callType({ function: name, target, args }: KindOf<'callExpr'>): Type {
    const [first, second, third] = args;
    if (!target && LOGIC.includes(name)) {
      for (const arg of args) this.require('boolean', arg);
    } else if (!target && ORDER.includes(name)) {
      for (const arg of args) this.require('number', arg);
    } else if (!target && EQUALITY.includes(name)) {
      const type = this.typeOf(first);
      if (ELEMENT[type]) throw new ExpressionFault('type', 'Lists are not compared: use `exists` or `all`.');
      this.require(type, second);
    } else if (!target && name === '@in') {
      const list = LIST[this.typeOf(first)];
      if (!list) throw new ExpressionFault('type', '`in` looks for a text or a number in a list.');
      this.require(list, second);
    } else if (!target && name === '_?_:_') {
      this.require('boolean', first);
      const type = this.typeOf(second);
      this.require(type, third);
      return type;
    } else if (!target && name === 'icd' && args.length === 2) {
      this.require('text', first);
      requireRanges(second);
    } else {
      throw notAllowed(`\`${name}\``);
    }
    return 'boolean';
  }

  private require(type: Type, expr: Expr | undefined): void {
    const found = this.typeOf(expr);
    if (found !== type) throw new ExpressionFault('type', `A ${type} is needed where there is a ${found}.`);
  }
}

function constantType({ constantKind }: KindOf<'constExpr'>): Type {
  switch (constantKind.case) {
    case 'int64Value':
    case 'doubleValue':
      return 'number';
    case 'stringValue':
      return 'text';
    case 'boolValue':
      return 'boolean';
    default:
      throw notAllowed('constants other than numbers, texts, true and false');
  }
}

function requireRanges(expr: Expr | undefined): void {
  const constant = expr?.exprKind.case === 'constExpr' ? expr.exprKind.value.constantKind : undefined;
  if (constant?.case === 'stringValue' && rangesOf(constant.value).every(isIcdRange)) return;
  throw new ExpressionFault('type', "`icd` takes codes and ranges as a text: icd(diagnosis.code, 'I10-I15, E11.9').");
}

const notAllowed = (what: string) => new ExpressionFault('not-allowed', `Not allowed in a criterion: ${what}.`);
