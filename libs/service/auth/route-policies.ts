import type { INestApplicationContext, Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { PUBLIC_KEY, ROLES_KEY } from './decorators.js';

/** Handlers that say neither who may call them nor that anybody may: `Controller.method`. Must be empty (API5). */
export function routesWithoutPolicy(app: INestApplicationContext): string[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? unguarded(metatype as Type) : []));
}

function unguarded(controller: Type): string[] {
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .filter((name) => {
      const handler = prototype[name];
      return handler && Reflect.hasMetadata(METHOD_METADATA, handler) && !hasPolicy(handler) && !hasPolicy(controller);
    })
    .map((name) => `${controller.name}.${name}`);
}

const hasPolicy = (target: object): boolean =>
  Reflect.hasMetadata(ROLES_KEY, target) || Reflect.hasMetadata(PUBLIC_KEY, target);
