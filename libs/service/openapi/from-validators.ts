import { ApiProperty, type ApiPropertyOptions, DECORATORS } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';
import { type Rule, schemaOf } from './rule-schema.js';

type Class = new () => object;

/**
 * Describes every class that has validators, so that a DTO says once what it accepts: checked when a request arrives,
 * and shown in the API document. A property with its own `@ApiProperty` keeps it.
 */
export function describeValidatedClasses(): void {
  for (const target of validatedClasses()) {
    const rules = getMetadataStorage().getTargetValidationMetadatas(target, '', true, false) as Rule[];
    for (const property of new Set(rules.map((rule) => rule.propertyName))) {
      describe(
        target,
        property,
        rules.filter((rule) => rule.propertyName === property),
      );
    }
  }
}

/** class-validator keeps its list of classes to itself. */
function validatedClasses(): Class[] {
  const byClass = Reflect.get(getMetadataStorage(), 'validationMetadatas') as Map<Class | string, unknown>;
  return [...byClass.keys()].filter((target) => typeof target === 'function');
}

function describe(target: Class, property: string, rules: Rule[]): void {
  const prototype: object = target.prototype;
  if (described(prototype).includes(`:${property}`)) return;
  const designType: unknown = Reflect.getMetadata('design:type', prototype, property);
  const nested = rules.some((rule) => rule.type === 'nestedValidation')
    ? nestedClass(target, property, designType)
    : undefined;
  const isArray = designType === Array || rules.some((rule) => rule.each || rule.name === 'isArray');
  const preset = Reflect.get(new target(), property) as unknown;
  const required = preset === undefined && !rules.some((rule) => rule.type === 'conditionalValidation');
  const shape = nested ? { type: () => nested, isArray } : schemaOf(rules, designType, isArray);
  ApiProperty({ ...shape, required, ...(preset === undefined ? {} : { default: preset }) } as ApiPropertyOptions)(
    prototype,
    property,
  );
}

/** The properties that the document shows of a class; a list made by a subclass does not learn of its base's later ones. */
function described(prototype: object): readonly string[] {
  return Reflect.getMetadata(DECORATORS.API_MODEL_PROPERTIES_ARRAY, prototype) ?? [];
}

function nestedClass(target: Class, property: string, designType: unknown): Class | undefined {
  const declared = defaultMetadataStorage.findTypeMetadata(target, property)?.typeFunction();
  if (declared) return declared;
  return typeof designType === 'function' && designType !== Array && designType !== Object
    ? (designType as Class)
    : undefined;
}
