import {AUDIENCE_VERSION} from './definition.ts'

/** Turns a definition of one version into one of the next. Neither needs to be valid. */
export type DefinitionMigration = (
  definition: Readonly<Record<string, unknown>>,
) => Record<string, unknown>

/** Migrations by the version that they start from. Version 1 is the first, so there are none yet. */
export const DEFINITION_MIGRATIONS: ReadonlyMap<number, DefinitionMigration> = new Map()

/** A definition at the newest version, or why it cannot be had. */
export type MigratedDefinition =
  | {ok: true; definition: Readonly<Record<string, unknown>>}
  | {ok: false; reason: string}

/**
 * Brings a stored definition to the newest version, step by step.
 *
 * @param migrations - the steps there are
 * @param target - version to arrive at
 */
export function migrateDefinition(
  stored: Readonly<Record<string, unknown>>,
  migrations: ReadonlyMap<number, DefinitionMigration> = DEFINITION_MIGRATIONS,
  target: number = AUDIENCE_VERSION,
): MigratedDefinition {
  let definition = stored
  const {version} = stored
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return {ok: false, reason: 'The definition does not say which version it is of.'}
  }
  if (version > target) {
    const reason = `The definition is of version ${version}, which a newer release of this plugin made. Update the plugin to use it.`
    return {ok: false, reason}
  }
  for (let step = version; step < target; step += 1) {
    const migrate = migrations.get(step)
    if (!migrate)
      return {ok: false, reason: `Definitions of version ${step} can’t be read any more.`}
    definition = {...migrate(definition), version: step + 1}
  }
  return {ok: true, definition}
}
